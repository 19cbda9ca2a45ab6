import { basename } from 'node:path';
import { freeBackupName, readPrivateFile, replacePrivateFile } from './private-file.ts';
import { openSecret, type SecretCipher, sealSecret } from './secret-cipher.ts';
import { entryKey, parseSecretFile, type SecretEntry, writeSecretFile } from './secret-file.ts';
import { type EnvironmentVariables, environmentsVariable, secretFromVariables } from './secret-variables.ts';

export interface SecretStore {
  kind: 'keychain' | 'file' | 'memory';
  /** Where the values are, in words for the settings screen. */
  description: string;
  /** From memory. An environment variable wins over the store; undefined = not set, or not readable here. */
  get(environment: string, name: string): string | undefined;
  /** Where `get` takes the value from. */
  source(environment: string, name: string): 'store' | 'variable' | 'none';
  /** The variable of the system that gives the secret of this environment alone. */
  variable(environment: string, name: string): { name: string; isSet: boolean };
  /** Resolves once the value is durable. Throws `CommandError`, in which neither old nor new value appears. */
  set(environment: string, name: string, value: string): Promise<void>;
  /** Name → value, in one durable step: all of them, or none. */
  setAll(environment: string, values: ReadonlyMap<string, string>): Promise<void>;
  remove(environment: string, name: string): Promise<void>;
  /** All that one environment has becomes the other's, and the other way round; nothing has to be decrypted. Doing it again undoes it. */
  exchange(one: string, other: string): Promise<void>;
  /** Names that the store holds, sorted; those it cannot decrypt too, those of environment variables not. */
  names(environment: string): string[];
  /** What is wrong with the store's file and what to do; null = nothing. */
  problem(): string | null;
}

export interface SecretStoreOptions {
  /** In the data folder; null keeps values in memory only. */
  file: string | null;
  cipher: SecretCipher | null;
  environmentVariables: EnvironmentVariables;
}

interface StoreState {
  entries: Map<string, SecretEntry>;
  values: Map<string, string>;
  /** Set when the file as a whole was of no use: the next change moves it aside. */
  unreadableReason: string | null;
}

/**
 * Opens the store and reads every value into memory. A file that cannot be read is reported by `problem()` and stays as
 * it is; the next change moves it to `<file>.unreadable-<n>` and starts a new one. Entries that only cannot be decrypted
 * are carried along untouched; before one of them is replaced or removed, the file is kept the same way.
 */
export async function createSecretStore(options: SecretStoreOptions): Promise<SecretStore> {
  const { file, cipher, environmentVariables } = options;
  let state: StoreState = { entries: new Map(), values: new Map(), unreadableReason: null };
  if (file !== null) state = await load(file, cipher, state);
  let lastChange: Promise<void> = Promise.resolve();

  /** Key → what is there from now on; null = nothing. */
  const commit = async (changes: ReadonlyMap<string, { entry: SecretEntry; value: string } | null>): Promise<void> => {
    // Another process may have changed the file meanwhile: a change is made to what is there now.
    const base = file === null ? state : await load(file, cipher, state);
    const next: StoreState = { entries: new Map(base.entries), values: new Map(base.values), unreadableReason: null };
    const made = [...changes].filter(([key, change]) => change !== null || base.entries.has(key));
    if (made.length === 0) {
      state = base;
      return;
    }
    const losesEntry = made.some(([key]) => base.entries.has(key) && !base.values.has(key));
    for (const [key, change] of made) {
      next.entries.delete(key);
      next.values.delete(key);
      if (change === null) continue;
      next.entries.set(key, change.entry);
      next.values.set(key, change.value);
    }
    await save(base, next, losesEntry);
    state = next;
  };
  const setAll = (environment: string, values: ReadonlyMap<string, string>): Promise<void> =>
    inTurn(async () => {
      const changes = new Map<string, { entry: SecretEntry; value: string }>();
      for (const [name, value] of values) {
        const entry = await sealSecret(cipher, environment, name, value);
        changes.set(entryKey(environment, name), { entry, value });
      }
      await commit(changes);
    });
  const save = async (base: StoreState, next: StoreState, losesEntry: boolean): Promise<void> => {
    if (file === null) return;
    await sealPlainEntries(cipher, next);
    const backup = base.unreadableReason !== null || losesEntry ? await freeBackupName(file) : null;
    await replacePrivateFile(file, writeSecretFile(next.entries.values()), backup);
  };
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const result = lastChange.then(change);
    // The caller gets the failure; the next change must not.
    lastChange = result.catch(() => undefined);
    return result;
  };

  return {
    ...describeStore(options),
    get: (environment, name) =>
      secretFromVariables(environmentVariables, environment, name) ?? state.values.get(entryKey(environment, name)),
    source(environment, name) {
      if (secretFromVariables(environmentVariables, environment, name) !== undefined) return 'variable';
      return state.values.has(entryKey(environment, name)) ? 'store' : 'none';
    },
    variable(environment, name) {
      const variable = environmentsVariable(environment, name);
      return { name: variable, isSet: Boolean(environmentVariables[variable]) };
    },
    set: (environment, name, value) => setAll(environment, new Map([[name, value]])),
    setAll,
    exchange: (one, other) =>
      inTurn(async () => {
        const base = file === null ? state : await load(file, cipher, state);
        const renamed = (environment: string) =>
          environment === one ? other : environment === other ? one : environment;
        const isConcerned = [...base.entries.values()].some(({ environment }) => renamed(environment) !== environment);
        if (!isConcerned) {
          state = base;
          return;
        }
        const next: StoreState = { entries: new Map(), values: new Map(), unreadableReason: null };
        for (const [key, entry] of base.entries) {
          const environment = renamed(entry.environment);
          const value = base.values.get(key);
          next.entries.set(entryKey(environment, entry.name), { ...entry, environment });
          if (value !== undefined) next.values.set(entryKey(environment, entry.name), value);
        }
        await save(base, next, false);
        state = next;
      }),
    remove: (environment, name) => inTurn(() => commit(new Map([[entryKey(environment, name), null]]))),
    names: (environment) =>
      [...state.entries.values()]
        .filter((entry) => entry.environment === environment)
        .map((entry) => entry.name)
        .sort(),
    problem: () => describeProblem(file, cipher, state),
  };
}

