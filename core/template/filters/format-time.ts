import { writeOffset, type ZonedTime } from './zoned-time.ts';

const monthNames = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
]; // biome-ignore format: two rows of six read best
const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Wider fields than this are a mistake or an attack. */
const widthLimit = 200;
const directive = /%([-_0^#:]*)((?:[1-9]\d*)?)([A-Za-z%+])/g;

interface Field {
  text: string;
  width: number;
  pad: '0' | ' ';
}

/** Formats a time with Ruby's strftime directives, the ones Liquid documents. Unknown directives stay as they are. */
export function formatTime(time: ZonedTime, format: string): string {
  return format.replace(directive, (input, flags: string, width: string, letter: string) => {
    const composed = composedFormats[letter];
    if (composed !== undefined) return applyCase(formatTime(time, composed), flags);
    const write = fields[letter];
    if (write === undefined) return input;
    const field = write(time, flags, Number(width) || 0);
    return applyCase(pad(field, flags, width), flags);
  });
}

function pad(field: Field, flags: string, width: string): string {
  if (flags.includes('-')) return field.text;
  const character = flags.includes('_') ? ' ' : flags.includes('0') ? '0' : field.pad;
  return field.text.padStart(Math.min(Number(width) || field.width, widthLimit), character);
}

function applyCase(text: string, flags: string): string {
  if (flags.includes('^')) return text.toUpperCase();
  if (flags.includes('#')) return /[a-z]/.test(text) ? text.toUpperCase() : text.toLowerCase();
  return text;
}

const number = (value: number, width: number): Field => ({ text: String(value), width, pad: '0' });
const blank = (value: number, width: number): Field => ({ text: String(value), width, pad: ' ' });
const text = (value: string): Field => ({ text: value, width: 0, pad: ' ' });

const composedFormats: Record<string, string> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  r: '%I:%M:%S %p',
  R: '%H:%M',
  T: '%H:%M:%S',
  v: '%e-%^b-%Y',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
  '+': '%a %b %e %H:%M:%S %Z %Y',
};

const fields: Record<string, (time: ZonedTime, flags: string, width: number) => Field> = {
  a: ({ wall }) => text(dayName(wall).slice(0, 3)),
  A: ({ wall }) => text(dayName(wall)),
  b: ({ wall }) => text(monthName(wall).slice(0, 3)),
  h: ({ wall }) => text(monthName(wall).slice(0, 3)),
  B: ({ wall }) => text(monthName(wall)),
  C: ({ wall }) => number(Math.floor(wall.getUTCFullYear() / 100), 2),
  d: ({ wall }) => number(wall.getUTCDate(), 2),
  e: ({ wall }) => blank(wall.getUTCDate(), 2),
  H: ({ wall }) => number(wall.getUTCHours(), 2),
  I: ({ wall }) => number(wall.getUTCHours() % 12 || 12, 2),
  j: ({ wall }) => number(dayOfYear(wall), 3),
  k: ({ wall }) => blank(wall.getUTCHours(), 2),
  l: ({ wall }) => blank(wall.getUTCHours() % 12 || 12, 2),
  L: ({ wall }, _flags, width) => text(fraction(wall, width || 3)),
  m: ({ wall }) => number(wall.getUTCMonth() + 1, 2),
  M: ({ wall }) => number(wall.getUTCMinutes(), 2),
  n: () => text('\n'),
  N: ({ wall }, _flags, width) => text(fraction(wall, width || 9)),
  p: ({ wall }) => text(wall.getUTCHours() < 12 ? 'AM' : 'PM'),
  P: ({ wall }) => text(wall.getUTCHours() < 12 ? 'am' : 'pm'),
  q: ({ wall }) => text(ordinal(wall.getUTCDate())),
  s: ({ epochMs }) => number(Math.floor(epochMs / 1000), 0),
  S: ({ wall }) => number(wall.getUTCSeconds(), 2),
  t: () => text('\t'),
  u: ({ wall }) => number(wall.getUTCDay() || 7, 1),
  U: ({ wall }) => number(weekOfYear(wall, 0), 2),
  w: ({ wall }) => number(wall.getUTCDay(), 1),
  W: ({ wall }) => number(weekOfYear(wall, 1), 2),
  y: ({ wall }) => number(((wall.getUTCFullYear() % 100) + 100) % 100, 2),
  Y: ({ wall }) => number(wall.getUTCFullYear(), 4),
  z: ({ offsetMinutes }, flags) => text(writeOffset(offsetMinutes, flags.includes(':') ? ':' : '')),
  Z: ({ zoneName }) => text(zoneName),
  '%': () => text('%'),
};

function dayName(wall: Date): string {
  return dayNames[wall.getUTCDay()] ?? '';
}

function monthName(wall: Date): string {
  return monthNames[wall.getUTCMonth()] ?? '';
}

function fraction(wall: Date, width: number): string {
  const length = Math.min(width, widthLimit);
  return String(wall.getUTCMilliseconds()).padStart(3, '0').padEnd(length, '0').slice(0, length);
}

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
}

function dayOfYear(wall: Date): number {
  return (
    Math.round((Date.UTC(2000, wall.getUTCMonth(), wall.getUTCDate()) - Date.UTC(2000, 0, 1)) / 86_400_000) +
    1 -
    leapShift(wall)
  );
}

/** The year 2000 above is a leap year; in others the days from March on come one earlier. */
function leapShift(wall: Date): number {
  const isLeap = new Date(Date.UTC(wall.getUTCFullYear(), 1, 29)).getUTCMonth() === 1;
  return !isLeap && wall.getUTCMonth() > 1 ? 1 : 0;
}

/** Week of the year when weeks begin on Sunday (0) or Monday (1); days before the first one are in week 0. */
function weekOfYear(wall: Date, firstDay: 0 | 1): number {
  return Math.floor((dayOfYear(wall) + 6 - ((wall.getUTCDay() - firstDay + 7) % 7)) / 7);
}
