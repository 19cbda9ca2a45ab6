import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { authorityFile } from '../../../../core/commands/receivers/authority-file.ts';
import { createLocalAuthority } from '../../../../core/receiver/index.ts';

const dayMs = 86_400_000;
let folder: string;
let file: string;
let ms: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hookbench-authority-'));
  file = join(folder, 'receiver-authority.json');
  ms = Date.now();
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true });
});

/** As after a start. */
const anAuthority = () => createLocalAuthority({ store: authorityFile(file), nowMs: () => ms });

it('is made once, when it is needed first, for its owner only, and is the same after a start', async () => {
  const authority = anAuthority();
  expect([authority.known(), await readdir(folder)]).toEqual([null, []]);
  const [one, other] = await Promise.all([authority.certificate(), authority.certificate()]);
  expect(other).toBe(one);
  expect(authority.known()).toBe(one);
  expect(await readdir(folder)).toEqual(['receiver-authority.json']);
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await anAuthority().certificate()).toBe(one);
  expect(one).not.toContain('PRIVATE KEY');
});

it('keeps no key but its own on disk', async () => {
  const authority = anAuthority();
  const { privateKey } = await authority.portCertificate('good');
  await authority.portCertificate('self-signed');
  expect(await readdir(folder)).toEqual(['receiver-authority.json']);
  expect(await readFile(file, 'utf8')).not.toContain(privateKey);
});

it('is another one before what it vouches for would outlive it, and certificates are renewed with it', async () => {
  const authority = anAuthority();
  const first = await authority.certificate();
  const lastDayMs = Date.parse(new X509Certificate(first).validTo) - 398 * dayMs;
  ms = lastDayMs;
  expect(await authority.certificate()).toBe(first);
  const good = await authority.portCertificate('good');
  expect(good.renewAtMs).toBeLessThanOrEqual(lastDayMs + dayMs);
  ms = lastDayMs + 2 * dayMs;
  const second = await authority.certificate();
  expect(second).not.toBe(first);
  expect(await anAuthority().certificate()).toBe(second);
  const renewed = await authority.portCertificate('good');
  expect(new X509Certificate(renewed.certificate).verify(new X509Certificate(second).publicKey)).toBe(true);
});

it('goes on to be not yet valid for as long as the engine runs', async () => {
  const authority = anAuthority();
  const validFrom = async () =>
    Date.parse(new X509Certificate((await authority.portCertificate('not-yet-valid')).certificate).validFrom);
  const first = await validFrom();
  ms = first - 31 * dayMs;
  expect(await validFrom()).toBe(first);
  ms = first - 29 * dayMs;
  expect(await validFrom()).toBeGreaterThan(ms + 300 * dayMs);
});

it.each(['', '{"certificate": "', '{"certificate": "a", "privateKey": "b"}'])(
  'is made anew when its file holds something else: %j',
  async (text) => {
    await writeFile(file, text);
    const certificate = await anAuthority().certificate();
    expect(await anAuthority().certificate()).toBe(certificate);
  },
);

it('is made anew when the key in its file is of another one', async () => {
  const first = await anAuthority().certificate();
  const { privateKey } = await anAuthority().portCertificate('good');
  await writeFile(file, JSON.stringify({ certificate: first, privateKey }));
  expect(await anAuthority().certificate()).not.toBe(first);
});

it('takes away what a killed process left behind', async () => {
  await writeFile(`${file}.4711.tmp`, 'half of a ');
  await anAuthority().certificate();
  expect(await readdir(folder)).toEqual(['receiver-authority.json']);
});

it('says what to do when its file cannot be read, and is there once it can', async () => {
  await mkdir(file);
  const authority = anAuthority();
  await expect(authority.certificate()).rejects.toMatchObject({
    code: 'disk-error',
    message: `The authority of the https receivers could not be had from ${file}: it cannot be read (EISDIR). Let this account read the file, or delete it: another one is made then.`,
  });
  await rm(file, { recursive: true });
  expect(await authority.certificate()).toContain('BEGIN CERTIFICATE');
});

// Nothing is closed to root.
it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'says that the data folder cannot be written, and nothing of the key',
  async () => {
    await chmod(folder, 0o500);
    const error = await anAuthority()
      .certificate()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'read-only', message: expect.stringContaining(`${folder} cannot be written`) });
    expect(JSON.stringify(error)).not.toContain('PRIVATE KEY');
  },
);
