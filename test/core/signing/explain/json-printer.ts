import type { Random } from './seeded-random.ts';

/** A value whose numbers are texts, so that 1.50 and big whole numbers can be written. */
export type Printable = string | boolean | null | { number: string } | Printable[] | Map<string, Printable>;

export interface PrintOptions {
  colon: string;
  comma: string;
  indent: string;
  isSorted: boolean;
  /** Spelling of a JSON string, made of what JSON.stringify gives. */
  spell(text: string): string;
  number(raw: string): string;
}

export const compact: PrintOptions = {
  colon: ':',
  comma: ',',
  indent: '',
  isSorted: false,
  spell: (text) => text,
  number: (raw) => raw,
};
export const spaced: PrintOptions = { ...compact, colon: ': ', comma: ', ' };
export const indented = (indent: string): PrintOptions => ({ ...compact, colon: ': ', indent });

/** Written apart from the product's own writer: the proof must not prove a fault with itself. */
export function print(value: Printable, options: PrintOptions, depth = 0): string {
  if (typeof value === 'string') return options.spell(JSON.stringify(value));
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    return bracketed(
      '[',
      ']',
      value.map((each) => print(each, options, depth + 1)),
      options,
      depth,
    );
  }
  if (value instanceof Map) {
    const entries = [...value];
    if (options.isSorted) entries.sort(([one], [other]) => (one < other ? -1 : 1));
    const members = entries.map(
      ([name, each]) => options.spell(JSON.stringify(name)) + options.colon + print(each, options, depth + 1),
    );
    return bracketed('{', '}', members, options, depth);
  }
  return options.number(value.number);
}

function bracketed(
  open: string,
  close: string,
  parts: string[],
  { indent, comma }: PrintOptions,
  depth: number,
): string {
  if (parts.length === 0) return open + close;
  if (indent === '') return open + parts.join(comma) + close;
  const line = `\n${indent.repeat(depth + 1)}`;
  return `${open}${line}${parts.join(`,${line}`)}\n${indent.repeat(depth)}${close}`;
}

const words = [
  'order',
  'invoice',
  'status',
  'customer',
  'amount',
  'created',
  'type',
  'data',
  'items',
  'zone',
  'email',
  'note',
];
const texts = [
  'paid',
  'Zoë Ångström',
  'https://shop.example.test/orders/1',
  'a & b <c>',
  'plain',
  'naïve',
  '2024-05-01',
  '',
];

/** An object of 3 to 6 names with everything in it that writers of JSON treat differently. */
export function randomDocument(random: Random): Map<string, Printable> {
  const document = new Map<string, Printable>();
  const size = 3 + random.below(4);
  while (document.size < size)
    document.set(random.pick(words) + random.pick(['', '_id', 'At']), randomValue(random, 0));
  document.set('text', random.pick(texts));
  return document;
}

function randomValue(random: Random, depth: number): Printable {
  const kind = random.below(depth > 1 ? 5 : 7);
  if (kind < 2) return random.pick(texts);
  if (kind === 2) return { number: String(random.below(100_000)) };
  if (kind === 3) return { number: `${random.below(1000)}.${random.pick(['5', '50', '0', '25', '99'])}` };
  if (kind === 4) return random.pick([true, false, null]);
  if (kind === 5) return Array.from({ length: 1 + random.below(3) }, () => randomValue(random, depth + 1));
  return new Map(
    Array.from({ length: 1 + random.below(3) }, (): [string, Printable] => [
      random.pick(words),
      randomValue(random, depth + 1),
    ]),
  );
}
