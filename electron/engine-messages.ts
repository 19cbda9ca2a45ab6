/** What main says to the engine's process. A `connect` brings one port in its transfer list. */
export type MessageToEngine =
  | { type: 'open'; workspacePath: string; dataPath: string; appVersion: string; hasCipher: boolean; isNew: boolean }
  | { type: 'connect' }
  | { type: 'cipher-answer'; id: number; answer: CipherAnswer }
  | { type: 'close' };

/** What the engine's process says to main. */
export type MessageFromEngine =
  | { type: 'ready' }
  | { type: 'failed'; message: string }
  | { type: 'cipher-request'; id: number; request: CipherRequest };

export type CipherRequest = { operation: 'encrypt'; text: string } | { operation: 'decrypt'; bytes: Uint8Array };
export type CipherAnswer = { ok: true; value: string | Uint8Array } | { ok: false; message: string };
