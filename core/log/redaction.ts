import { withoutSecrets } from '../model/index.ts';

/** Takes secrets out of what is written down of one attempt. */
export interface Redaction {
  text(text: string): string;
  /** Bytes that are no text: all of them go when a secret is among them. */
  bytes(bytes: Buffer): Buffer;
  /** Whether anything was taken out yet. */
  isUsed(): boolean;
}

export function noRedaction(): Redaction {
  return { text: (text) => text, bytes: (bytes) => bytes, isUsed: () => false };
}

/** `secrets`: every text that is to go, the longest first. */
export function createRedaction(secrets: readonly string[]): Redaction {
  let isUsed = false;
  return {
    text(given) {
      const redacted = withoutSecrets(given, secrets);
      isUsed ||= redacted !== given;
      return redacted;
    },
    bytes(bytes) {
      if (!secrets.some((secret) => bytes.includes(secret))) return bytes;
      isUsed = true;
      return Buffer.alloc(0);
    },
    isUsed: () => isUsed,
  };
}
