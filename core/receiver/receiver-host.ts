import type {
  HeaderPair,
  MissedRequest,
  ReceivedFilter,
  ReceivedRequest,
  ReceivedSummary,
  Receiver,
  ReceiverTls,
  SchemeChoice,
  Verification,
} from '../model/index.ts';
import type { PortCertificate } from './local-authority.ts';

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
  /** Of the newest request that is kept; null = none is. */
  lastReceivedAtMs: number | null;
  /** What came to its port and to no receiver; receivers that share a port share it. Null = nothing, or it is stopped. */
  missed: MissedRequest | null;
}

/** What a receiver got since it was started or cleared. `unverified` counts requests it did not look at. */
export interface ReceiverVerdicts {
  received: number;
  valid: number;
  invalid: number;
  unverified: number;
}

/** What a signature may cover of a received request. */
export interface SignedParts {
  headers: readonly HeaderPair[];
  body: Uint8Array;
  method: string;
  /** As a sender calls this receiver, by the Host header it sent. */
  url: string;
}

/** Verifies by the scheme and the keys of one moment, however these are changed later: it gives a verdict again at any time. */
export interface RequestVerifier {
  /** `clockMs`: Unix milliseconds of the clock that stamps are compared with. */
  verify(request: SignedParts, clockMs: number): Verification;
  /** Of a request that has just come; `clockMs` is the clock that decided, not always the one that was given. */
  judge(request: SignedParts, nowMs: number): { verification: Verification; clockMs: number };
}

export interface ReceiverPorts {
  /** Asked anew for every request; the same verifier as long as what it verifies by is the same. */
  verifierOf(input: {
    scheme: SchemeChoice;
    key: string;
    /** Keys that count as well while keys are changed; their scheme is the first one's unless they name another. */
    previousKeys: readonly { key: string; scheme?: SchemeChoice | undefined }[];
  }): RequestVerifier;
  /** Takes `{{ vars.name }}` references in a key to their values; asked anew for every request. */
  resolveKey(text: string): string;
  /** What a port shows whose receivers speak https. */
  portCertificate(tls: ReceiverTls): Promise<PortCertificate>;
  /** Certificate in PEM of the authority that senders may be asked for one of. */
  authorityCertificate(): Promise<string>;
  nowMs(): number;
  /** What rates are counted by: the clock of a run that does not go by the wall clock, while one is under way. */
  sendersClockMs(): number;
  newId(): string;
  onState(state: ReceiverState): void;
  onReceived(summary: ReceivedSummary): void;
  /** Something became of a request that was told of before its answer was over; the summary is the whole new one. */
  onAnswered(summary: ReceivedSummary): void;
}

/**
 * Local endpoints on loopback (127.0.0.1, and ::1 where the machine has it), over http or https. Receivers with the same
 * port share one server, and so its protocol and certificate, and are told apart by exact path. Each keeps its newest 10,000 requests, and at most 64 MB of them;
 * all together keep 256 MB, for which the largest recording gives up its oldest first.
 * Bodies of more than 32 MB are answered with 413, counted and not kept; so are, with 503, those that no longer fit into
 * the 128 MB which the bodies under way of all receivers may hold together.
 */
export interface ReceiverHost {
  /**
   * Starts a receiver, with nothing recorded and its status sequence at the beginning. One that runs already takes on
   * the given behaviour, keeps its recording, and starts its sequence again. Rejects with `CommandError`:
   * `port-in-use`, `port-refused`, `conflict` (path taken on this port, or another protocol or certificate on it),
   * `invalid-input` (path or headers that HTTP cannot carry), and what the certificate rejects with; the state is `failed`
   * then and says why.
   */
  start(key: string, receiver: Receiver): Promise<ReceiverState>;
  /**
   * Gives a running receiver a changed behaviour from its next request on; the status sequence goes on where it was
   * unless it changed itself. Another port, path, `tls` or `clientCertificate` binds anew. One that failed is tried again, also when another one
   * is changed; one that was stopped, or never started, stays so. Rejects as `start`.
   */
  update(key: string, receiver: Receiver): Promise<ReceiverState>;
  /** Ends open connections at once; what it recorded stays readable. */
  stop(key: string): Promise<ReceiverState>;
  /** Of every receiver that was ever started. `onState` tells changes of status and misses; counts change with `onReceived`. */
  states(): ReceiverState[];
  /** Newest first, of those that the filter finds; `total` is what is kept now. */
  requests(
    key: string,
    beforeNumber: number | null,
    limit: number,
    filter?: ReceivedFilter,
  ): { requests: ReceivedSummary[]; total: number };
  /** Null when it was never there or has been dropped. The body is a copy. */
  request(id: string): ReceivedRequest | null;
  /** Forgets what was recorded, and what its port missed, and sets the counts to 0; numbers go on and the status sequence starts again. */
  clear(key: string): void;
  /** Since the start or the last `clear`; with `afterNumber`, of the kept requests with a higher number only. */
  verdicts(key: string, afterNumber?: number): ReceiverVerdicts;
  /** Stops every receiver; none can be started afterwards. */
  close(): Promise<void>;
}
