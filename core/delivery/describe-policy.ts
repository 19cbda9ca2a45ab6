import { assertNever, type DeliveryPolicy, failureCatalogue } from '../model/index.ts';

/** A policy in words: attempts and waits, timeout, what is final, Retry-After, plain http. */
export function describePolicy(policy: DeliveryPolicy): string {
  return [
    attemptsInWords(policy),
    `An attempt may take ${describeDuration(policy.timeoutMs)}.`,
    'Any 2xx answer is a delivery.',
    finalsInWords(policy),
    policy.maxAttempts > 1 ? retryAfterInWords(policy) : '',
    plainHttpInWords(policy),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Such as `850 ms`, `17 s`, `17.5 s`, `5 min`, `2 h 30 min` or `3 d 4 h`. */
export function describeDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Number((ms / 1000).toFixed(1))} s`;
  const minutes = Math.round(ms / 60_000);
  if (ms < 3_600_000) {
    const wholeMinutes = Math.floor(ms / 60_000);
    const seconds = Math.round((ms - wholeMinutes * 60_000) / 1000);
    if (seconds === 60) return describeDuration((wholeMinutes + 1) * 60_000);
    return seconds === 0 ? `${wholeMinutes} min` : `${wholeMinutes} min ${seconds} s`;
  }
  if (minutes < 24 * 60) return twoParts(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(minutes / 60);
  return twoParts(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function twoParts(whole: number, unit: string, rest: number, restUnit: string): string {
  return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${restUnit}`;
}

function attemptsInWords({ maxAttempts, retryDelaysMs, jitter }: DeliveryPolicy): string {
  if (maxAttempts === 1) return 'One attempt, no retries.';
  const waits = retryDelaysMs.slice(0, maxAttempts - 1).map(describeDuration);
  if (waits.length === 0) return `Up to ${maxAttempts} attempts, one right after the other.`;
  const repeats = waits.length < maxAttempts - 1 ? ', the last wait repeating' : '';
  const percent = Number((jitter.ratio * 100).toFixed(1));
  const spread = jitter.direction === 'add' ? `0 to ${percent} % longer` : `up to ${percent} % shorter or longer`;
  const chance = jitter.ratio === 0 ? '' : `; each wait is ${spread}, by chance`;
  return `Up to ${maxAttempts} attempts: at once, then after waits of ${waits.join(', ')}${repeats}${chance}.`;
}

function finalsInWords({ finalStatuses, finalFailures, maxAttempts }: DeliveryPolicy): string {
  if (maxAttempts === 1) return '';
  const failures = finalFailures.map((kind) => `"${failureCatalogue[kind].title}"`);
  const finals = [...finalStatuses.map(String), ...failures];
  return finals.length === 0 ? 'Everything else is tried again.' : `Not tried again: ${finals.join(', ')}.`;
}

function retryAfterInWords({ retryAfter }: DeliveryPolicy): string {
  switch (retryAfter) {
    case 'honour':
      return 'A Retry-After header can make a wait longer.';
    case 'up-to-double':
      return 'A Retry-After header can make a wait longer, up to twice as long.';
    case 'ignore':
      return 'A Retry-After header changes nothing.';
    default:
      return assertNever(retryAfter);
  }
}

function plainHttpInWords({ plainHttp }: DeliveryPolicy): string {
  switch (plainHttp) {
    case 'never':
      return 'Only https is called.';
    case 'loopback':
      return 'Plain http is called on this machine only.';
    case 'always':
      return 'Plain http is called anywhere.';
    default:
      return assertNever(plainHttp);
  }
}
