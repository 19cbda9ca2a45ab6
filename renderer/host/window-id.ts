const key = 'hookbench-window';

type Surroundings = Pick<Window, 'sessionStorage' | 'crypto'> & { navigator: { locks?: LockManager } };

/**
 * Under which name this window's session is kept: the same after a reload, another for every other window. A duplicated
 * tab begins with a copy of the page's storage, so a name is held by a lock for as long as its page lives.
 */
export async function claimWindowId({ sessionStorage, crypto, navigator }: Surroundings): Promise<string> {
  const kept = sessionStorage.getItem(key);
  if (kept !== null && (await isHeld(navigator.locks, kept))) return kept;
  const fresh = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0'));
  const id = fresh.join('');
  sessionStorage.setItem(key, id);
  await isHeld(navigator.locks, id);
  return id;
}

/** Whether the page has the name to itself from now on; without locks there is nobody to ask. */
function isHeld(locks: LockManager | undefined, id: string): Promise<boolean> {
  if (locks === undefined) return Promise.resolve(true);
  return new Promise((resolve) => {
    const hold = (lock: Lock | null): Promise<void> => {
      resolve(lock !== null);
      // Never resolved: the lock goes with the page.
      return lock === null ? Promise.resolve() : new Promise(() => {});
    };
    locks.request(`${key}:${id}`, { ifAvailable: true }, hold).catch(() => resolve(true));
  });
}
