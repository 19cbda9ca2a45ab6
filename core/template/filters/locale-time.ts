import { writeOffset, type ZonedTime } from './zoned-time.ts';

export type DateStyle = 'short' | 'medium' | 'long' | 'full';

/** A date in a locale's own words (CLDR through `Intl`): `12/31/23`, `31 Dec 2023`. */
export function formatDateInLocale(time: ZonedTime, locale: string, style: DateStyle): string {
  return formatter(locale, { dateStyle: style, timeZone: 'UTC' }).format(time.wall);
}

/** A time of day; `long` adds the zone's short name and `full` its whole name. */
export function formatTimeInLocale(time: ZonedTime, locale: string, style: DateStyle): string {
  const zone = zoneOfOffset(time.offsetMinutes);
  const isZoneShown = style === 'long' || style === 'full';
  const formatted =
    zone === null
      ? formatter(locale, { timeStyle: isZoneShown ? 'medium' : style, timeZone: 'UTC' }).format(time.wall)
      : formatter(locale, { timeStyle: style, timeZone: zone }).format(time.epochMs);
  // CLDR puts a narrow no-break space before AM and PM; Knock's samples have a plain one.
  const text = formatted.replace(/\u202f/g, ' ');
  return zone === null && isZoneShown ? `${text} GMT${writeOffset(time.offsetMinutes, ':')}` : text;
}

/** `Intl` in Node 20 takes no offsets, but the `Etc` zones of whole hours; their sign is reversed. Null = no such zone. */
function zoneOfOffset(offsetMinutes: number): string | null {
  if (offsetMinutes === 0) return 'UTC';
  const hours = offsetMinutes / 60;
  if (!Number.isInteger(hours) || hours < -12 || hours > 14) return null;
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(checkLocale(locale), options);
  if (formatters.size >= 200) formatters.clear();
  formatters.set(key, made);
  return made;
}

/** Also takes `zh_Hant` for `zh-Hant`. */
export function checkLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0] ?? 'en-US';
  } catch {
    throw new Error(`"${locale}" is not a locale such as en-GB.`);
  }
}
