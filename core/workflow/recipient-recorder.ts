import type { RecipientRunRecord } from '../model/index.ts';

/** How long a recipient that has just begun may stay unwritten: most are done by then, and cost one write and not two. */
const announcementMs = 100;

/** Writes recipient runs to the log in batches that grow with the log's own slowness. */
export interface RecipientRecorder {
  /** Writes that a recipient has begun, unless a record of it is put within a tenth of a second of real time. */
  announce(record: RecipientRunRecord): void;
  /**
   * Resolves once the record, or a newer one of the same id, is durable. A newer record replaces one that is not being
   * written yet, so a recipient that is done quickly costs one write.
   */
  put(record: RecipientRunRecord): Promise<void>;
}

export function createRecipientRecorder(
  write: (records: readonly RecipientRunRecord[]) => Promise<void>,
  onError: (error: unknown) => void,
): RecipientRecorder {
  let next: Batch | null = null;
  let isWriting = false;
  const announced = new Map<string, RecipientRunRecord>();
  let isAnnouncing = false;

  function writeAnnounced(): void {
    isAnnouncing = false;
    for (const record of announced.values()) {
      next ??= createBatch();
      next.records.set(record.id, record);
    }
    announced.clear();
    if (next !== null && !isWriting) void writeAll();
  }

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (next !== null) {
      const batch: Batch = next;
      next = null;
      try {
        await write([...batch.records.values()]);
        batch.resolve();
      } catch (error) {
        onError(error);
        batch.reject(error);
      }
    }
    isWriting = false;
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
      next ??= createBatch();
      const { records, written } = next;
      records.set(record.id, record);
      if (!isWriting) void writeAll();
      return written;
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
