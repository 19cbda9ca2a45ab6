import { z } from '@hono/zod-openapi';
import { cursorOf, largestPage, type Page, type PageQuery, readCursor, refuseTwoCursors } from './paging.ts';
import type { LogPlace, LogSide, LogStretch } from './ports.ts';

const placeSchema = z.tuple([z.number().int(), z.number().int(), z.number().int()]);

/**
 * One page of what `find` reads from the log and `isWanted` takes, newest first. Stretches of the log are read until the
 * page is full or the log is at its end. `list` names the list in its cursors.
 */
export async function listPlaced<T extends { place: LogPlace }>(
  list: string,
  find: (from: LogPlace | null, side: LogSide) => Promise<LogStretch<T>>,
  isWanted: (item: T) => boolean,
  query: PageQuery,
): Promise<Page<T>> {
  refuseTwoCursors(query);
  const pageSize = query.page_size ?? largestPage;
  const side = query.before === undefined ? 'older' : 'newer';
  const cursor = query.before ?? query.after;
  const start: LogPlace | null =
    cursor === undefined ? null : readCursor(side === 'older' ? 'after' : 'before', cursor, list, placeSchema);
  const items: T[] = [];
  // One more than the page holds tells whether there is another.
  for (let from = start, isFirst = true; items.length <= pageSize && (isFirst || from !== null); isFirst = false) {
    const { items: found, next } = await find(from, side);
    for (const item of side === 'older' ? found : found.reverse()) {
      if (start !== null && !isBeyond(item.place, start, side)) continue;
      if (items.length <= pageSize && isWanted(item)) items.push(item);
    }
    from = next;
  }
  const hasMore = items.length > pageSize;
  if (hasMore) items.pop();
  if (side === 'newer') items.reverse();
  const hasNewer = side === 'newer' ? hasMore : start !== null;
  const hasOlder = side === 'older' ? hasMore : true;
  const [newest] = items;
  const oldest = items.at(-1);
  return {
    items,
    after: hasOlder && oldest !== undefined ? cursorOf(list, [...oldest.place]) : null,
    before: hasNewer && newest !== undefined ? cursorOf(list, [...newest.place]) : null,
    pageSize,
  };
}

function isBeyond(place: LogPlace, start: LogPlace, side: LogSide): boolean {
  for (const [index, number] of place.entries()) {
    const other = start[index] ?? 0;
    if (number !== other) return side === 'older' ? number < other : number > other;
  }
  return false;
}
