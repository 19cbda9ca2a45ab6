import type { TimestampUnit } from '../model/index.ts';

const digitsOnly = /^\d{1,17}$/;
/** RFC 3339, section 5.6. Without an offset the moment would depend on who reads it. */
const dateTime = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/;
/** The last moment that has a year of four digits. */
const lastDateMs = 253_402_300_799_999;

/** A moment as a scheme sends it; seconds are rounded down. `timestampMs` is Unix milliseconds. */
export function writeTimestamp(timestampMs: number, unit: TimestampUnit): string {
  switch (unit) {
    case 'seconds':
      return String(Math.floor(timestampMs / 1000));
    case 'milliseconds':
      return String(Math.floor(timestampMs));
    case 'iso8601':
      return isoText(timestampMs);
    case 'rfc3339':
      return isoText(timestampMs).replace(/\.\d+/, '');
  }
}

function isoText(timestampMs: number): string {
  return new Date(Math.min(Math.max(timestampMs, 0), lastDateMs)).toISOString();
}

export function isTextTimestamp(unit: TimestampUnit): boolean {
  return unit === 'iso8601' || unit === 'rfc3339';
}

/**
 * The moment a received stamp means, in Unix milliseconds; null when it is malformed. Strict, because a lenient parser
 * would accept a stamp other than the one that was signed.
 */
export function readTimestamp(stamp: string, unit: TimestampUnit): number | null {
  if (!isTextTimestamp(unit)) {
    if (!digitsOnly.test(stamp)) return null;
    return unit === 'seconds' ? Number(stamp) * 1000 : Number(stamp);
  }
  const moment = dateTime.test(stamp) ? Date.parse(stamp) : Number.NaN;
  return Number.isFinite(moment) ? moment : null;
}

/** What a stamp has to look like, for messages. */
export function timestampForm(unit: TimestampUnit): string {
  return isTextTimestamp(unit) ? 'a date and time such as 2024-05-01T12:00:00Z' : `Unix ${unit}, digits only`;
}
