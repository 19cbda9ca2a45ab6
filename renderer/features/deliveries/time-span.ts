/** A stretch of time as it is typed; an end that is absent is open. Unix milliseconds, the second one not in it. */
export interface TimeSpan {
  fromMs?: number;
  beforeMs?: number;
}

const moment = String.raw`(?:(\d{4}-\d\d-\d\d)(?:[ T]+(\d{1,2}:\d\d(?::\d\d)?))?|(\d{1,2}:\d\d(?::\d\d)?))`;
const span = new RegExp(String.raw`^(?:${moment})?\s*(?:–|-|to)\s*(?:${moment})?$`, 'i');
const single = new RegExp(`^${moment}$`);
const dayMs = 86_400_000;

interface Typed {
  date: string | undefined;
  time: string | undefined;
}

/**
 * Reads `10:00 – 11:30`, with dates such as `2026-12-01 10:00` or without, a day alone, or one end alone; null when it is none of
 * that. The time zone is that of the machine. Without a date the beginning is the last such time before now, and the end the
 * first one after the beginning.
 */
export function readTimeSpan(text: string, nowMs: number): TimeSpan | null {
  const trimmed = text.trim();
  if (trimmed === '') return {};
  const alone = single.exec(trimmed);
  if (alone !== null) {
    const typed = typedOf(alone, 1);
    return typed.time === undefined ? between(typed, typed, nowMs) : between(typed, null, nowMs);
  }
  const found = span.exec(trimmed);
  if (found === null) return null;
  const [from, to] = [typedOf(found, 1), typedOf(found, 4)];
  return between(isBlank(from) ? null : from, isBlank(to) ? null : to, nowMs);
}

function typedOf(found: RegExpExecArray, group: number): Typed {
  return { date: found[group], time: found[group + 1] ?? found[group + 2] };
}

function isBlank({ date, time }: Typed): boolean {
  return date === undefined && time === undefined;
}

function between(from: Typed | null, to: Typed | null, nowMs: number): TimeSpan | null {
  if (from === null && to === null) return null;
  const fromMs = from === null ? undefined : beginOf(from, nowMs);
  const beforeMs = to === null ? undefined : endOf(to, fromMs ?? undefined, nowMs);
  if (fromMs === null || beforeMs === null) return null;
  if (fromMs !== undefined && beforeMs !== undefined && beforeMs <= fromMs) return null;
  return {
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(beforeMs === undefined ? {} : { beforeMs }),
  };
}

function beginOf({ date, time = '0:00' }: Typed, nowMs: number): number | null {
  if (date !== undefined) return at(date, time);
  const today = at(dayOf(nowMs), time);
  return today === null || today <= nowMs ? today : at(dayOf(nowMs, -1), time);
}

function endOf(typed: Typed, fromMs: number | undefined, nowMs: number): number | null {
  const { date, time = '0:00' } = typed;
  if (date !== undefined && typed.time === undefined) {
    const midnight = at(date, time);
    return midnight === null ? null : at(dayOf(midnight, 1), time);
  }
  if (date !== undefined || fromMs === undefined) return beginOf(typed, nowMs);
  const sameDay = at(dayOf(fromMs), time);
  return sameDay === null || sameDay > fromMs ? sameDay : at(dayOf(fromMs, 1), time);
}

/** The local date, so many days later. */
function dayOf(timeMs: number, days = 0): string {
  // Noon: days have 23 to 25 hours.
  const date = new Date(timeMs);
  date.setHours(12, 0, 0, 0);
  const day = new Date(date.getTime() + days * dayMs);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Null for what no calendar or clock has, such as 30 February. */
function at(date: string, time: string): number | null {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = date.split('-').map(Number);
  const [hour = Number.NaN, minute = Number.NaN, second = 0] = time.split(':').map(Number);
  if (!(hour < 24 && minute < 60 && second < 60)) return null;
  const read = new Date(year, month - 1, day, hour, minute, second);
  return read.getMonth() === month - 1 && read.getDate() === day ? read.getTime() : null;
}
