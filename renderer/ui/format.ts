import { ui } from '../strings/ui.ts';

const byteUnits = ['B', 'kB', 'MB', 'GB'] as const;

/** `312 B`, `1.4 kB`: thousands, one decimal below ten. */
export function formatBytes(sizeBytes: number): string {
  let size = sizeBytes;
  let unit = 0;
  while (size >= 1000 && unit < byteUnits.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && size < 10 ? 1 : 0;
  return `${size.toFixed(digits)} ${byteUnits[unit]}`;
}

/** `0.4 ms`, `41 ms`, `36 s`, `1 min 12 s`, `75 h 20 min`: two units at most. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 10) return `${Math.round(durationMs * 10) / 10} ms`;
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 10_000) return `${Math.round(durationMs / 100) / 10} s`;
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return twoUnits(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const hours = Math.floor(seconds / 3600);
  if (hours < 48) return twoUnits(hours, 'h', Math.floor((seconds % 3600) / 60), 'min');
  return twoUnits(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

const relativeUnits: readonly [limitSeconds: number, seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [60, 1, 'second'],
  [3600, 60, 'minute'],
  [86_400, 3600, 'hour'],
  [30 * 86_400, 86_400, 'day'],
  [365 * 86_400, 30 * 86_400, 'month'],
  [Number.POSITIVE_INFINITY, 365 * 86_400, 'year'],
];
const relativeFormat = new Intl.RelativeTimeFormat('en', { style: 'narrow', numeric: 'always' });

/** `3m ago`, `in 2h`, `just now`. */
export function formatRelative(timeMs: number, nowMs: number): string {
  const seconds = Math.round((timeMs - nowMs) / 1000);
  if (Math.abs(seconds) < 5) return ui.justNow;
  const found = relativeUnits.find(([limit]) => Math.abs(seconds) < limit);
  return found === undefined ? '' : relativeFormat.format(Math.trunc(seconds / found[1]), found[2]);
}

/** `2026-11-23 14:04:40.123`, in the local zone. */
export function formatExact(timeMs: number): string {
  const time = new Date(timeMs);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
  return `${day} ${clock}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}
