import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import type { ReceivedSummary, Receiver, Verification } from '../../../core/model/index.ts';
import {
  createLocalAuthority,
  createReceiverHost,
  type LocalAuthority,
  type ReceiverHost,
  type ReceiverPorts,
  type ReceiverState,
  type RequestVerifier,
} from '../../../core/receiver/index.ts';

export interface TestHost {
  host: ReceiverHost;
  received: ReceivedSummary[];
  /** What was told of requests that were not answered at once. */
  answered: ReceivedSummary[];
  states: ReceiverState[];
  /** Resolves when so many requests have been recorded. */
  whenReceived(count: number): Promise<void>;
}

/** A host with a stand-in for the signing room: `x-signature` must be the hex HMAC-SHA-256 of the body. */
export function aHost(change: Partial<ReceiverPorts> = {}, authority = anAuthority()): TestHost {
  const received: ReceivedSummary[] = [];
  const answered: ReceivedSummary[] = [];
  const states: ReceiverState[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let ids = 0;
  const host = createReceiverHost({
    verifierOf: ({ key }) => verifier(({ headers, body }) => verdict(key, headers, body)),
    portCertificate: authority.portCertificate,
    authorityCertificate: authority.certificate,
    resolveKey: (text) => (text === '{{ vars.key }}' ? 'secret' : text),
    nowMs: () => 1_700_000_000_000,
    sendersClockMs: () => 1_700_000_000_000,
    newId: () => `req-${++ids}`,
    onState: (state) => states.push(state),
    onReceived(summary) {
      received.push(summary);
      for (const waiter of waiting) if (received.length >= waiter.count) waiter.resolve();
    },
    onAnswered: (summary) => answered.push(summary),
    ...change,
  });
  onTestFinished(() => host.close());
  return {
    host,
    received,
    answered,
    states,
    whenReceived: (count) =>
      new Promise((resolve) => {
        if (received.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
  };
}

/** One that is kept nowhere, by the machine's own clock: sockets compare certificates with that. */
export function anAuthority(nowMs: () => number = Date.now): LocalAuthority {
  return createLocalAuthority({ store: { read: async () => null, write: async () => {} }, nowMs });
}

/** One that knows no clock but the receiver's. */
export function verifier(verify: RequestVerifier['verify']): RequestVerifier {
  return { verify, judge: (request, clockMs) => ({ verification: verify(request, clockMs), clockMs }) };
}

function verdict(key: string, headers: readonly (readonly [string, string])[], body: Uint8Array): Verification {
  const found = headers.find(([name]) => name.toLowerCase() === 'x-signature')?.[1];
  const expected = createHmac('sha256', key).update(body).digest('hex');
  const code = found === undefined ? 'missing-header' : found === expected ? 'valid' : 'signature-mismatch';
  return {
    isValid: code === 'valid',
    code,
    message: `The verdict is ${code}.`,
    schemeName: 'test',
    signedContent: body,
    expectedSignature: expected,
    receivedSignatures: found === undefined ? [] : [found],
    timestamp: null,
    ageSeconds: null,
    keyFingerprint: null,
  };
}

export function aReceiver(change: Partial<Receiver> = {}): Receiver {
  return {
    name: 'Accepts',
    port: 0,
    path: '/hooks/a',
    answer: { status: 200, headers: [], body: 'ok', latencyMs: 0 },
    statusSequence: [],
    afterSequence: 'repeat-last',
    verification: null,
    ...change,
  };
}

export function portOf(state: ReceiverState): number {
  return Number(new URL(state.url ?? '').port);
}

/** Sends text over a bare socket and gives everything that came back until the other side closed. */
export function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}
