import { describe, expect, it } from 'vitest';
import { sourceSpansOf } from '../../../../../core/contract/index.ts';
import type { MappedField } from '../../../../../renderer/features/channel-studio/preview/mapped-segments.ts';
import { isSecretPath, printedSecrets } from '../../../../../renderer/features/channel-studio/preview/secret-texts.ts';

const secrets = new Set(['token', 'long-token']);
const place = { line: 1, column: 1, endLine: 1, endColumn: 2 };

/** A field whose parts were printed by the paths; null = text of the template. */
function fieldOf(field: string, parts: readonly (readonly [text: string, path: string | null])[]): MappedField {
  let outputEnd = 0;
  const spans = parts.map(([text, path]) => {
    const outputBegin = outputEnd;
    outputEnd += text.length;
    return { outputBegin, outputEnd, kind: path === null ? 'text' : 'value', path, place, partial: null } as const;
  });
  return { field, output: parts.map(([text]) => text).join(''), spans: sourceSpansOf(spans) };
}

describe('secrets in a request', () => {
  it.each([
    ['vars.token', true],
    ['vars["long-token"]', true],
    ['vars.tokens', false],
    ['data.token', false],
    [null, false],
  ])('the path %s: %s', (path, expected) => {
    expect(isSecretPath(path, secrets)).toBe(expected);
  });

  it('are what their paths printed, however it was filtered, and nothing else is', () => {
    const map = [
      fieldOf('headers.0', [
        ['Bearer ', null],
        ['abcd', 'vars.token'],
      ]),
      fieldOf('body', [
        ['ABCDEF', 'vars.long-token'],
        [' x', 'data.x'],
        ['', 'vars.token'],
      ]),
    ];
    expect(printedSecrets(map, secrets)).toEqual(['abcd', 'ABCDEF']);
    expect(printedSecrets(map, new Set())).toEqual([]);
  });

  it('are not told by what is too short to be told from chance, such as their size', () => {
    expect(printedSecrets([fieldOf('body', [['17', 'vars.token']])], secrets)).toEqual([]);
  });

  it('are none of the request when they only sign it', () => {
    expect(printedSecrets([fieldOf('signing.key', [['abcd', 'vars.token']])], secrets)).toEqual([]);
  });
});
