import type {
  HeaderPair,
  ReceivedRequest,
  ReceivedSummary,
  Receiver,
  SchemeChoice,
  Verification,
} from '../model/index.ts';

/** A receiver as it runs now; the shape of the contract's `receivers.state`. */
export interface ReceiverState {
  receiver: string;
  status: 'stopped' | 'starting' | 'running' | 'failed';
  /** Such as `http://127.0.0.1:47101/hooks/prod`; null while stopped. */
  url: string | null;
  /** Why it failed, and what to do. */
  problem: string | null;
  receivedCount: number;
  invalidCount: number;
}

/** What a receiver got since it was started or cleared. `unverified` counts requests it did not look at. */
export interface ReceiverVerdicts {
  received: number;
  valid: number;
  invalid: number;
  unverified: number;
}

export interface ReceiverPorts {
  verify(input: {
    scheme: SchemeChoice;
    key: string;
    headers: readonly HeaderPair[];
    body: Uint8Array;
    nowMs: number;
  }): Verification;
  /** Takes `{{ vars.name }}` references in a key to their values; asked anew for every request. */
  resolveKey(text: string): string;
  nowMs(): number;
  newId(): string;
  onState(state: ReceiverState): void;
  onReceived(summary: ReceivedSummary): void;
}

/**
 * Local endpoints on loopback (127.0.0.1, and ::1 where the machine has it). Receivers with the same port share one
 * server and are told apart by exact path. Each keeps its newest 10,000 requests, and at most 64 MB of them.
 */
export interface ReceiverHost {
  /**
   * Starts a receiver, or gives a running one its new behaviour. Rejects with `CommandError` `port-in-use`,
   * `port-refused`, `conflict` (path taken on this port) or `invalid-input` (headers that HTTP cannot carry); the
   * state is `failed` then and says why.
   */
  start(key: string, receiver: Receiver): Promise<ReceiverState>;
  /** As `start` for a running receiver; a stopped one stays stopped. A changed port or path binds anew. */
  update(key: string, receiver: Receiver): Promise<ReceiverState>;
  /** Ends open connections at once; what it recorded stays readable. */
  stop(key: string): Promise<ReceiverState>;
  states(): ReceiverState[];
  /** Newest first; `total` is what is kept now. */
  requests(key: string, beforeNumber: number | null, limit: number): { requests: ReceivedSummary[]; total: number };
  /** Null when it was never there or the ring has dropped it. */
  request(id: string): ReceivedRequest | null;
  /** Forgets what was recorded and sets the counts to 0; numbers go on and the status sequence starts again. */
  clear(key: string): void;
  verdicts(key: string): ReceiverVerdicts;
  close(): Promise<void>;
}
