import { describe, expect, it } from 'vitest';
import { caretPlaceOf } from '../../../renderer/editor/caret-place.ts';

describe('caretPlaceOf', () => {
  it.each([
    ['{"a": ', { kind: 'outside' }],
    ['{{ x }} and ', { kind: 'outside' }],
    ['{% if a %} ', { kind: 'outside' }],
    ['{{ payload | ', { kind: 'filter' }],
    ['{{ payload | js', { kind: 'filter' }],
    ['{{ "it\'s" | ', { kind: 'filter' }],
    ['{% ', { kind: 'tag', linesBefore: null }],
    ['{%- fo', { kind: 'tag', linesBefore: null }],
    ['{% liquid\n  if a\n  ech', { kind: 'tag', linesBefore: ['', '  if a'] }],
    ["{% render '", { kind: 'partial' }],
    ["{% liquid\nrender '", { kind: 'partial' }],
    ["{{ 'abc", { kind: 'string' }],
    ['{% for ', { kind: 'name' }],
    ['{% assign tot', { kind: 'name' }],
    ["{% render 'a', ", { kind: 'name' }],
    ["{% render 'a' with b as ", { kind: 'name' }],
  ])('%j', (text, place) => {
    expect(caretPlaceOf(text)).toEqual(place);
  });

  it.each([
    ['{{ ', []],
    ['{{ rec', []],
    ['{{ recipient.', ['recipient']],
    ['{{ recipient.subscription.ob', ['recipient', 'subscription']],
    ['{{- recipient.na', ['recipient']],
    ['{{ data.list[0].', ['data', 'list', '0']],
    ['{{ data["a.b"].', ['data', 'a.b']],
    ['{{ a | default: b.', ['b']],
    ['{{ a | slice: 1, ', []],
    ['{% if recipient.', ['recipient']],
    ['{% if a and ', []],
    ['{% for item in ', []],
    ['{% for item in list limit: ', []],
    ['{% for item in (1..', []],
    ["{% render 'a', name: ", []],
    ['{% assign a = ', []],
    ['{% liquid\n  assign a = 1\n  echo data.', ['data']],
    ['{"a": "{{ recipient.', ['recipient']],
  ])('a value in %j', (text, path) => {
    expect(caretPlaceOf(text)).toEqual({ kind: 'variable', path, isCompared: false });
  });

  it.each(['{% if a == ', '{% unless a and b contains ', '{% elsif a != bl', '{% when ', "{% when 'a' or "])(
    'a value that is compared in %j',
    (text) => {
      expect(caretPlaceOf(text)).toEqual({ kind: 'variable', path: [], isCompared: true });
    },
  );

  const conditions = ['==', '!=', '>', '<', '>=', '<=', 'contains', 'and', 'or'];
  it.each([
    ['{{ a ', []],
    ['{{ a b', []],
    ['{{ a.b | json ', []],
    ['{{ a | default: b ', []],
    ['{{ a[b].', []],
    ['{% if a ', conditions],
    ['{% if a con', conditions],
    ["{% if a['x'] and b ", conditions],
    ['{% if a == b ', ['and', 'or']],
    ['{% if a == b | size ', []],
    ['{% case a ', []],
    ["{% when 'a' ", ['or']],
    ['{% for item ', ['in']],
    ['{% for item in list ', ['limit:', 'offset:', 'reversed']],
    ['{% for item in (1..3) reversed limit: 2 ', ['offset:']],
    ['{% tablerow item in list cols: 2 ', ['limit:', 'offset:']],
    ['{% assign a = b ', []],
    ["{% render 'a' ", ['with', 'for']],
    ["{% render 'a' for list ", ['as']],
    ["{% render 'a' for list as item ", []],
    ["{% render 'a', b: c ", []],
    ['{% endif ', []],
    ['{% # note ', []],
    ['{% liquid\n  if a ', conditions],
  ])('the words that go on from %j', (text, words) => {
    expect(caretPlaceOf(text)).toEqual({ kind: 'words', words });
  });
});
