import type { AttemptRecord } from '../../../core/contract/index.ts';

export const phaseNames = ['queueMs', 'dnsMs', 'connectMs', 'tlsMs', 'sendMs', 'firstByteMs', 'downloadMs'] as const;
export type PhaseName = (typeof phaseNames)[number];

export interface Phase {
  name: PhaseName;
  /** Null = it did not take place, such as DNS on a reused socket. */
  durationMs: number | null;
  /** The attempt failed in it: the duration is until then. */
  isCut: boolean;
  /** Share of the whole, from 0 to 1, where its bar begins and how long it is. */
  from: number;
  length: number;
}

type Timed = Pick<AttemptRecord, 'timings' | 'failure'> & { request: Pick<AttemptRecord['request'], 'url'> };

/** The phases one after the other on one axis; those that did not take place have no length. */
export function layOutPhases(attempt: Timed): Phase[] {
  const { timings } = attempt;
  const sumMs = phaseNames.reduce((sum, name) => sum + (timings[name] ?? 0), 0);
  const wholeMs = Math.max(timings.totalMs, sumMs);
  const cut = timings.totalMs > sumMs ? phaseOfFailure(attempt) : null;
  let passedMs = 0;
  return phaseNames.map((name) => {
    const isCut = name === cut;
    const durationMs = isCut ? timings.totalMs - sumMs : timings[name];
    const from = wholeMs === 0 ? 0 : passedMs / wholeMs;
    const length = wholeMs === 0 ? 0 : (durationMs ?? 0) / wholeMs;
    passedMs += durationMs ?? 0;
    return { name, durationMs, isCut, from, length };
  });
}

/** The phase that did not come to its end, of which there is no measured time; null when there is none, or nobody knows. */
function phaseOfFailure({ timings, failure, request }: Timed): PhaseName | null {
  if (failure === null || timings.firstByteMs !== null) return null;
  if (timings.sendMs !== null) return 'firstByteMs';
  switch (failure.kind) {
    case 'dns-not-found':
    case 'dns-failed':
      return 'dnsMs';
    case 'tls-untrusted':
    case 'tls-expired':
    case 'tls-wrong-host':
    case 'tls-handshake':
    case 'tls-client-certificate':
      return 'tlsMs';
    case 'connection-refused':
    case 'network-unreachable':
      return 'connectMs';
    case 'connect-timeout':
      if (timings.connectMs !== null) return 'tlsMs';
      return timings.dnsMs === null && hasHostName(request.url) ? 'dnsMs' : 'connectMs';
    default:
      return null;
  }
}

/** A name is looked up; an address is not. */
function hasHostName(url: string): boolean {
  return URL.canParse(url) && !/^(\[.*\]|[\d.]+)$/.test(new URL(url).hostname);
}
