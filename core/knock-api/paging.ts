import { z } from '@hono/zod-openapi';
import type { JsonObject, JsonValue } from '../model/index.ts';
import { invalidParams } from './api-error.ts';

/** Knock's largest page, which is also the usual one (knock.md 6.3). */
export const largestPage = 50;

export const pageQueryShape = {
  after: z.string().optional().openapi({ description: 'Cursor: what comes after it.' }),
  before: z.string().optional().openapi({ description: 'Cursor: what comes before it.' }),
  page_size: z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(1, 'must be from 1 to 50')
    .max(largestPage, 'must be from 1 to 50')
    .optional()
    .openapi({ type: 'integer', minimum: 1, maximum: largestPage }),
};

export interface PageQuery {
  after?: string | undefined;
  before?: string | undefined;
  page_size?: number | undefined;
}

export interface Page<T> {
  items: T[];
  /** Cursors of the pages around it; null = there is none. */
  after: string | null;
  before: string | null;
  pageSize: number;
}

/** A cursor holds the key of an item, and the list that it is of: on another list it means nothing. */
export function cursorOf(list: string, key: JsonValue): string {
  return Buffer.from(JSON.stringify([list, key])).toString('base64url');
}

/** The cursor's key. Throws 422 for what `cursorOf` never gave for this list. */
export function readCursor<T>(field: 'after' | 'before', text: string, list: string, schema: z.ZodType<T>): T {
  const refused = invalidParams({
    field,
    message: `is not a cursor of this list: take it from "page_info" of one of its pages, not "${text.slice(0, 40)}".`,
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw refused;
  }
  const cursor = z.tuple([z.literal(list), schema]).safeParse(parsed);
  if (!cursor.success) throw refused;
  return cursor.data[1];
}

/** Throws 422 when both sides are asked for. */
export function refuseTwoCursors({ after, before }: PageQuery): void {
  if (after === undefined || before === undefined) return;
  throw invalidParams({ field: 'before', message: 'cannot be given together with "after".' });
}

/**
 * One page of items that come in the order of their keys. `itemsFrom` may leave out what is before the key that it is
 * given, so that a late page of a long list costs no more than an early one.
 */
export function pageOf<T>(
  list: string,
  itemsFrom: (key: string) => Iterable<T>,
  keyOf: (item: T) => string,
  query: PageQuery,
): Page<T> {
  refuseTwoCursors(query);
  const pageSize = query.page_size ?? largestPage;
  const after = query.after === undefined ? null : readCursor('after', query.after, list, z.string());
  const before = query.before === undefined ? null : readCursor('before', query.before, list, z.string());
  const window: T[] = [];
  let hasEarlier = after !== null;
  let hasLater = false;
  for (const item of itemsFrom(after ?? '')) {
    const key = keyOf(item);
    if (after !== null && key <= after) continue;
    hasLater = before === null ? window.length === pageSize : key >= before;
    if (hasLater) break;
    window.push(item);
    if (window.length <= pageSize) continue;
    window.shift();
    hasEarlier = true;
  }
  const [first] = window;
  const last = window.at(-1);
  return {
    items: window,
    after: hasLater && last !== undefined ? cursorOf(list, keyOf(last)) : null,
    before: hasEarlier && first !== undefined ? cursorOf(list, keyOf(first)) : null,
    pageSize,
  };
}

/** A page as Knock writes it; records are under `entries`, what the log has under `items`. */
export function pageJson<T>(under: 'entries' | 'items', page: Page<T>, jsonOf: (item: T) => JsonValue): JsonObject {
  const { after, before, pageSize } = page;
  return {
    [under]: page.items.map(jsonOf),
    page_info: { __typename: 'PageInfo', after, before, page_size: pageSize },
  };
}
