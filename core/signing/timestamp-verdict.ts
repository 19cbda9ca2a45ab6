import type { SignatureScheme, TimestampUnit } from '../model/index.ts';
import { readTimestamp } from './timestamp-text.ts';

export interface TimestampVerdict {
  code: 'in-time' | 'timestamp-too-old' | 'timestamp-in-future';
  /** Receiver's clock minus the stamp; null without a stamp. */
  ageSeconds: number | null;
  /** A sentence; for `in-time` the end of one. */
  message: string;
}

/**
 * Compares a stamp with the receiver's clock. Bounds are inclusive. For stamps in seconds the clock is cut to whole
 * seconds too, as the published libraries do: the sender has cut them as well.
 */
export function judgeTimestamp(scheme: SignatureScheme, stamp: string | null, nowMs: number): TimestampVerdict {
  const rule = scheme.timestamp;
  if (rule === null || stamp === null) return { code: 'in-time', ageSeconds: null, message: '' };
  const ageSeconds = ageOf(stamp, rule.unit, nowMs);
  const past = rule.tolerancePastSeconds;
  const future = rule.toleranceFutureSeconds;
  // Written so that an age that is not a number fails.
  if (past !== null && !(ageSeconds <= past)) {
    const message = `The signature matches, but the stamp is ${words(ageSeconds)} old; ${words(past)} are allowed.`;
    return { code: 'timestamp-too-old', ageSeconds, message: message + hint(rule.unit, stamp, 'old') };
  }
  if (future !== null && !(ageSeconds >= -future)) {
    const message = `The signature matches, but the stamp lies ${words(-ageSeconds)} in the future; ${words(future)} are allowed.`;
    return { code: 'timestamp-in-future', ageSeconds, message: message + hint(rule.unit, stamp, 'future') };
  }
  if (rule.unit === 'seconds' && isMilliseconds(stamp)) {
    const message = ', but the stamp looks like milliseconds, and this scheme counts seconds';
    return { code: 'in-time', ageSeconds, message };
  }
  const side = ageSeconds < 0 ? `${words(-ageSeconds)} ahead of this clock` : `${words(ageSeconds)} old`;
  return { code: 'in-time', ageSeconds, message: `, and the stamp is ${side}` };
}

function ageOf(stamp: string, unit: TimestampUnit, nowMs: number): number {
  if (unit === 'seconds') return Math.floor(nowMs / 1000) - Number(stamp);
  return (nowMs - (readTimestamp(stamp, unit) ?? Number.NaN)) / 1000;
}

/** Stamps between about 1973 and 5138 have 9 to 11 digits in seconds and 12 to 14 in milliseconds. */
function isMilliseconds(stamp: string): boolean {
  return stamp.length >= 12;
}

function hint(unit: TimestampUnit, stamp: string, side: 'old' | 'future'): string {
  if (unit === 'seconds' && side === 'future' && isMilliseconds(stamp)) {
    return ' It looks like milliseconds: this scheme counts seconds.';
  }
  if (unit === 'milliseconds' && side === 'old' && stamp.length <= 11) {
    return ' It looks like seconds: this scheme counts milliseconds.';
  }
  return side === 'old'
    ? ' Check the clocks of both sides, or whether an old request was sent again without signing it anew.'
    : ' Check the clocks of both sides.';
}

function words(seconds: number): string {
  return `${Number(seconds.toFixed(3))} s`;
}
