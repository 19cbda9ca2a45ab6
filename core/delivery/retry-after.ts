import type { AttemptOutcome } from '../model/index.ts';

/**
 * Milliseconds that a response's Retry-After asks for (RFC 9110, 10.2.3: seconds or a date); null without a usable one.
 * A date is measured from the response's own Date, so that neither a wrong nor a virtual clock distorts the wait.
 */
export function retryAfterMs(outcome: AttemptOutcome, nowMs: number): number | null {
  if (outcome.kind !== 'response') return null;
  const value = headerValue(outcome.response.headers, 'retry-after')?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const atMs = Date.parse(value);
  if (Number.isNaN(atMs)) return null;
  const sentAtMs = Date.parse(headerValue(outcome.response.headers, 'date') ?? '');
  return Math.max(0, atMs - (Number.isNaN(sentAtMs) ? nowMs : sentAtMs));
}

function headerValue(headers: readonly (readonly [string, string])[], name: string): string | undefined {
  return headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1];
}
