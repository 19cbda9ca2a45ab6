import { isTruthy, plainValue } from '../liquid-values.ts';
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
  url_encode(value: unknown) {
    if ((plainValue(value) ?? null) === null) return null;
    const whole = textOf(this, value).replace(
      /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '\ufffd',
    );
    return encodeURIComponent(whole)
      .replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
      .replaceAll('%20', '+');
  },
  default(value: unknown, ...given: unknown[]) {
    const plain = plainValue(value);
    // Most values are there.
    if ((typeof plain === 'string' && plain !== '') || typeof plain === 'number' || plain === true) return value;
    const named = this.token.args.map((argument) => Array.isArray(argument));
    const keyword = given.find((_, index) => named[index] === true) as [string, unknown] | undefined;
    if (plain === false && keyword?.[0] === 'allow_false' && isTruthy(keyword[1])) return false;
    const isEmpty = typeof plain === 'object' && plain !== null && Object.keys(plain).length === 0;
    const isMissing = plain === undefined || plain === null || plain === false || plain === '' || isEmpty;
    return isMissing ? given.find((_, index) => named[index] === false) : value;
  },
  base64_encode(value: unknown) {
    return Buffer.from(textOf(this, value), 'utf8').toString('base64');
  },
  base64_decode(value: unknown) {
    return decodeBase64(textOf(this, value), 'base64');
  },
  base64_url_safe_encode(value: unknown) {
    return Buffer.from(textOf(this, value), 'utf8').toString('base64').replaceAll('+', '-').replaceAll('/', '_');
  },
  base64_url_safe_decode(value: unknown) {
    return decodeBase64(textOf(this, value), 'base64url');
  },
});

function decodeBase64(text: string, encoding: 'base64' | 'base64url'): string {
  const letters = text.replace(/\s|(?<!=)=+$/g, '');
  const isValid = encoding === 'base64' ? /^[A-Za-z0-9+/]*$/ : /^[A-Za-z0-9_-]*$/;
  if (!isValid.test(letters) || letters.length % 4 === 1) throw new Error('The text is not valid base64.');
  return Buffer.from(letters, encoding).toString('utf8');
}
