import type { RecipientRunRecord } from '../model/index.ts';

/** Writes recipient runs to the log in batches that grow with the log's own slowness. */
export interface RecipientRecorder {
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
    put(record) {
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
