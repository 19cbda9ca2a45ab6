import { safeStorage } from 'electron';
import type { TextCipher } from './engine-host.ts';

/**
 * The operating system's keychain, or null where it protects nothing: on Linux without a keyring Chromium encrypts
 * with a password that everybody knows (`basic_text`). The engine then keeps its own file and says so openly.
 */
export function keychainCipher(): TextCipher | null {
  if (process.platform === 'linux') {
    const backend = safeStorage.getSelectedStorageBackend();
    if (backend === 'basic_text' || backend === 'unknown') return null;
  }
  if (!safeStorage.isEncryptionAvailable()) return null;
  return {
    encrypt: (text) => new Uint8Array(safeStorage.encryptString(text)),
    decrypt: (bytes) => safeStorage.decryptString(Buffer.from(bytes)),
  };
}
