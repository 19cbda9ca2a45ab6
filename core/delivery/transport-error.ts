/** Failures that this room finds itself; all others come from the system, TLS or undici with codes of their own. */
export type TransportErrorCode =
  | 'HOOKBENCH_INVALID_URL'
  | 'HOOKBENCH_BLOCKED'
  | 'HOOKBENCH_PROXY'
  | 'HOOKBENCH_TIMEOUT'
  | 'HOOKBENCH_TOO_LARGE'
  | 'HOOKBENCH_BAD_STATUS'
  | 'HOOKBENCH_ABORTED';

export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly code: TransportErrorCode;

  constructor(code: TransportErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
