import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DuplicateNameError,
  hasSpellings,
  type JsonObject,
  type JsonValue,
  keepSpellings,
  readExactJson,
  spellingIn,
  typedTextOf,
  writeExactJson,
} from '../../../core/model/index.ts';

describe('exact JSON', () => {
  it('keeps the spelling of every number, in objects and lists, at any depth', () => {
    const text = '{"id":9007199254740993,"price":1.00,"list":[1e2,-0,{"x":0.10}],"far":1e999,"plain":12,"t":"1.00"}';
    const value = readExactJson(text) as JsonObject;
    expect(writeExactJson(value)).toBe(text);
    expect(spellingIn(value, 'id')).toBe('9007199254740993');
    expect(spellingIn(value, 'plain')).toBeUndefined();
    // Whoever does not ask sees ordinary JSON values.
    expect(value.price).toBe(1);
  });

  it('indents like JSON.stringify', () => {
    const text = '{"a":[],"b":{},"c":[1.50,{"d":"\\u00e9"}]}';
    const value = readExactJson(text);
    expect(writeExactJson(value, 2)).toBe(JSON.stringify(JSON.parse(text), null, 2).replace('1.5', '1.50'));
  });

  it('reads what JSON.parse reads, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const read = readExactJson(text);
        expect(JSON.stringify(read)).toBe(JSON.stringify(JSON.parse(text)));
        if (typeof read === 'object' && read !== null)
          expect(writeExactJson(read)).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('keeps numbers as spelled, whatever they are', () => {
    const number = fc.stringMatching(/^-?(0|[1-9][0-9]{0,25})(\.[0-9]{1,12})?([eE][+-]?[0-9]{1,2})?$/);
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), (numbers) => {
        const text = `{"n":[${numbers.join(',')}]}`;
        expect(writeExactJson(readExactJson(text))).toBe(text);
      }),
    );
  });

  it('takes "__proto__" for a name like any other', () => {
    const value = readExactJson('{"__proto__":{"x":1.0}}') as JsonObject;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(writeExactJson(value)).toBe('{"__proto__":{"x":1.0}}');
  });

  it('refuses what is not JSON, and names given twice with their place', () => {
    for (const text of ['{"a":}', '', '{"a":1}}', "{'a':1}", '[1,]', '01'])
      expect(() => readExactJson(text)).toThrow(SyntaxError);
    expect(() => readExactJson('{"a":1, "b":{"a":2}, "a":3}')).toThrow(DuplicateNameError);
    try {
      readExactJson('{"a":1,\n "a":3}');
    } catch (error) {
      expect(error).toMatchObject({ property: 'a', offset: 9 });
    }
  });

  it('tells a copy the spellings of its original', () => {
    const original = readExactJson('{"a":1.0}') as JsonObject;
    const copy: JsonValue = keepSpellings(original, { ...original });
    expect(hasSpellings({ inner: [copy] })).toBe(true);
    expect(writeExactJson([copy])).toBe('[{"a":1.0}]');
  });
});

describe('typed text', () => {
  it('is kept only when the value alone does not say it', () => {
    expect(typedTextOf('{\n  "a": 1\n}\n', { a: 1 })).toBeUndefined();
    expect(typedTextOf('{"a": 1}', { a: 1 })).toBe('{"a": 1}');
    expect(typedTextOf('{\r\n  "a": 1.0\r\n}', { a: 1 })).toBe('{\n  "a": 1.0\n}');
  });
});
