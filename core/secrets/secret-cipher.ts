import { CommandError } from '../contract/errors.ts';
import type { SecretEntry } from './secret-file.ts';

/** Encryption that the host provides, such as Electron's `safeStorage` over the operating system's keychain. */
export interface SecretCipher {
  encrypt(text: string): Uint8Array | Promise<Uint8Array>;
  decrypt(bytes: Uint8Array): string | Promise<string>;
  /** What protects the key, for the settings screen; such as "the macOS Keychain". */
  description?: string;
}

/** Makes the entry of a value. Throws `CommandError` without the cipher's own words: they could hold the value. */
export async function sealSecret(
  cipher: SecretCipher | null,
  environment: string,
  name: string,
  text: string,
): Promise<SecretEntry> {
  if (cipher === null) return { environment, name, protection: 'none', value: text };
  try {
    const bytes = await cipher.encrypt(text);
    return { environment, name, protection: 'cipher', value: Buffer.from(bytes).toString('base64') };
  } catch {
    const message = `The secret "${name}" was not saved: the keychain refused to encrypt it. Unlock it and try again.`;
    throw new CommandError('unavailable', message);
  }
}

/** The value of an entry; null when it cannot be decrypted here. */
export async function openSecret(cipher: SecretCipher | null, entry: SecretEntry): Promise<string | null> {
  if (entry.protection === 'none') return entry.value;
  if (cipher === null) return null;
  try {
    return await cipher.decrypt(Buffer.from(entry.value, 'base64'));
  } catch {
    // The keychain's key changed or is locked: the store reports it, and keeps the entry as it is.
    return null;
  }
}
