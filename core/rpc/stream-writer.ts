import { CommandError, type WireError } from '../contract/errors.ts';
import { toWireError } from './wire-error.ts';

/** Where a stream's items go. */
export interface StreamSink {
  items(items: unknown[]): void;
  end(): void;
  error(error: WireError): void;
}

export interface StreamWriter {
  grant(count: number): void;
  /** Stops reading and tells nothing more. */
  cancel(): void;
}

const itemsPerMessage = 64;

/**
 * Reads a stream and passes its items on, never more than the reader gave credit for: with no credit left the source
 * is not asked for another item. Items that come at once share a message.
 */
export function writeStream(
  open: (signal: AbortSignal) => AsyncIterable<unknown>,
  initialCredit: number,
  sink: StreamSink,
): StreamWriter {
  const abort = new AbortController();
  let credit = Math.max(0, initialCredit);
  let waiting: unknown[] = [];
  let flushHandle: NodeJS.Immediate | null = null;
  let wake: (() => void) | null = null;

  function flush(): void {
    if (flushHandle !== null) clearImmediate(flushHandle);
    flushHandle = null;
    if (waiting.length === 0 || abort.signal.aborted) return;
    sink.items(waiting);
    waiting = [];
  }

  async function creditGranted(): Promise<void> {
    while (credit === 0 && !abort.signal.aborted) {
      flush();
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  async function pump(): Promise<void> {
    await creditGranted();
    for await (const item of open(abort.signal)) {
      if (abort.signal.aborted) return;
      credit -= 1;
      waiting.push(item);
      if (waiting.length >= itemsPerMessage) flush();
      else flushHandle ??= setImmediate(flush);
      await creditGranted();
      if (abort.signal.aborted) return;
    }
  }

  void pump().then(
    () => {
      flush();
      if (!abort.signal.aborted) sink.end();
    },
    (error: unknown) => {
      flush();
      if (!abort.signal.aborted) sink.error(toWireError(error));
    },
  );

  return {
    grant(count) {
      credit += count;
      wake?.();
      wake = null;
    },
    cancel() {
      abort.abort(new CommandError('cancelled', 'Cancelled.'));
      wake?.();
      wake = null;
    },
  };
}
