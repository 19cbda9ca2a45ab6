import { hash } from 'node:crypto';
import { RecentMap } from '../model/index.ts';

/** Past this size a body that comes without its hash is known by one; shorter ones are their own name. */
const longestName = 256;

/**
 * Gives the bodies of a log their ids, on the side that writes: a body met lately is not sent across or stored again.
 * Bounded, so one that comes back after thousands of others is stored anew.
 */
export interface BodyBook {
  /** The id that the worker has the body under, or undefined when it must be sent. */
  find(name: string): number | undefined;
  /** A new id, remembered under the name. */
  create(name: string): number;
  /** Forgets every body: after a failed write or a removal nobody knows which are still there. */
  clear(): void;
}

export function createBodyBook(lastId: number, limit: number): BodyBook {
  const ids = new RecentMap<number>(limit);
  let last = lastId;

  return {
    find: (name) => ids.get(name),
    create(name) {
      last += 1;
      ids.set(name, last);
      return last;
    },
    clear: () => ids.clear(),
  };
}

/** What a body without a declared hash is known by; it cannot be that of another. */
export function bodyName(bytes: Uint8Array): string {
  if (bytes.length > longestName) return hash('sha256', bytes, 'hex');
  return `=${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')}`;
}
