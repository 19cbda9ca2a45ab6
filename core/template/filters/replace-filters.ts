import { type FilterTable, type FilterThis, filterTable, textOf } from './filter-context.ts';

/** Replacing texts: a missing replacement removes, and a missing text is found everywhere, as in Shopify's Liquid. */
export const replaceFilters: FilterTable = filterTable({
  replace(value: unknown, wanted: unknown, by: unknown) {
    const [text, pattern, replacement] = texts(this, value, wanted, by);
    const count = pattern === '' ? text.length + 1 : text.split(pattern).length - 1;
    this.context.memoryLimit.use(count * replacement.length);
    return text.replaceAll(pattern, () => replacement);
  },
  replace_first(value: unknown, wanted: unknown, by: unknown) {
    const [text, pattern, replacement] = texts(this, value, wanted, by);
    return text.replace(pattern, () => replacement);
  },
  replace_last(value: unknown, wanted: unknown, by: unknown) {
    const [text, pattern, replacement] = texts(this, value, wanted, by);
    const at = text.lastIndexOf(pattern);
    return at < 0 ? text : text.slice(0, at) + replacement + text.slice(at + pattern.length);
  },
});

function texts(filter: FilterThis, value: unknown, wanted: unknown, by: unknown): [string, string, string] {
  return [textOf(filter, value), textOf(filter, wanted), textOf(filter, by)];
}
