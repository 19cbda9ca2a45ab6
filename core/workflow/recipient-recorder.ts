import type { RecipientRunRecord } from '../model/index.ts';

/** How long a recipient that has just begun may stay unwritten: most are done by then, and cost one write and not two. */
const announcementMs = 100;

/** Writes recipient runs to the log, which gathers what it has not come to yet. */
export interface RecipientRecorder {
  /** Writes that a recipient has begun, unless a record of it is put within a tenth of a second of real time. */
  announce(record: RecipientRunRecord): void;
  /**
   * Resolves once the record is durable. It is handed over at the end of this turn of the event loop, with the attempt that
   * was given to the log just before, so that both are committed together.
   */
  put(record: RecipientRunRecord): Promise<void>;
}

export function createRecipientRecorder(
  write: (records: readonly RecipientRunRecord[]) => Promise<void>,
  onError: (error: unknown) => void,
): RecipientRecorder {
  let next: Batch | null = null;
  const announced = new Map<string, RecipientRunRecord>();
  let isAnnouncing = false;

  function gather(record: RecipientRunRecord): Promise<void> {
    if (next === null) {
      next = createBatch();
      queueMicrotask(handOver);
    }
    next.records.set(record.id, record);
    return next.written;
  }

  function writeAnnounced(): void {
    isAnnouncing = false;
    for (const record of announced.values()) void gather(record);
    announced.clear();
  }

  function handOver(): void {
    if (next === null) return;
    const { records, resolve, reject } = next;
    next = null;
    write([...records.values()]).then(resolve, (error: unknown) => {
      onError(error);
      reject(error);
    });
  }

  return {
    announce(record) {
      announced.set(record.id, record);
      if (isAnnouncing) return;
      isAnnouncing = true;
      setTimeout(writeAnnounced, announcementMs);
    },
    put(record) {
      announced.delete(record.id);
      return gather(record);
    },
  };
}

interface Batch {
  records: Map<string, RecipientRunRecord>;
  written: Promise<void>;
  resolve(): void;
  reject(error: unknown): void;
}

function createBatch(): Batch {
  let resolve: () => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const written = new Promise<void>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  // Not everyone who puts a record awaits it; the error is told through onError in any case.
  written.catch(() => {});
  return { records: new Map(), written, resolve, reject };
}
