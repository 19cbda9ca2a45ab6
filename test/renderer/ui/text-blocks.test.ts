import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonTokens, readTokensFrom } from '../../../renderer/ui/json-tokens.ts';
import { cutIntoBlocks } from '../../../renderer/ui/text-blocks.ts';
import { blockIndexAt, windowOf } from '../../../renderer/ui/text-window.ts';

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}\n`).join('');

describe('cutIntoBlocks', () => {
  it('leaves a short text whole and gives the rows of each line', () => {
    expect(cutIntoBlocks('', 10)).toEqual([]);
    expect(cutIntoBlocks('abc\n\n0123456789x', 10)).toEqual([
      { begin: 0, end: 16, rows: 4, isPiece: false, isInString: false },
    ]);
  });

  it('makes up any text again, in whole characters', () => {
    const text = fc.array(fc.constantFrom('a', '"', '\\', '\n', '漢', '😀', ' '.repeat(900), 'x'.repeat(3000)));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 200 }), (parts, columns) => {
        const whole = parts.join('');
        const blocks = cutIntoBlocks(whole, columns);
        expect(blocks.map(({ begin, end }) => whole.slice(begin, end)).join('')).toBe(whole);
        for (const { begin, end, rows } of blocks) {
          expect(end - begin).toBeGreaterThan(0);
          expect(end - begin).toBeLessThanOrEqual(8192);
          expect(rows).toBeGreaterThan(0);
          expect(whole.slice(begin, end)).not.toMatch(/[\ud800-\udbff]$/);
        }
      }),
    );
  });

  it('cuts a long line where a row ends, so that no row is left half empty', () => {
    const text = 'x'.repeat(100_000);
    const blocks = cutIntoBlocks(text, 61);
    expect(blocks.slice(0, -1).every(({ begin, end }) => (end - begin) % 61 === 0)).toBe(true);
    expect(blocks.reduce((rows, block) => rows + block.rows, 0)).toBe(Math.ceil(100_000 / 61));
  });

  it('counts wide characters twice', () => {
    expect(cutIntoBlocks('漢'.repeat(10), 10)[0]?.rows).toBe(2);
  });

  it('colours a minified text in pieces as in one', () => {
    const item = { name: 'a "quoted" \\ name\\\\', n: 12.5, is: [true, null, {}] };
    const text = JSON.stringify(Array.from({ length: 400 }, () => item));
    const coloursOf = (tokens: ReturnType<typeof readJsonTokens>) =>
      tokens.flatMap(({ kind, text: part }) => Array.from({ length: part.length }, () => kind));
    const blocks = cutIntoBlocks(text, 57);
    expect(blocks.length).toBeGreaterThan(5);
    const inPieces = blocks.flatMap(({ begin, end, isInString }) =>
      coloursOf(readTokensFrom(text.slice(begin, end), isInString)),
    );
    const differing = coloursOf(readJsonTokens(text)).filter((kind, at) => kind !== inPieces[at]);
    // A key, a number or a word that is cut in two may be taken for something else; that is a handful at the cuts.
    expect(differing.length).toBeLessThan(blocks.length * 8);
  });
});

describe('windowOf', () => {
  const blocks = cutIntoBlocks(lines(320), 80);
  const height = () => 640;

  it('draws what reaches into the stretch and keeps the room of the rest', () => {
    expect(blocks).toHaveLength(10);
    expect(windowOf(blocks, height, { from: 1300, to: 2600 })).toEqual({ first: 2, last: 4, above: 1280, below: 3200 });
    expect(windowOf(blocks, height, { from: -500, to: 10 })).toEqual({ first: 0, last: 0, above: 0, below: 5760 });
  });

  it('draws the last block when the text has become shorter than the place looked at', () => {
    expect(windowOf(blocks, height, { from: 9000, to: 9900 })).toEqual({ first: 9, last: 9, above: 5760, below: 0 });
    expect(windowOf([], height, { from: 0, to: 900 })).toEqual({ first: 0, last: -1, above: 0, below: 0 });
  });

  it('never loses a pixel of height', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 9000 }), fc.integer({ min: 1, max: 3000 }), (from, size) => {
        const { first, last, above, below } = windowOf(blocks, height, { from, to: from + size });
        expect(above + (last - first + 1) * 640 + below).toBe(6400);
      }),
    );
  });

  it('finds the block of a character', () => {
    expect(blocks.map(({ begin }) => blockIndexAt(blocks, begin))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(blockIndexAt(blocks, 1_000_000)).toBe(9);
  });
});
