import type { ScopeNode } from '../../core/contract/index.ts';

/** Texts that are usual as an argument, as they are written; by filter and place of the argument. */
const usual: Readonly<Record<string, readonly (readonly string[])[]>> = {
  date: [
    ['"%Y-%m-%dT%H:%M:%SZ"', '"%Y-%m-%d"', '"%s"', '"%a, %d %b %Y %T GMT"'],
    ['"UTC"', '"America/New_York"', '"Europe/Berlin"'],
  ],
  timezone: [['"UTC"', '"America/New_York"', '"Europe/Berlin"']],
  default: [['""', '0', 'false', 'nil']],
  format_date_in_locale: [
    ['"en-US"', '"en-GB"', '"de-DE"'],
    ['"short"', '"medium"', '"long"', '"full"'],
  ],
  format_datetime_in_locale: [
    ['"en-US"', '"en-GB"', '"de-DE"'],
    ['"short"', '"medium"', '"long"', '"full"'],
    ['"short"', '"medium"', '"long"', '"full"'],
  ],
  format_number: [['"en-US"', '"de-DE"']],
  join: [['","', '", "']],
  json: [['2']],
  round: [['2']],
  split: [['","', '" "', '"\\n"']],
  truncate: [['100'], ['"…"', '""']],
  truncatewords: [['15'], ['"…"', '""']],
};

const byProperty = new Set([
  'map',
  'where',
  'reject',
  'sort',
  'sort_natural',
  'find',
  'find_index',
  'has',
  'sum',
  'uniq',
  'compact',
]);

export function usualArguments(filter: string, argument: number): readonly string[] {
  return usual[filter]?.[argument] ?? [];
}

/** Properties of the list's items, where the filter's argument names one; empty for any other. */
export function propertyArguments(filter: string, argument: number, input: ScopeNode | null): readonly ScopeNode[] {
  if (argument !== 0 || !byProperty.has(filter) || input?.type !== 'array') return [];
  return input.children[0]?.children ?? [];
}
