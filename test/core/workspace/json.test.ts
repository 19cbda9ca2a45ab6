import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../core/model/index.ts';
import { JsonScanner, JsonSyntaxError } from '../../../core/workspace/json/json-scanner.ts';
import { jsonText } from '../../../core/workspace/json/json-text.ts';
import { inexactNumbers, offsetOfPath, parseJsonTree, placeOfOffset } from '../../../core/workspace/json/json-tree.ts';

function accepts(text: string): boolean {
  try {
    const scanner = new JsonScanner(text);
    scanner.value();
    scanner.end();
    return true;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return false;
    throw error;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function sortedNames(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sortedNames);
  if (value === null || typeof value !== 'object') return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sortedNames(value[name] ?? null)]));
}

describe('the scanner', () => {
  test('accepts exactly what JSON.parse accepts, for damaged JSON too', () => {
    const damaged = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.nat(3),
        fc.constantFrom('', ',', '"', '}', ']', '\\', '\n', '0', '-', '.', 'e', 'tru', '\u0001', ' '),
      )
      .map(([text, at, length, inserted]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + inserted + text.slice(place + length);
      });
    fc.assert(
      fc.property(damaged, (text) => accepts(text) === isJson(text)),
      { numRuns: 3000, seed: 7 },
    );
  });

  test.each([
    ['{"a": 1,}', 8, 'Expected a name in double quotes, found "}".'],
    ['{"a" 1}', 5, 'Expected ":" after the name, found "1".'],
    ['{"a": }', 6, 'Expected a value, found "}".'],
    ['[1 2]', 3, 'Expected "," or "]", found "2".'],
    ['{"a": 1', 7, 'The file ends where "," or "}" was expected.'],
    ['"abc', 0, 'The text is not closed by a double quote.'],
    ['"a\nb"', 2, 'A line break or control character in a text; write it as \\n.'],
    ['"\\x"', 1, 'The escape after "\\" is not one JSON knows.'],
    ['{} {}', 3, 'Expected the end of the file, found "{".'],
    ["{'a': 1}", 1, 'Expected a name in double quotes, found "\'".'],
    ['NaN', 0, 'Expected a value, found "N".'],
    ['[1] // note', 4, 'Expected the end of the file, found "/".'],
  ])('says what is wrong with %s', (text, offset, message) => {
    expect(() => parseJsonTree(text)).toThrow(expect.objectContaining({ offset, message }));
  });

  test('refuses nesting that would exhaust the stack of a reader', () => {
    expect(() => parseJsonTree('['.repeat(100_000))).toThrow('Nested more than 400 levels deep.');
    expect(accepts('['.repeat(100_000))).toBe(false);
  });
});

describe('the tree', () => {
  test('finds names that are there twice, wherever they are', () => {
    expect(parseJsonTree('{"a": [{"b": 1, "\\u0062": 2}], "a": 3}').duplicates).toEqual([
      { path: ['a', '0', 'b'], offset: 16 },
      { path: ['a'], offset: 31 },
    ]);
  });

  test('knows the place of a path, or of the nearest thing around it', () => {
    const text = '{\n  "steps": [\n    {"ref": "x"}\n  ]\n}';
    const placeOf = (path: (string | number)[]) => placeOfOffset(text, offsetOfPath(parseJsonTree(text).root, path));
    expect(placeOf(['steps', 0, 'ref'])).toEqual({ line: 3, column: 6 });
    expect(placeOf(['steps', 0, 'missing'])).toEqual({ line: 3, column: 5 });
    expect(placeOf(['nowhere'])).toEqual({ line: 1, column: 1 });
  });

  test('finds the numbers that lose digits', () => {
    const text = '[9007199254740993, 9007199254740992, 1.00, 1e999, -0, 12345678901234567890]';
    expect(inexactNumbers(text, parseJsonTree(text).root).map(({ spelling }) => spelling)).toEqual([
      '9007199254740993',
      '1e999',
      '12345678901234567890',
    ]);
  });
});

describe('the text', () => {
  test('is what JSON.stringify gives for sorted names, whatever the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (generated) => {
        const value = JSON.parse(JSON.stringify(generated));
        // JavaScript puts such names first, whatever the text says.
        fc.pre(!/"[0-9]+":/.test(JSON.stringify(value)));
        const text = jsonText(value, { order: 'sorted' });
        expect(JSON.parse(text)).toEqual(value);
        expect(text).toBe(JSON.stringify(sortedNames(value), null, 2));
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  test('keeps order and spelling of what did not change', () => {
    const before = '{"z": 1.0, "list": [{"ref": "a", "n": 1e2}, {"ref": "b", "n": 2.50}], "a": "\\u00e9"}';
    const value = { a: 'é', list: [{ ref: 'b', n: 2.5 }], z: 2, fresh: true };
    const text = jsonText(value, { order: 'kept', before: { text: before, node: parseJsonTree(before).root } });
    expect(text.replace(/\s+/g, ' ')).toBe(
      '{ "z": 2, "list": [ { "ref": "b", "n": 2.50 } ], "a": "\\u00e9", "fresh": true }',
    );
  });
});
