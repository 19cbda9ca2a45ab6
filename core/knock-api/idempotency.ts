import { ApiError } from './api-error.ts';

const maxKeyLength = 255;
/** How long Knock answers a repeated key with the first answer (knock.md 2.3). */
const windowMs = 24 * 60 * 60 * 1000;
/** The oldest go first; more triggers than this in a day are not worth more memory. */
const maxKept = 10_000;

/** A call that carries a key. Keys of different paths have nothing to do with each other (knock.md 2.3). */
interface KeyedRequest {
  key: string;
  path: string;
  /** What tells one request of the path from another. */
  request: string;
  requestId: string;
}

interface Kept {
  request: string;
  requestId: string;
  atMs: number;
  answer: Promise<unknown>;
}

export interface Idempotency {
  /**
   * Does the work, or gives the answer that the same request with this key got. `repeatOf` is the id of that request; null
   * = this is the first. An answer that was an error is not kept. Throws 400 for a key that is too long, or was used for
   * another request.
   */
  once<T>(call: KeyedRequest, work: () => Promise<T>): Promise<{ answer: T; repeatOf: string | null }>;
}

export function createIdempotency(nowMs: () => number): Idempotency {
  const kept = new Map<string, Kept>();
  return {
    async once<T>({ key, path, request, requestId }: KeyedRequest, work: () => Promise<T>) {
      if (key.length > maxKeyLength) {
        throw new ApiError(
          400,
          'idempotency_key_too_long',
          `The Idempotency-Key has ${key.length} characters; ${maxKeyLength} at most.`,
        );
      }
      const place = `${path}\n${key}`;
      const before = kept.get(place);
      if (before !== undefined && nowMs() - before.atMs < windowMs) {
        if (before.request !== request) {
          const message = 'This Idempotency-Key was used for another request. Give each request a key of its own.';
          throw new ApiError(400, 'idempotency_key_reused', message);
        }
        // Kept under the same request, so it is an answer of the same kind of work.
        return { answer: (await before.answer) as T, repeatOf: before.requestId };
      }
      const answer = work();
      const entry: Kept = { request, requestId, atMs: nowMs(), answer };
      kept.delete(place);
      kept.set(place, entry);
      const [oldest] = kept.keys();
      if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
      try {
        return { answer: await answer, repeatOf: null };
      } catch (error) {
        if (kept.get(place) === entry) kept.delete(place);
        throw error;
      }
    },
  };
}
