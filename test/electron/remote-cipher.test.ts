import { expect, test } from 'vitest';
import type { CipherRequest } from '../../electron/engine-messages.ts';
import { createRemoteCipher } from '../../electron/remote-cipher.ts';

test('answers find their questions in whatever order they come', async () => {
  const asked: { id: number; request: CipherRequest }[] = [];
  const cipher = createRemoteCipher((id, request) => asked.push({ id, request }));
  const encrypted = cipher.encrypt('one');
  const decrypted = cipher.decrypt(new Uint8Array([2]));
  expect(asked.map(({ request }) => request)).toEqual([
    { operation: 'encrypt', text: 'one' },
    { operation: 'decrypt', bytes: new Uint8Array([2]) },
  ]);
  cipher.receive(asked[1]?.id ?? -1, { ok: true, value: 'two' });
  cipher.receive(asked[0]?.id ?? -1, { ok: true, value: new Uint8Array([1]) });
  expect(await decrypted).toBe('two');
  expect(await encrypted).toEqual(new Uint8Array([1]));
});

test('a refusal, or an answer of the wrong kind, rejects', async () => {
  const cipher = createRemoteCipher((id, request) => {
    queueMicrotask(() =>
      cipher.receive(
        id,
        request.operation === 'encrypt' ? { ok: false, message: 'locked' } : { ok: true, value: new Uint8Array() },
      ),
    );
  });
  await expect(cipher.encrypt('x')).rejects.toThrow('locked');
  await expect(cipher.decrypt(new Uint8Array())).rejects.toThrow('text was due');
});
