import { describe, expect, it } from 'vitest';
import { findJson, findJsonItems, jsonText, jsonValueText, setJson } from '../../../core/signing/json-text.ts';
import { bytes } from './scheme-builders.ts';

const open = (text: string): string => jsonText(bytes(text)) ?? '';
const whole = (text: string) => ({ start: 0, end: text.length });
const get = (json: string, path: string): string | null => {
  const text = open(json);
  const span = findJson(text, path, whole(text));
  return span === null ? null : jsonValueText(text, span);
};
const set = (json: string, path: string, value: string): string | null => {
  const text = open(json);
  const written = setJson(text, path, value, whole(text));
  return written === null ? null : Buffer.from(written, 'latin1').toString('utf8');
};

describe('reading', () => {
  it.each([
    ['{"a":{"b":"é\\n"}}', 'a.b', 'é\n'],
    ['{"a":[{"b":1},{"b":12345678901234567890}]}', 'a.1.b', '12345678901234567890'],
    ['{"a":1.00}', 'a', '1.00'],
    ['{"a":true,"b":null}', 'b', ''],
    ['{"a":1,"a":2}', 'a', '2'],
    ['{"\\u0061":"escaped name"}', 'a', 'escaped name'],
    [' { "x" : "}]," , "a" : [ ] } ', 'a', '[ ]'],
    ['{"Zoë":"東京"}', 'Zoë', '東京'],
    ['{"a":1}', 'b', null],
    ['{"a":1}', 'a.b', null],
    ['[1,2]', '2', null],
    ['[1,2]', 'length', null],
    ['{}', '__proto__', null],
  ])('%s at %s is %s', (json, path, value) => {
    expect(get(json, path)).toBe(value);
  });

  it('takes neither what is not JSON nor what is not UTF-8', () => {
    expect(jsonText(bytes('{"a":}'))).toBeNull();
    expect(jsonText(bytes('\ufeff{}'))).toBeNull();
    expect(jsonText(Uint8Array.from([0x22, 0xff, 0x22]))).toBeNull();
    expect(jsonText(new Uint8Array())).toBeNull();
  });

  it('reads nesting as deep as a stranger likes', () => {
    const text = open(`{"a":${'['.repeat(5000)}${']'.repeat(5000)},"b":1}`);
    expect(findJson(text, 'b', whole(text))).not.toBeNull();
  });

  it('finds every item', () => {
    const text = open('{"list":[{"item":{"a":1}}, {"other":2}, {"item":{"a":3}}]}');
    const spans = findJsonItems(text, 'list.*.item', whole(text));
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['{"a":1}', '{"a":3}']);
    expect(findJsonItems(text, 'missing.*', whole(text))).toEqual([]);
    expect(findJsonItems(open('[1,2]'), '*', { start: 0, end: 5 })).toHaveLength(2);
  });
});

describe('writing', () => {
  it.each([
    ['{"a": "old" , "b":1.00}', 'a', '"new"', '{"a": "new" , "b":1.00}'],
    ['{"a":1,"a":2}', 'a', '3', '{"a":1,"a":3}'],
    ['{"b":12345678901234567890}\n', 'a', '"é"', '{"b":12345678901234567890,"a":"é"}\n'],
    ['{ }', 'a.b.c', '1', '{ "a":{"b":{"c":1}}}'],
    ['{"a":{}}', 'a.b', '1', '{"a":{"b":1}}'],
    ['{"a":[{"x":1}]}', 'a.0.b', '2', '{"a":[{"x":1,"b":2}]}'],
    ['{"a":1}', 'a.b', '2', null],
    ['[1]', 'a', '2', null],
    ['"text"', 'a', '2', null],
  ])('%s at %s with %s', (json, path, value, expected) => {
    expect(set(json, path, value)).toBe(expected);
  });
});