/** Reads the file; what was known before stays known when it cannot be read. */
async function load(file: string, cipher: SecretCipher | null, before: StoreState): Promise<StoreState> {
  const reading = await readPrivateFile(file);
  if (reading.status === 'missing') return { entries: new Map(), values: new Map(), unreadableReason: null };
  if (reading.status === 'failed') return { ...before, unreadableReason: reading.reason };
  const parsed = parseSecretFile(reading.text);
  if (!parsed.isReadable) return { ...before, unreadableReason: parsed.reason };
  const state: StoreState = { entries: new Map(), values: new Map(), unreadableReason: null };
  for (const entry of parsed.entries) {
    const key = entryKey(entry.environment, entry.name);
    state.entries.set(key, entry);
    const value = isSameEntry(before.entries.get(key), entry)
      ? (before.values.get(key) ?? null)
      : await openSecret(cipher, entry);
    if (value !== null) state.values.set(key, value);
  }
  return state;
}

/** Entries that a host without a cipher wrote become encrypted with the next change. */
async function sealPlainEntries(cipher: SecretCipher | null, state: StoreState): Promise<void> {
  if (cipher === null) return;
  for (const [key, { environment, name, protection, value }] of state.entries) {
    if (protection === 'none') state.entries.set(key, await sealSecret(cipher, environment, name, value));
  }
}

function isSameEntry(left: SecretEntry | undefined, right: SecretEntry): boolean {
  return left !== undefined && left.value === right.value && left.protection === right.protection;
}

function describeStore({ file, cipher }: SecretStoreOptions): Pick<SecretStore, 'kind' | 'description'> {
  if (file === null) return { kind: 'memory', description: 'Kept in memory until Hookbench ends.' };
  if (cipher !== null) {
    const keeper = cipher.description ?? "the operating system's keychain";
    return { kind: 'keychain', description: `Encrypted in ${file}; the key is in ${keeper}.` };
  }
  return {
    kind: 'file',
    description: `Not encrypted, in ${file}, which only your user account can read. Environment variables HOOKBENCH_SECRET_<NAME> win over it.`,
  };
}

function describeProblem(file: string | null, cipher: SecretCipher | null, state: StoreState): string | null {
  if (file === null) return null;
  if (state.unreadableReason !== null) {
    return `The secrets in ${file} are not available: ${state.unreadableReason}. The file stays as it is; when a secret is next saved it is moved aside to ${basename(file)}.unreadable-<number>.`;
  }
  const locked = state.entries.size - state.values.size;
  const plain = [...state.entries.values()].filter((entry) => entry.protection === 'none').length;
  if (locked === 0) {
    return cipher !== null && plain > 0
      ? `${plain} of the secrets in ${file} are not encrypted; they will be when a secret is next saved.`
      : null;
  }
  const subject = locked === 1 ? '1 secret' : `${locked} secrets`;
  const reason =
    cipher === null
      ? 'encrypted by the desktop app and cannot be read without its keychain. Use the desktop app, or set environment variables HOOKBENCH_SECRET_<NAME>.'
      : 'encrypted with a key that the keychain no longer gives. Unlock the keychain and start again, or enter the values anew.';
  return `In ${file}, ${subject} ${locked === 1 ? 'is' : 'are'} ${reason}`;
}
