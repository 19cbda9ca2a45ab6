import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../core/knock-api/api-error.ts';
import { cursorOf, type PageQuery, pageOf } from '../../../core/knock-api/paging.ts';

const page = (items: readonly string[], query: PageQuery) =>
  pageOf(
    'letters',
    () => items,
    (item) => item,
    query,
  );

describe('pages', () => {
  test('of any size give every item once, forwards and back', () => {
    const items = fc.uniqueArray(fc.string(), { maxLength: 20 }).map((list) => list.toSorted(byCodeUnit));
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 6 }), (sorted, size) => {
        const forwards: string[][] = [];
        for (let query: PageQuery | null = { page_size: size }; query !== null; ) {
          const { items: found, after } = page(sorted, query);
          forwards.push(found);
          query = after === null ? null : { page_size: size, after };
        }
        expect(forwards.flat()).toEqual(sorted);
        const back: string[][] = [];
        for (let query: PageQuery | null = { page_size: size, before: cursorOf('letters', '\uffff\uffff') }; query; ) {
          const { items: found, before } = page(sorted, query);
          back.unshift(found);
          query = before === null ? null : { page_size: size, before };
        }
        expect(back.flat()).toEqual(sorted.filter((item) => item < '\uffff\uffff'));
      }),
    );
  });

  test('that come late read nothing of those before them', () => {
    const asked: string[] = [];
    const items = (from: string) => {
      asked.push(from);
      return ['c', 'd'];
    };
    const { before } = pageOf('letters', items, (item) => item, { after: cursorOf('letters', 'b') });
    expect(asked).toEqual(['b']);
    expect(before).not.toBeNull();
  });

  test('go on where they were when the item of the cursor is gone', () => {
    const { after } = page(['a', 'b', 'c'], { page_size: 2 });
    expect(page(['a', 'c'], { after: after ?? '' }).items).toEqual(['c']);
  });

  test.each<[string, PageQuery, string]>([
    ['both sides', { after: cursorOf('letters', 'a'), before: cursorOf('letters', 'b') }, 'before'],
    ['a cursor of another list', { after: cursorOf('numbers', 'a') }, 'after'],
    ['a cursor with another key', { before: cursorOf('letters', 1) }, 'before'],
    ['text that is no cursor', { after: '%%%' }, 'after'],
  ])('are refused for %s', (_what, query, field) => {
    let thrown: unknown;
    try {
      page(['a'], query);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ApiError);
    expect(thrown).toMatchObject({ status: 422, errors: [{ field }] });
  });
});

function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
