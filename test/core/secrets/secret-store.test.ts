import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandError } from '../../../core/contract/errors.ts';
import { createSecretStore, type SecretCipher } from '../../../core/secrets/index.ts';

/** Stands in for the keychain: reversible, recognisable, and refuses what another key has sealed. */
function testCipher(mask: number): SecretCipher {
  const apply = (bytes: Uint8Array) => bytes.map((byte) => byte ^ mask);
  return {
    encrypt: async (text) => apply(Buffer.from(`sealed:${text}`)),
    decrypt(bytes) {
      const text = Buffer.from(apply(bytes)).toString();
      if (!text.startsWith('sealed:')) throw new Error(`cannot decrypt ${text}`);
      return text.slice('sealed:'.length);
    },
  };
}

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hookbench-secrets-'));
  file = join(folder, 'data', 'secrets.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openStore = (cipher: SecretCipher | null = null, environmentVariables = {}) =>
  createSecretStore({ file, cipher, environmentVariables });
const fileNames = async () => (await readdir(join(folder, 'data'))).sort();
async function writeStore(text: string): Promise<void> {
  await mkdir(join(folder, 'data'), { recursive: true });
  await writeFile(file, text);
}
async function refusal(promise: Promise<void>): Promise<CommandError> {
  const error = await promise.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason,
  );
  if (error instanceof CommandError) return error;
  throw error;
}

it('exchanges what two environments have, without decrypting it, and back again', async () => {
  const store = await openStore(testCipher(0x5a));
  await store.set('development', 'token', 'of-development');
  await store.set('staging', 'token', 'of-staging');
  await store.set('other', 'token', 'of-other');
  const before = await readFile(file, 'utf8');
  // This keychain's key is another one, so that nothing can be decrypted.
  const locked = await openStore(testCipher(0x11));
  await locked.exchange('development', 'staging');
  expect(await fileNames()).toEqual(['secrets.json']);
  const moved = await openStore(testCipher(0x5a));
  expect(['development', 'staging', 'other'].map((name) => moved.get(name, 'token'))).toEqual([
    'of-staging',
    'of-development',
    'of-other',
  ]);
  await moved.exchange('development', 'staging');
  expect(moved.get('development', 'token')).toBe('of-development');
  expect(await readFile(file, 'utf8')).toBe(before);
});

