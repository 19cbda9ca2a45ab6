import type { CipherAnswer, CipherRequest } from './engine-messages.ts';

export interface RemoteCipher {
  encrypt(text: string): Promise<Uint8Array>;
  decrypt(bytes: Uint8Array): Promise<string>;
  /** Main has answered the request of that number. */
  receive(id: number, answer: CipherAnswer): void;
}

/** The keychain, which only main may use, for the engine: each operation is a question to main. */
export function createRemoteCipher(ask: (id: number, request: CipherRequest) => void): RemoteCipher {
  const waiting = new Map<number, (answer: CipherAnswer) => void>();
  let lastId = 0;

  const request = async (operation: CipherRequest): Promise<string | Uint8Array> => {
    lastId += 1;
    const id = lastId;
    const answer = await new Promise<CipherAnswer>((resolve) => {
      waiting.set(id, resolve);
      ask(id, operation);
    });
    if (!answer.ok) throw new Error(answer.message);
    return answer.value;
  };

  return {
    async encrypt(text) {
      const value = await request({ operation: 'encrypt', text });
      if (typeof value === 'string') throw new Error('The keychain answered with text where bytes were due.');
      return value;
    },
    async decrypt(bytes) {
      const value = await request({ operation: 'decrypt', bytes });
      if (typeof value !== 'string') throw new Error('The keychain answered with bytes where text was due.');
      return value;
    },
    receive(id, answer) {
      waiting.get(id)?.(answer);
      waiting.delete(id);
    },
  };
}
