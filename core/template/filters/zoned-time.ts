/** An instant with the clock face of one zone. `wall` holds the face in its UTC fields. */
export interface ZonedTime {
  epochMs: number;
  wall: Date;
  offsetMinutes: number;
  /** `EST`, `UTC`, `+05:30`. */
  zoneName: string;
}

const isoPattern =
  /^\s*([+-]?\d{4,6})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|z|UTC|[+-]\d{2}(?::?\d{2})?)?)?\s*$/;
const zonePattern = /(?:\b(?:Z|UT|UTC|GMT|[ECMP][SD]T)|[+-]\d{2}:?\d{2})\s*(?:\([^)]*\))?$/i;

/**
 * Reads a time as Liquid's date filters take it: `now` or `today`, seconds since 1970 as a number or digits, ISO text
 * (also with a blank for the `T`, as Knock writes it) or any text JavaScript knows. A text without a zone is UTC: the
 * machine's own zone must not change what is sent. Null = not a time.
 */
export function readTime(value: unknown, nowMs: () => number): ZonedTime | null {
  if (typeof value === 'number') return Number.isFinite(value) ? atOffset(value * 1000, 0) : null;
  if (typeof value !== 'string') return null;
  if (value === 'now' || value === 'today') return atOffset(nowMs(), 0);
  if (/^\d+$/.test(value)) return atOffset(Number(value) * 1000, 0);
  const match = isoPattern.exec(value);
  if (match !== null) return readIso(match);
  const parsed = Date.parse(zonePattern.test(value) ? value : `${value} UTC`);
  return Number.isNaN(parsed) ? null : atOffset(parsed, 0);
}

function readIso(match: RegExpExecArray): ZonedTime | null {
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const fraction = Number(`0.${match[7] ?? '0'}`);
  const wallMs = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second, Math.floor(fraction * 1000 + 1e-6));
  const isReal = new Date(wallMs).getUTCDate() === day && (hour ?? 0) < 24 && (minute ?? 0) < 60 && (second ?? 0) < 61;
  if (Number.isNaN(wallMs) || !isReal) return null;
  const offset = readOffset(match[8] ?? 'Z');
  return atOffset(wallMs - offset * 60_000, offset);
}

function readOffset(text: string): number {
  if (!/^[+-]/.test(text)) return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(3).replace(':', '') || 0);
  return text.startsWith('-') ? -minutes : minutes;
}

export function atOffset(epochMs: number, offsetMinutes: number): ZonedTime | null {
  const wall = new Date(epochMs + offsetMinutes * 60_000);
  if (Number.isNaN(wall.getTime())) return null;
  return { epochMs, wall, offsetMinutes, zoneName: offsetMinutes === 0 ? 'UTC' : writeOffset(offsetMinutes, ':') };
}

/** `-0500`, or `-05:00` with a separator. */
export function writeOffset(offsetMinutes: number, separator: string): string {
  const minutes = Math.abs(offsetMinutes);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
}

/** The same instant on the clock of an IANA zone, daylight saving time included. */
export function inZone(time: ZonedTime, zone: string): ZonedTime {
  if (zone === 'UTC' || zone === 'Etc/UTC') return atOffset(time.epochMs, 0) ?? time;
  const parts = zoneFormat(zone).formatToParts(time.epochMs);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((item) => item.type === type)?.value ?? '0';
  const wallMs = Date.UTC(
    ...numbersOf([part('year'), part('month'), part('day'), part('hour'), part('minute'), part('second')]),
  );
  const offsetMinutes = Math.round((wallMs - Math.floor(time.epochMs / 1000) * 1000) / 60_000);
  const zoned = atOffset(time.epochMs, offsetMinutes) ?? time;
  return { ...zoned, zoneName: part('timeZoneName') };
}

function numbersOf(parts: readonly string[]): [number, number, number, number, number, number] {
  const [year = 0, month = 1, ...rest] = parts.map(Number);
  const [day = 1, hour = 0, minute = 0, second = 0] = rest;
  return [year, month - 1, day, hour, minute, second];
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

function zoneFormat(zone: string): Intl.DateTimeFormat {
  const known = zoneFormats.get(zone);
  if (known !== undefined) return known;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      timeZoneName: 'short',
    });
    if (zoneFormats.size >= 200) zoneFormats.clear();
    zoneFormats.set(zone, format);
    return format;
  } catch {
    throw new Error(`"${zone}" is not a time zone such as America/New_York.`);
  }
}