describe.each([
  ['without a cipher', null, 'file'],
  ['with a cipher', testCipher(0x5a), 'keychain'],
] as const)('a store %s', (_, cipher, kind) => {
  it('keeps many at once, and none of them when they cannot be written', async () => {
    const store = await openStore(cipher);
    const values = new Map([
      ['one', '1'],
      ['two', '2'],
    ]);
    await store.setAll('development', values);
    expect((await openStore(cipher)).names('development')).toEqual(['one', 'two']);
    await rm(join(folder, 'data'), { recursive: true });
    await writeFile(join(folder, 'data'), 'no folder');
    await expect(store.setAll('development', new Map([['three', '3']]))).rejects.toThrow(CommandError);
    expect(store.get('development', 'two')).toBe('2');
    expect(store.get('development', 'three')).toBeUndefined();
  });

  it('keeps secrets per environment, over a restart', async () => {
    const store = await openStore(cipher);
    expect(store.kind).toBe(kind);
    expect(store.get('development', 'key')).toBeUndefined();
    await store.set('development', 'key', 'one \u{1f511}');
    await store.set('production', 'key', 'two');
    await store.set('development', 'another', '');
    const reopened = await openStore(cipher);
    expect(reopened.get('development', 'key')).toBe('one \u{1f511}');
    expect(reopened.get('production', 'key')).toBe('two');
    expect(reopened.get('development', 'another')).toBe('');
    expect(reopened.names('development')).toEqual(['another', 'key']);
    expect(reopened.source('production', 'key')).toBe('store');
    expect(reopened.problem()).toBeNull();
  });

  it('replaces and removes', async () => {
    const store = await openStore(cipher);
    await store.set('development', 'key', 'old');
    await store.set('development', 'key', 'new');
    expect(store.get('development', 'key')).toBe('new');
    await store.remove('development', 'key');
    await store.remove('development', 'never-there');
    expect(store.get('development', 'key')).toBeUndefined();
    expect(store.source('development', 'key')).toBe('none');
    expect((await openStore(cipher)).names('development')).toEqual([]);
  });

  it('takes many changes at once without losing one', async () => {
    const store = await openStore(cipher);
    const names = Array.from({ length: 20 }, (_each, index) => `name_${index}`);
    await Promise.all(names.map((name) => store.set('development', name, name)));
    const reopened = await openStore(cipher);
    expect(names.map((name) => reopened.get('development', name))).toEqual(names);
    expect(await fileNames()).toEqual(['secrets.json']);
  });

  it('keeps what another process saved meanwhile', async () => {
    const [first, second] = [await openStore(cipher), await openStore(cipher)];
    await first.set('development', 'one', '1');
    await second.set('development', 'two', '2');
    expect(second.get('development', 'one')).toBe('1');
    expect((await openStore(cipher)).names('development')).toEqual(['one', 'two']);
  });

  it('holds names that mean something to JavaScript', async () => {
    const store = await openStore(cipher);
    await store.set('development', '__proto__', 'a');
    await store.set('constructor', 'toString', 'b');
    const reopened = await openStore(cipher);
    expect(reopened.get('development', '__proto__')).toBe('a');
    expect(reopened.get('constructor', 'toString')).toBe('b');
    expect(reopened.get('constructor', 'valueOf')).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')('gives its file to the owner alone', async () => {
    const store = await openStore(cipher);
    await store.set('development', 'key', 'value');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await chmod(file, 0o644);
    await openStore(cipher);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});

it('writes values encrypted when there is a cipher, plain ones of before included', async () => {
  await (await openStore()).set('development', 'old', 'PLAINVALUE');
  expect(await readFile(file, 'utf8')).toContain('PLAINVALUE');
  const store = await openStore(testCipher(0x5a));
  expect(store.get('development', 'old')).toBe('PLAINVALUE');
  expect(store.problem()).toContain('not encrypted');
  await store.set('development', 'new', 'OTHERVALUE');
  const text = await readFile(file, 'utf8');
  expect(text).not.toMatch(/PLAINVALUE|OTHERVALUE/);
  expect(store.problem()).toBeNull();
  expect((await openStore(testCipher(0x5a))).get('development', 'old')).toBe('PLAINVALUE');
});

it('keeps nothing on disk without a file', async () => {
  const store = await createSecretStore({ file: null, cipher: null, environmentVariables: {} });
  await store.set('development', 'key', 'value');
  expect(store.get('development', 'key')).toBe('value');
  expect(store).toMatchObject({ kind: 'memory' });
  expect(await readdir(folder)).toEqual([]);
});

describe('environment variables', () => {
  it('win over the store, the one of the environment first', async () => {
    const store = await openStore(null, {
      HOOKBENCH_SECRET_SIGNING_KEY: 'everywhere',
      HOOKBENCH_SECRET_PRE_PROD_SIGNING_KEY: 'pre-prod only',
      HOOKBENCH_SECRET_EMPTY: '',
    });
    await store.set('development', 'signing_key', 'stored');
    await store.set('development', 'empty', 'stored');
    await store.set('development', 'other', 'stored');
    expect(store.get('development', 'signing_key')).toBe('everywhere');
    expect(store.get('pre-prod', 'signing_key')).toBe('pre-prod only');
    expect(store.source('pre-prod', 'signing_key')).toBe('variable');
    expect(store.get('development', 'empty')).toBe('stored');
    expect(store.source('development', 'other')).toBe('store');
  });
});

describe('a file that cannot be used', () => {
  const secret = 'S3CR3T-VALUE';
  it.each([
    ['is not JSON', `{"version":1,"secrets":[{"value":"${secret}`, /not JSON/],
    ['has another shape', `{"version":1,"secrets":{"development":"${secret}"}}`, /not a list of secrets/],
    ['holds a wrong entry', `{"version":1,"secrets":[{"name":"${secret}"}]}`, /see secrets\.0/],
    ['is newer', `{"version":2,"secrets":"${secret}"}`, /newer Hookbench/],
    ['is empty', '', /not JSON/],
  ])('%s: it is kept, named, and moved aside by the next change', async (_, text, reason) => {
    await writeStore(text);
    const store = await openStore();
    expect(store.problem()).toMatch(reason);
    expect(store.problem()).toContain(file);
    expect(store.problem()).not.toContain(secret);
    await store.remove('development', 'key');
    expect(await readFile(file, 'utf8')).toBe(text);
    await store.set('development', 'key', 'new');
    expect(await fileNames()).toEqual(['secrets.json', 'secrets.json.unreadable-1']);
    expect(await readFile(`${file}.unreadable-1`, 'utf8')).toBe(text);
    expect(store.problem()).toBeNull();
    expect((await openStore()).get('development', 'key')).toBe('new');
  });

  it('never overwrites an earlier backup, nor forgets what was read before the file broke', async () => {
    const store = await openStore();
    await store.set('development', 'one', '1');
    await writeFile(file, 'broken');
    await writeFile(`${file}.unreadable-1`, 'an earlier one');
    await store.set('development', 'two', '2');
    expect(await readFile(`${file}.unreadable-1`, 'utf8')).toBe('an earlier one');
    expect(await readFile(`${file}.unreadable-2`, 'utf8')).toBe('broken');
    expect((await openStore()).names('development')).toEqual(['one', 'two']);
  });
});

describe('secrets of another keychain', () => {
  it.each([
    ['another key', testCipher(0x21), /keychain no longer gives/],
    ['no cipher', null, /encrypted by the desktop app/],
  ])('are carried along and come back: %s', async (_, cipher, problem) => {
    await (await openStore(testCipher(0x5a))).set('development', 'sealed', 'value');
    const store = await openStore(cipher);
    expect(store.problem()).toMatch(problem);
    expect(store.get('development', 'sealed')).toBeUndefined();
    expect(store.source('development', 'sealed')).toBe('none');
    expect(store.names('development')).toEqual(['sealed']);
    await store.set('development', 'mine', 'readable');
    expect(await fileNames()).toEqual(['secrets.json']);
    expect((await openStore(testCipher(0x5a))).get('development', 'sealed')).toBe('value');
  });

  it.each(['set', 'remove'] as const)('are kept in a backup before a %s replaces them', async (change) => {
    await (await openStore(testCipher(0x5a))).set('development', 'sealed', 'value');
    const before = await readFile(file, 'utf8');
    const store = await openStore(testCipher(0x21));
    if (change === 'set') await store.set('development', 'sealed', 'again');
    else await store.remove('development', 'sealed');
    expect(await readFile(`${file}.unreadable-1`, 'utf8')).toBe(before);
    expect(store.get('development', 'sealed')).toBe(change === 'set' ? 'again' : undefined);
    expect(store.problem()).toBeNull();
  });
});

describe('a change that fails', () => {
  it('leaves file and memory as they were and names no value', async () => {
    const cipher = testCipher(0x5a);
    await (await openStore(cipher)).set('development', 'key', 'kept');
    const before = await readFile(file, 'utf8');
    const refusing: SecretCipher = {
      ...cipher,
      encrypt(text) {
        throw new Error(`the keychain will not take ${text}`);
      },
    };
    const store = await openStore(refusing);
    const error = await refusal(store.set('development', 'key', 'S3CR3T'));
    expect(error.code).toBe('unavailable');
    expect(JSON.stringify(error.toWire()) + String(error.cause)).not.toContain('S3CR3T');
    expect(store.get('development', 'key')).toBe('kept');
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('says that a folder is in the way, and the next change works', async () => {
    await writeFile(join(folder, 'data'), 'a file where the folder should be');
    const store = await openStore();
    const error = await refusal(store.set('development', 'key', 'S3CR3T'));
    expect(error.code).toBe('disk-error');
    expect(error.message).toMatch(/secrets\.json could not be saved/);
    expect(JSON.stringify(error.toWire())).not.toContain('S3CR3T');
    expect(store.get('development', 'key')).toBeUndefined();
    await rm(join(folder, 'data'));
    await store.set('development', 'key', 'value');
    expect((await openStore()).get('development', 'key')).toBe('value');
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('names a read-only folder', async () => {
    const store = await openStore();
    await store.set('development', 'key', 'kept');
    await chmod(join(folder, 'data'), 0o500);
    const error = await refusal(store.set('development', 'key', 'S3CR3T'));
    await chmod(join(folder, 'data'), 0o700);
    expect(error.code).toBe('read-only');
    expect(store.get('development', 'key')).toBe('kept');
  });
});
