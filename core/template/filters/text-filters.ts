import { plainValue } from '../liquid-values.ts';
import { compareVersions } from './compare-versions.ts';
import { type FilterTable, filterTable, textOf } from './filter-context.ts';

export const textFilters: FilterTable = filterTable({
  titlecase(value: unknown) {
    return textOf(this, value).replace(
      /(^|\s)(\p{L})/gu,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    );
  },
  pluralize(value: unknown, one: unknown, many: unknown) {
    return Number(plainValue(value)) === 1 ? one : many;
  },
  compare_versions(value: unknown, other: unknown) {
    return compareVersions(textOf(this, value), textOf(this, other));
  },
  equals(value: unknown, other: unknown) {
    return JSON.stringify(plainValue(value) ?? null) === JSON.stringify(plainValue(other) ?? null);
  },
  base64_encode(value: unknown) {
    return Buffer.from(textOf(this, value), 'utf8').toString('base64');
  },
  base64_decode(value: unknown) {
    return decodeBase64(textOf(this, value), 'base64');
  },
  base64_url_safe_encode(value: unknown) {
    return Buffer.from(textOf(this, value), 'utf8').toString('base64url');
  },
  base64_url_safe_decode(value: unknown) {
    return decodeBase64(textOf(this, value), 'base64url');
  },
});

function decodeBase64(text: string, encoding: 'base64' | 'base64url'): string {
  const letters = text.replace(/\s|=+$/g, '');
  const isValid = encoding === 'base64' ? /^[A-Za-z0-9+/]*$/ : /^[A-Za-z0-9_-]*$/;
  if (!isValid.test(letters) || letters.length % 4 === 1) throw new Error('The text is not valid base64.');
  return Buffer.from(letters, encoding).toString('utf8');
}
