import { type AttemptOutcome, type HeaderPair, type RenderedRequest, responseBodyLimitBytes } from '../model/index.ts';
import { classifyFailure, type ExchangePhase } from './classify-failure.ts';
import type { CarriedExchange, Connection } from './connection.ts';
import type { DialTimes } from './dial.ts';
import { KeptBody } from './kept-body.ts';
import { TransportError } from './transport-error.ts';
import type { Exchange } from './transport-types.ts';
import type { WireHeaders } from './wire-headers.ts';

/**
 * One request from its place in the queue to its outcome. It is undici's handler itself (the raw one, which keeps the
 * spelling of response headers), because this is the path that every request takes: no promise or closure per event.
 */
export class ActiveExchange implements CarriedExchange {
  readonly request: RenderedRequest;
  readonly path: string;
  readonly headers: WireHeaders;
  readonly timeoutMs: number;
  readonly #settle: (exchange: Exchange) => void;
  readonly #createdAt = performance.now();
  /** Undici's own way to end the request once it is being written. */
  #abortRequest: ((error: Error) => void) | null = null;
  #connection: Connection | null = null;
  #isSettled = false;
  /** The dialling this request caused; null when it found its connection open. */
  #dial: DialTimes | null = null;
  #isReused: boolean | null = null;
  #writeAt: number | null = null;
  #writtenAt: number | null = null;
  #firstByteAt: number | null = null;
  #status = 0;
  #responseHeaders: HeaderPair[] = [];
  readonly #body = new KeptBody();
  #bodyBytes = 0;

  constructor(
    request: RenderedRequest,
    path: string,
    headers: WireHeaders,
    timeoutMs: number,
    settle: (exchange: Exchange) => void,
  ) {
    this.request = request;
    this.path = path;
    this.headers = headers;
    this.timeoutMs = timeoutMs;
    this.#settle = settle;
  }

  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** Takes its turn: from here on the timeout counts. */
  begin(connection: Connection): void {
    this.#connection = connection;
    connection.dispatch(this);
  }

  dialled(times: DialTimes): void {
    this.#dial = times;
  }

  endLate(): void {
    this.fail(new TransportError('HOOKBENCH_TIMEOUT', `Nothing more came within ${this.timeoutMs} ms.`));
  }

  /** Ends it now with a failure, wherever it is; the connection is not used again. */
  fail(error: Error): void {
    if (this.#isSettled) return;
    const abortRequest = this.#abortRequest;
    const connection = this.#connection;
    this.#finish({ kind: 'failure', failure: classifyFailure(error, this.#phase()) });
    abortRequest?.(error);
    connection?.discard();
  }

  onConnect(abort: (error?: Error) => void): void {
    if (this.#isSettled) {
      abort();
      return;
    }
    this.#abortRequest = abort;
    this.#isReused = this.#connection?.beginRequest() ?? null;
    this.#writeAt = performance.now();
  }

  onRequestSent(): void {
    this.#writtenAt = performance.now();
  }

  onResponseStarted(): void {
    this.#firstByteAt ??= performance.now();
  }

  onHeaders(status: number, rawHeaders: Buffer[]): boolean {
    if (status < 100) {
      // The parser takes any three digits; undici would only say that it did not expect them.
      this.fail(
        new TransportError('HOOKBENCH_BAD_STATUS', `The response has the status ${status}; 100 is the lowest.`),
      );
      return true;
    }
    // Informational responses (1xx) come before the real one and are not it.
    if (status < 200) return true;
    this.#status = status;
    for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
      const name = rawHeaders[index]?.toString('latin1') ?? '';
      this.#responseHeaders.push([name, rawHeaders[index + 1]?.toString('latin1') ?? '']);
    }
    return true;
  }

  onData(chunk: Buffer): boolean {
    this.#bodyBytes += chunk.byteLength;
    if (this.#bodyBytes > responseBodyLimitBytes) {
      this.fail(new TransportError('HOOKBENCH_TOO_LARGE', `The response went past ${responseBodyLimitBytes} bytes.`));
      return true;
    }
    this.#body.add(chunk);
    return true;
  }

  onComplete(): void {
    const connection = this.#connection;
    this.#finish({
      kind: 'response',
      response: {
        status: this.#status,
        headers: this.#responseHeaders,
        body: this.#body.whole(),
        bodySizeBytes: this.#bodyBytes,
        isTruncated: this.#bodyBytes > this.#body.sizeBytes,
      },
    });
    connection?.release();
  }

  onError(error: Error): void {
    if (this.#isSettled) return;
    const connection = this.#connection;
    this.#finish({ kind: 'failure', failure: classifyFailure(error, this.#phase()) });
    connection?.discard();
  }

  #phase(): ExchangePhase {
    if (this.#firstByteAt !== null) return 'receiving';
    if (this.#writtenAt !== null) return 'waiting';
    if (this.#writeAt !== null) return 'sending';
    return this.#dial !== null && this.#dial.connectedAt !== null ? 'handshaking' : 'connecting';
  }

  #finish(outcome: AttemptOutcome): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    const endedAt = performance.now();
    const dial = this.#dial;
    const turnAt = dial?.startedAt ?? this.#writeAt ?? endedAt;
    const totalMs = span(this.#createdAt, endedAt);
    const queueMs = span(this.#createdAt, turnAt);
    const dialFrom = dial?.foundAt ?? dial?.startedAt ?? null;
    const connection = this.#connection;
    this.#abortRequest = null;
    this.#connection = null;
    this.#settle({
      outcome,
      timings: {
        queueMs,
        dnsMs: between(dial?.startedAt ?? null, dial?.foundAt ?? null),
        connectMs: between(dialFrom, dial?.connectedAt ?? null),
        tlsMs: between(dial?.connectedAt ?? null, dial?.securedAt ?? null),
        sendMs: between(this.#writeAt, this.#writtenAt),
        firstByteMs: between(this.#writtenAt, this.#firstByteAt),
        downloadMs: between(this.#firstByteAt, endedAt),
        totalMs,
      },
      remoteAddress: connection?.remoteAddress ?? null,
      isSocketReused: this.#isReused,
      requestHeaders: this.headers.sent,
      durationMs: span(turnAt, endedAt),
    });
  }
}

function between(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : span(from, to);
}

/**
 * Milliseconds from one reading to a later one, in whole microseconds: no clock here tells more. Both are rounded before
 * they are compared, so that the phases add up.
 */
function span(from: number, to: number): number {
  return (Math.round(to * 1000) - Math.round(from * 1000)) / 1000;
}
