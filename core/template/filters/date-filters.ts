import { plainValue, printValue } from '../liquid-values.ts';
import type { FilterTable } from './filter-context.ts';
import { formatTime } from './format-time.ts';
import { type DateStyle, formatDateInLocale, formatTimeInLocale } from './locale-time.ts';
import { atOffset, inZone, readTime, writeOffset, type ZonedTime } from './zoned-time.ts';

/** Filters whose result follows the clock when they are given `now` or `today`. */
export const clockFilterNames = ['date', 'timezone', 'format_date_in_locale', 'format_datetime_in_locale'] as const;

/**
 * Knock's date filters (knock.md 4.1). A value that is no time passes through unchanged. A time keeps the offset it was
 * written with until a zone is given.
 * @param nowMs what `now` and `today` are; the real clock is never read.
 */
export function dateFilters(nowMs: () => number): FilterTable {
  const withTime = (value: unknown, write: (time: ZonedTime) => string): unknown => {
    const plain = plainValue(value);
    const time = readTime(plain, nowMs);
    return time === null ? plain : write(time);
  };
  return {
    date: (value: unknown, format: unknown, zone: unknown) => {
      const pattern = printValue(plainValue(format));
      // A format that renders to nothing leaves the value as it is, as in Shopify's Liquid.
      return pattern === '' ? value : withTime(value, (time) => formatTime(moved(time, zone), pattern));
    },
    timezone: (value: unknown, zone: unknown) => withTime(value, (time) => writeIso(moved(time, zone))),
    format_date_in_locale: (value: unknown, locale: unknown, style: unknown) =>
      withTime(value, (time) => formatDateInLocale(time, localeOf(locale), styleOf(style))),
    format_datetime_in_locale: (value: unknown, locale: unknown, dateStyle: unknown, timeStyle: unknown) =>
      withTime(value, (time) => {
        const name = localeOf(locale);
        return `${formatDateInLocale(time, name, styleOf(dateStyle))}, ${formatTimeInLocale(time, name, styleOf(timeStyle))}`;
      }),
  };
}

/** A zone is an IANA name, or, as in LiquidJS, minutes west of UTC. */
function moved(time: ZonedTime, zone: unknown): ZonedTime {
  const plain = plainValue(zone);
  if (plain === null || plain === undefined || plain === '') return time;
  return typeof plain === 'number' ? (atOffset(time.epochMs, -plain) ?? time) : inZone(time, String(plain));
}

function writeIso(time: ZonedTime): string {
  const text = time.wall.toISOString();
  const seconds = text.endsWith('.000Z') ? text.slice(0, -5) : text.slice(0, -1);
  return `${seconds}${writeOffset(time.offsetMinutes, ':')}`;
}

function localeOf(value: unknown): string {
  return String(plainValue(value) ?? 'en-US') || 'en-US';
}

function styleOf(value: unknown): DateStyle {
  const style = String(plainValue(value) ?? 'short');
  if (style === 'short' || style === 'medium' || style === 'long' || style === 'full') return style;
  throw new Error(`"${style}" is not a date style; use short, medium, long or full.`);
}
