import type { JsonValue } from './json.ts';

const isoPattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;
const relativePattern = /^(?:in\s+)?(\d+)\s+(minute|hour|day|week)s?(?:\s+(ago|from now))?$/i;

const unitMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };
/** Knock takes no relative time nearer than this (knock.md 5.1). */
const shortestRelativeMs = 15 * 60_000;

/** Unix milliseconds of an ISO 8601 date or time (without a zone: UTC); null when it is something else. */
export function parseTimestamp(value: JsonValue): number | null {
  const match = typeof value === 'string' ? isoPattern.exec(value) : null;
  if (typeof value !== 'string' || match === null) return null;
  // To the engine of JavaScript the 30th of February is one in March.
  const [year, month, day] = match.slice(1, 4).map(Number);
  if (new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day)).getUTCDate() !== day) return null;
  const isDateOnly = value.length === 10;
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(value.slice(10));
  const parsed = Date.parse(isDateOnly || hasZone ? value.replace(' ', 'T') : `${value.replace(' ', 'T')}Z`);
  return Number.isNaN(parsed) ? null : parsed;
}

/** As `parseTimestamp`, and also `7 days ago`, `in 3 hours` or `2 weeks from now`, at least 15 minutes away. */
export function parseTimestampArgument(value: JsonValue, nowMs: number): number | null {
  if (typeof value !== 'string') return null;
  const match = relativePattern.exec(value.trim());
  if (match === null) return parseTimestamp(value);
  const distanceMs = Number(match[1]) * (unitMs[match[2]?.toLowerCase() ?? ''] ?? Number.NaN);
  const isIn = /^in\s/i.test(value.trim());
  const direction = match[3]?.toLowerCase();
  if (isIn === (direction !== undefined) || !(distanceMs >= shortestRelativeMs)) return null;
  return direction === 'ago' ? nowMs - distanceMs : nowMs + distanceMs;
}

/** The two ends of a "between": a list of two, `{from, to}`, or two texts with a comma between; null when neither. */
export function rangeOf(value: JsonValue): [JsonValue, JsonValue] | null {
  if (Array.isArray(value)) return value.length === 2 ? [value[0] ?? null, value[1] ?? null] : null;
  if (typeof value === 'object' && value !== null) {
    return 'from' in value && 'to' in value ? [value.from ?? null, value.to ?? null] : null;
  }
  if (typeof value !== 'string') return null;
  const parts = value.split(',').map((part) => part.trim());
  return parts.length === 2 ? [parts[0] ?? '', parts[1] ?? ''] : null;
}
