import { parseTimestamp } from '../model/index.ts';

/** A key that is being replaced, for one recipient. */
export interface RenderedPreviousKey {
  /** Its place in the channel's `signing.previousKeys`, which name its scheme. */
  index: number;
  /** Never empty. */
  key: string;
  /** Unix milliseconds; null = no end. */
  validUntilMs: number | null;
}

const none: readonly RenderedPreviousKey[] = [];

/**
 * The previous keys that rendered for a recipient; those that rendered empty are left out, for the recipient has none.
 * A sentence instead when a grace period cannot be read, or a key whose time is not over cannot be used: a message that
 * lacks the signature its receiver waits for would only be refused there.
 */
export function readPreviousKeys(
  rendered: readonly { key: string; validUntil: string }[] | undefined,
  nowMs: number,
  keyProblem: (key: string, index: number) => string | null,
): readonly RenderedPreviousKey[] | string {
  if (rendered === undefined) return none;
  const keys: RenderedPreviousKey[] = [];
  for (const [index, { key, validUntil }] of rendered.entries()) {
    if (key.trim() === '') continue;
    const validUntilMs = validUntil === '' ? null : parseInstant(validUntil);
    if (validUntil !== '' && validUntilMs === null) {
      return `The grace period of previous key ${index + 1} ends at "${validUntil.slice(0, 80)}", which is neither a date and time such as 2026-05-01T12:00:00Z nor Unix time.`;
    }
    const isOver = validUntilMs !== null && validUntilMs <= nowMs;
    const problem = isOver ? null : keyProblem(key, index);
    if (problem !== null) return `Previous key ${index + 1}: ${problem}`;
    keys.push({ index, key, validUntilMs });
  }
  return keys;
}

/** Unix time from here on can only be milliseconds: as seconds it would be the year 5138. */
const leastMilliseconds = 100_000_000_000;

/** Unix milliseconds of ISO 8601 (without a zone: UTC) or of Unix time in seconds or milliseconds; null = neither. */
export function parseInstant(text: string): number | null {
  if (!/^\d{1,15}$/.test(text)) return parseTimestamp(text);
  const value = Number(text);
  return value < leastMilliseconds ? value * 1000 : value;
}
