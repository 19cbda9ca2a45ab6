import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkJson, compactJson, prettyPrintJson } from '../../../../core/template/index.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON with a few characters broken: near misses are where two checkers differ. */
const nearJson = fc
  .tuple(
    fc.json(),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', '0', '-', '.', 'e', 'n', '\n', '\t', 'u', ' ', ''),
      ),
      { maxLength: 3 },
    ),
  )
  .map(([text, edits]) =>
    edits.reduce((edited, [position, letter]) => {
      const at = position % (edited.length + 1);
      return edited.slice(0, at) + letter + edited.slice(at + 1);
    }, text),
  );

describe('checkJson', () => {
  it('agrees with JSON.parse on JSON and near misses', () => {
    void fc.assert(
      fc.property(fc.oneof(nearJson, fc.json(), fc.string()), (text) => {
        expect(checkJson(bytes(text)).isValid).toBe(
          parses(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes(text))),
        );
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['', 1, 1, 'There is no JSON value; the text is empty.'],
    ['{"a": NaN}', 1, 7, '"NaN" is not a JSON value; texts need double quotes.'],
    ['{"a": 01}', 1, 7, '"01" is not a JSON number.'],
    ['{"a": 1,}', 1, 9, 'Expected a property name in double quotes, found "}" (is there a comma too many before it?).'],
    ['[1 2]', 1, 4, 'Expected "," or "]", found "2".'],
    ['{\n  "ä": "ö\n"}', 2, 10, 'A line break stands inside a text; write it escaped.'],
    ['{"a"', 1, 5, 'The text ends too early: a ":" is missing in an object.'],
    ['{} x', 1, 4, 'Unexpected "x" after the end of the JSON value.'],
    ['"\\x"', 1, 2, 'A backslash in a text is not followed by a valid escape.'],
    ['{"a": , "b": 1}', 1, 7, 'Expected a value, found ",".'],
    ['\ufeff{}', 1, 1, 'Expected a value, found a byte order mark.'],
  ])('%j fails at %i:%i', (text, line, column, message) => {
    expect(checkJson(bytes(text))).toEqual({ isValid: false, message, line, column });
  });

  it('takes 100,000 levels and repeated keys', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(checkJson(bytes(deep))).toEqual({ isValid: true });
    expect(checkJson(bytes(deep.slice(1))).isValid).toBe(false);
    expect(checkJson(bytes('{"a":1,"a":2}'))).toEqual({ isValid: true });
  });
});

describe('prettyPrintJson and compactJson', () => {
  it('keep the spelling of numbers and texts', () => {
    const text = '{"a":1.00,"b":[9007199254740993,-0,1E+2],"c":{},"d":[],"e":"\\u00e9é"}';
    const pretty = prettyPrintJson(bytes(text));
    expect(pretty).toBe(
      '{\n  "a": 1.00,\n  "b": [\n    9007199254740993,\n    -0,\n    1E+2\n  ],\n  "c": {},\n  "d": [],\n  "e": "\\u00e9é"\n}',
    );
    expect(new TextDecoder().decode(compactJson(bytes(pretty)))).toBe(text);
  });

  it('print any JSON as JSON.stringify does', () => {
    void fc.assert(
      fc.property(fc.json(), (text) => {
        const value: unknown = JSON.parse(text);
        expect(JSON.parse(prettyPrintJson(bytes(text)))).toEqual(value);
        expect(prettyPrintJson(bytes(JSON.stringify(value)))).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it('give back what is not JSON', () => {
    expect(prettyPrintJson(bytes('{"a": ]'))).toBe('{"a": ]');
  });
});
