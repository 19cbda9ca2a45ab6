import type { ValueKind } from './value-shape.ts';

export interface FilterType {
  /** Kinds it can work on; null = any. */
  input: readonly ValueKind[] | null;
  /** Kind it gives; `input` = that of its input, `item` = an item of its list, null = not known. */
  output: ValueKind | 'input' | 'item' | null;
  /** What each argument must be; null = anything. */
  arguments: readonly ('number' | 'integer' | 'string' | null)[];
  /** Its text needs no escaping inside quotes. */
  isPlainText: boolean;
}

const text: readonly ValueKind[] = ['string', 'number', 'boolean', 'null'];
const number: readonly ValueKind[] = ['number', 'string', 'null'];
const list: readonly ValueKind[] = ['array', 'null'];

function type(
  input: FilterType['input'],
  output: FilterType['output'],
  argumentTypes: FilterType['arguments'] = [],
  isPlainText = false,
): FilterType {
  return { input, output, arguments: argumentTypes, isPlainText };
}

const types: Record<string, FilterType> = {};
const add = (names: string, entry: FilterType): void => {
  for (const name of names.split(' ')) types[name] = entry;
};
add('abs ceil floor', type(number, 'number'));
add('plus minus times divided_by modulo at_least at_most', type(number, 'number', ['number']));
add('round', type(number, 'number', ['integer']));
add('append prepend remove remove_first remove_last', type(text, 'string', [null]));
add('replace replace_first replace_last', type(text, 'string', [null, null]));
add('upcase downcase capitalize titlecase strip lstrip rstrip strip_html strip_newlines', type(text, 'string'));
add(
  'newline_to_br escape escape_once url_decode base64_decode base64_url_safe_decode from_markdown',
  type(text, 'string'),
);
add('url_encode base64_encode base64_url_safe_encode md5 sha256', type(text, 'string', [], true));
add('hmac_sha256', type(text, 'string', [null], true));
add('truncate truncatewords', type(text, 'string', ['integer', null]));
add('split', type(text, 'array', ['string']));
add('slice', type([...text, 'array'], 'input', ['integer', 'integer']));
add('date', type(['string', 'number', 'null'], 'string', ['string', null], true));
add('timezone', type(['string', 'number', 'null'], 'string', [null], true));
add('format_date_in_locale format_datetime_in_locale', type(['string', 'number', 'null'], 'string', ['string'], true));
add('format_number currency rounded_currency', type(number, 'string', [], true));
add('pluralize', type(number, 'string', [null, null]));
add('compare_versions', type(['string', 'number'], 'number', [null]));
add('size', type(['string', 'array', 'object', 'null'], 'number'));
add('json', { input: null, output: 'string', arguments: ['integer'], isPlainText: false });
add('from_json', type(['string', 'null'], null));
add('equals has', type(null, 'boolean', [null]));
add('join', type(['array', 'string', 'null'], 'string', [null]));
add('first last', type(['array', 'object', 'null'], 'item'));
add('find', type(['array', 'object', 'null'], 'item', ['string']));
add('find_index', type(['array', 'object', 'null'], 'number', ['string']));
add('sum', type(list, 'number', ['string']));
add('map where reject sort sort_natural uniq compact', type(['array', 'object', 'null'], 'array', ['string']));
add('concat reverse intersect', type(list, 'array'));
add('user object tenant', type(['string', 'number', 'null'], 'object'));
add('subscriptions', type(['string', 'number', 'null'], 'array'));

/** What a filter takes and gives; null for one that is not described, such as `default`. */
export function filterType(name: string): FilterType | null {
  return types[name] ?? null;
}
