import { webcrypto } from 'node:crypto';
import { expect, test } from 'vitest';
import { claimWindowId } from '../../../renderer/host/window-id.ts';

/** The page's storage and the browser's locks, which Node does not have. */
function storage(from: Iterable<[string, string]> = []) {
  const values = new Map(from);
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    values,
  };
}

function lockManager() {
  const held = new Set<string>();
  const request = async (name: string, _options: unknown, use: (lock: object | null) => Promise<void>) => {
    if (held.has(name)) return use(null);
    held.add(name);
    await use({ name });
    held.delete(name);
  };
  return { request, held };
}

function claim(sessionStorage: ReturnType<typeof storage>, locks?: ReturnType<typeof lockManager>): Promise<string> {
  const surroundings = { sessionStorage, crypto: webcrypto, navigator: locks === undefined ? {} : { locks } };
  // Of the browser's interfaces only what is used is there.
  return claimWindowId(surroundings as unknown as Parameters<typeof claimWindowId>[0]);
}

test('a reload keeps the name, another window has another', async () => {
  const page = storage();
  const first = await claim(page, lockManager());
  // The locks of the page before have gone with it.
  expect(await claim(page, lockManager())).toBe(first);
  expect(await claim(storage(), lockManager())).not.toBe(first);
  expect(first).toMatch(/^[A-Za-z0-9-]{1,64}$/);
});

test('a duplicated tab, whose storage is a copy, gets a name of its own and keeps it', async () => {
  const locks = lockManager();
  const page = storage();
  const first = await claim(page, locks);
  const copy = storage(page.values);
  const second = await claim(copy, locks);
  expect(second).not.toBe(first);
  expect([...copy.values.values()]).toEqual([second]);
  expect(locks.held.size).toBe(2);
});

test('where there are no locks the kept name is taken', async () => {
  const page = storage();
  const first = await claim(page);
  expect(await claim(page)).toBe(first);
});
