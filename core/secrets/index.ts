export { readPrivateFile, removeLeftovers, replacePrivateFile } from './private-file.ts';
export type { SecretCipher } from './secret-cipher.ts';
export { createSecretStore, type SecretStore, type SecretStoreOptions } from './secret-store.ts';
export type { EnvironmentVariables } from './secret-variables.ts';
