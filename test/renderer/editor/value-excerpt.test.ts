import { expect, test } from 'vitest';
import type { ScopeNode } from '../../../core/contract/index.ts';
import { excerptOf } from '../../../renderer/editor/value-excerpt.ts';

const text = (name: string, preview: string): ScopeNode => ({ name, type: 'string', preview, children: [] });
const object = (name: string, children: ScopeNode[]): ScopeNode => ({ name, type: 'object', preview: null, children });
const list = (name: string, children: ScopeNode[]): ScopeNode => ({ name, type: 'array', preview: null, children });

test('a small value is shown whole, as JSON', () => {
  const count: ScopeNode = { name: 'n', type: 'number', preview: '1.00', children: [] };
  const value = object('data', [text('a "b"', 'x\ny'), list('tags', [text('0', 't'), count]), object('none', [])]);
  expect(excerptOf(value)).toBe('{\n  "a \\"b\\"": "x\\ny",\n  "tags": [\n    "t",\n    1.00\n  ],\n  "none": {}\n}');
  expect(JSON.parse(excerptOf(value))).toEqual({ 'a "b"': 'x\ny', tags: ['t', 1], none: {} });
});

test('a value that is not known stands as its type', () => {
  expect(excerptOf(object('forloop', [{ name: 'index', type: 'number', preview: null, children: [] }]))).toBe(
    '{\n  "index": number\n}',
  );
});

test('of a large value nine lines are shown, of a long one four hundred characters', () => {
  const many = excerptOf(
    list(
      'all',
      Array.from({ length: 200 }, (_, index) => text(String(index), 'x')),
    ),
  ).split('\n');
  expect(many).toHaveLength(10);
  expect(many.at(-1)).toBe('…');
  const long = excerptOf(
    object(
      'o',
      Array.from({ length: 5 }, (_, index) => text(`k${index}`, 'x'.repeat(120))),
    ),
  );
  expect(long.replaceAll(/[…\n]/g, '')).toHaveLength(400);
  expect(long).toMatch(/…\n…$/);
});

test('what just fits is not cut', () => {
  const lines = excerptOf(
    object(
      'o',
      Array.from({ length: 7 }, (_, index) => text(`k${index}`, 'x')),
    ),
  ).split('\n');
  expect(lines).toHaveLength(9);
  expect(lines.at(-1)).toBe('}');
});
