import type { SignatureScheme, TimestampUnit } from '../../model/index.ts';
import { isTextTimestamp } from '../timestamp-text.ts';
import { judgeTimestamp } from '../timestamp-verdict.ts';
import type { NamedMistake } from './candidate.ts';

/** What is wrong with a stamp whose signature matches; both the unit and the age may be. */
export function timeMistakes(scheme: SignatureScheme, stamp: string, nowMs: number): NamedMistake[] {
  const rule = scheme.timestamp;
  if (rule === null || stamp === '') return [];
  if (judgeTimestamp(scheme, stamp, nowMs).code === 'in-time') return [];
  const unit = unitOf(stamp);
  const isOther = unit !== null && unit !== rule.unit && !(isTextTimestamp(unit) && isTextTimestamp(rule.unit));
  const judged = isOther ? { ...scheme, timestamp: { ...rule, unit } } : scheme;
  const mistakes: NamedMistake[] = isOther ? [unitMistake(unit, rule.unit)] : [];
  const { code, ageSeconds } = judgeTimestamp(judged, stamp, nowMs);
  const seconds = Math.abs(Math.round(ageSeconds ?? 0));
  if (code === 'timestamp-too-old') {
    const condition = `the stamp were not ${seconds} s old (${rule.tolerancePastSeconds} s are allowed)`;
    mistakes.push({ code, condition });
  }
  if (code === 'timestamp-in-future') {
    const condition = `the stamp were not ${seconds} s ahead of this clock (${rule.toleranceFutureSeconds} s are allowed)`;
    mistakes.push({ code, condition });
  }
  return mistakes;
}

/** By its look: seconds have 9 to 11 digits between 1973 and 5138, milliseconds 12 to 14. */
function unitOf(stamp: string): TimestampUnit | null {
  if (/^\d{9,11}$/.test(stamp)) return 'seconds';
  if (/^\d{12,14}$/.test(stamp)) return 'milliseconds';
  return /^\d{4}-\d\d-\d\d[Tt]/.test(stamp) ? 'iso8601' : null;
}

function unitMistake(found: TimestampUnit, due: TimestampUnit): NamedMistake {
  const condition = `the stamp were read as ${isTextTimestamp(found) ? 'a date' : found}`;
  if (found === 'milliseconds') return { code: 'timestamp-milliseconds', condition };
  if (found === 'seconds') return { code: 'timestamp-seconds', condition };
  return {
    code: 'timestamp-unit-signed',
    condition,
    title: `The timestamp is a date, not ${due}`,
    fix: 'Read the stamp as an ISO 8601 date before comparing it with the clock; verify its text as it is sent.',
  };
}
