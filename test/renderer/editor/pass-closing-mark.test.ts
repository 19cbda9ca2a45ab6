import { describe, expect, it, vi } from 'vitest';
import { doubledMarkLength } from '../../../renderer/editor/pass-closing-mark.ts';

vi.mock('../../../renderer/editor/monaco.ts', () => ({ monaco: {} }));

describe('a closing mark that was typed over one that stands there', () => {
  it.each([
    ['{% if a %}', ' %}{% endif %}', 3],
    ['{% assign a = 1 %}', '%}', 2],
    ['{% if a -%}', ' -%}', 4],
    ['{% if a %}', '{% endif %}', 0],
    ['{% if a %}', ' and 50 %}', 0],
    ['{{ a }}', ' }}', 0],
    ['x %}', ' %}', 0],
  ])('%s|%s', (before, after, expected) => {
    expect(doubledMarkLength(before, after)).toBe(expected);
  });
});
