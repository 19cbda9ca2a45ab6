import { createHash, createHmac } from 'node:crypto';
import { type FilterTable, filterTable, textOf } from './filter-context.ts';

/** Digests in lower-case hex of the UTF-8 text (knock.md 4.1). */
export const hashFilters: FilterTable = filterTable({
  md5(value: unknown) {
    return createHash('md5').update(textOf(this, value), 'utf8').digest('hex');
  },
  sha256(value: unknown) {
    return createHash('sha256').update(textOf(this, value), 'utf8').digest('hex');
  },
  hmac_sha256(value: unknown, key: unknown) {
    return createHmac('sha256', textOf(this, key)).update(textOf(this, value), 'utf8').digest('hex');
  },
});
