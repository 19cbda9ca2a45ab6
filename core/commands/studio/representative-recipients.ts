import type { JsonValue, ObjectRecord, RecipientReference } from '../../model/index.ts';

/** Objects that are looked at: a collection may have very many of them. */
const scanLimit = 1_000;

/**
 * Some of a collection to stand for all of it, the first of each shape before a second one of any: recipients differ in
 * what they have more than in what it says. At most `limit`; of the first 1,000.
 */
export function representativeRecipients(objects: Iterable<ObjectRecord>, limit: number): RecipientReference[] {
  const firsts: RecipientReference[] = [];
  const others: RecipientReference[] = [];
  const shapes = new Set<string>();
  let count = 0;
  for (const { collection, id, properties } of objects) {
    if (count === scanLimit || firsts.length === limit) break;
    count += 1;
    const shape = shapeOf(properties);
    if (!shapes.has(shape)) firsts.push({ collection, id });
    else if (others.length < limit) others.push({ collection, id });
    shapes.add(shape);
  }
  return [...firsts, ...others].slice(0, limit);
}

/** Names and types at every depth; an empty text or list is not like a filled one, for templates ask about that. */
function shapeOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return value === '' ? 'empty text' : 'text';
  if (typeof value !== 'object') return typeof value;
  if (Array.isArray(value)) return `[${[...new Set(value.map(shapeOf))].sort().join('|')}]`;
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${shapeOf(value[name] ?? null)}`).join(',')}}`;
}
