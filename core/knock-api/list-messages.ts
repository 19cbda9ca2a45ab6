import { z } from '@hono/zod-openapi';
import { cursorOf, largestPage, type Page, type PageQuery, readCursor, refuseTwoCursors } from './paging.ts';
import type { KnockMessages, LoggedMessage, MessageFilter, MessagePlace } from './ports.ts';

const list = 'messages';
const placeSchema = z.tuple([z.number().int(), z.number().int(), z.number().int()]);

/**
 * One page of the messages that the filter finds and `isWanted` takes, newest first. Stretches of the log are read until
 * the page is full or the log is at its end.
 */
export async function listMessages(
  messages: KnockMessages,
  filter: MessageFilter,
  isWanted: (message: LoggedMessage) => boolean,
  query: PageQuery,
): Promise<Page<LoggedMessage>> {
  refuseTwoCursors(query);
  const pageSize = query.page_size ?? largestPage;
  const side = query.before === undefined ? 'older' : 'newer';
  const cursor = query.before ?? query.after;
  const start: MessagePlace | null =
    cursor === undefined ? null : readCursor(side === 'older' ? 'after' : 'before', cursor, list, placeSchema);
  const items: LoggedMessage[] = [];
  // One more than the page holds tells whether there is another.
  for (let from = start, isFirst = true; items.length <= pageSize && (isFirst || from !== null); isFirst = false) {
    const { messages: found, next } = await messages.find(filter, from, side);
    for (const message of side === 'older' ? found : found.reverse()) {
      if (start !== null && !isBeyond(message.place, start, side)) continue;
      if (items.length <= pageSize && isWanted(message)) items.push(message);
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

function isBeyond(place: MessagePlace, start: MessagePlace, side: 'older' | 'newer'): boolean {
  for (const [index, number] of place.entries()) {
    const other = start[index] ?? 0;
    if (number !== other) return side === 'older' ? number < other : number > other;
  }
  return false;
}
