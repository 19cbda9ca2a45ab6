import { describe, expect, it } from 'vitest';
import { caretPlaceOf } from '../../../renderer/editor/caret-place.ts';

describe('caretPlaceOf', () => {
  it.each([
    ['{"a": ', { kind: 'outside' }],
    ['{{ x }} and ', { kind: 'outside' }],
    ['{% if a %} ', { kind: 'outside' }],
    ['{{ ', { kind: 'variable', path: [] }],
    ['{{ rec', { kind: 'variable', path: [] }],
    ['{{ recipient.', { kind: 'variable', path: ['recipient'] }],
    ['{{ recipient.subscription.ob', { kind: 'variable', path: ['recipient', 'subscription'] }],
    ['{{- recipient.na', { kind: 'variable', path: ['recipient'] }],
    ['{{ payload | ', { kind: 'filter' }],
    ['{{ payload | js', { kind: 'filter' }],
    ['{{ a | default: b.', { kind: 'variable', path: ['b'] }],
    ['{% ', { kind: 'tag' }],
    ['{%- fo', { kind: 'tag' }],
    ['{% if recipient.', { kind: 'variable', path: ['recipient'] }],
    ["{% render '", { kind: 'partial' }],
    ["{{ 'abc", { kind: 'string' }],
    ['{{ "it\'s" | ', { kind: 'filter' }],
    ['{"a": "{{ recipient.', { kind: 'variable', path: ['recipient'] }],
  ])('%j', (text, place) => {
    expect(caretPlaceOf(text)).toEqual(place);
  });
});
