import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignatureScheme } from '../../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine } from '../../support/engine-fixture.ts';

const scheme: SignatureScheme = {
  name: 'Acme',
  description: '',
  source: '',
  headers: [{ name: 'X-Acme', value: '{signature}' }],
  signedContent: '{setting:tenant}.{body}',
  algorithm: 'hmac-sha512',
  encoding: 'base64',
  key: { stripPrefix: null, decoding: 'utf8' },
  timestamp: null,
  signatureSeparator: null,
  settings: { tenant: 'one' },
};
const body = new TextEncoder().encode('{"a":1}');
const request = { method: 'POST', url: 'https://example.test/', headers: [] as [string, string][], body };
const key = 'a-key-of-some-length-0123456789';

let fixture: EngineFixture;
beforeAll(async () => {
  fixture = await openExampleEngine();
  await fixture.client.call('documents.put', {
    kind: 'signature-scheme',
    key: 'acme',
    value: scheme,
    baseRevision: null,
  });
});
afterAll(() => fixture.close());

const sign = (choice: { own: string; settings?: Record<string, string> }) =>
  fixture.client.call('signatures.sign', { request, scheme: choice, key, timestampMs: 0, messageId: 'msg_1' });

describe("a signature scheme of the workspace's own", () => {
  test('is a file of its own', async () => {
    const text = await readFile(join(fixture.workspacePath, 'signature-schemes/acme.json'), 'utf8');
    expect(JSON.parse(text)).toEqual(scheme);
  });

  test('signs and verifies by its name, with the settings of a registration', async () => {
    const signed = await sign({ own: 'acme', settings: { tenant: 'two' } });
    const verify = (choice: { own: string; settings?: Record<string, string> }) =>
      fixture.client.call('signatures.verify', {
        request: { ...request, headers: signed.headers },
        scheme: choice,
        key,
        nowMs: 0,
      });
    expect(await verify({ own: 'acme', settings: { tenant: 'two' } })).toMatchObject({ isValid: true });
    expect(await verify({ own: 'acme' })).toMatchObject({ isValid: false });
    expect(signed.signature?.signedContent).toEqual(new TextEncoder().encode('two.{"a":1}'));
  });

  test('counts as it is now, not as it was', async () => {
    const before = await sign({ own: 'acme' });
    const put = (value: SignatureScheme) =>
      fixture.client.call('documents.put', { kind: 'signature-scheme', key: 'acme', value, baseRevision: null });
    await put({ ...scheme, encoding: 'hex' });
    const after = await sign({ own: 'acme' });
    await put(scheme);
    expect(after.headers).not.toEqual(before.headers);
    expect(await sign({ own: 'acme' })).toMatchObject({ headers: before.headers });
  });

  test('that is not there is named, in a command and among the problems', async () => {
    await expect(sign({ own: 'none' })).rejects.toMatchObject({ code: 'invalid-input', field: 'scheme.own' });
    const file = join(fixture.workspacePath, 'receivers');
    const documents = await fixture.client.call('documents.list', {});
    const receiver = documents.find(({ kind }) => kind === 'receiver');
    if (receiver?.kind !== 'receiver') throw new Error('The example has receivers.');
    const verification = { scheme: { own: 'none' }, key: 'k', onFailure: 'record' as const };
    const value = { ...receiver.value, verification };
    await fixture.client.call('documents.put', { kind: 'receiver', key: receiver.key, value, baseRevision: null });
    const problems = await fixture.client.call('workspace.problems', {});
    expect(problems).toContainEqual(
      expect.objectContaining({
        file: `receivers/${receiver.key}.json`,
        field: 'verification.scheme.own',
        message: expect.stringContaining('signature-schemes/none.json'),
      }),
    );
    await writeFile(join(file, `${receiver.key}.json`), JSON.stringify(receiver.value));
  });

  test('is recognised by its header, and found when another scheme was chosen', async () => {
    const { headers } = await sign({ own: 'acme' });
    const [first] = await fixture.client.call('signatures.recognise', { headers, url: null, body });
    expect(first).toMatchObject({ preset: 'own/acme', name: 'Acme' });
    const { findings } = await fixture.client.call('signatures.explain', {
      request: { ...request, headers },
      scheme: { preset: 'github-sha256' },
      keys: [key],
      nowMs: 0,
    });
    expect(findings[0]).toMatchObject({ code: 'scheme-other', preset: 'own/acme', isProven: true });
  });

  test('signs what a channel renders', async () => {
    const documents = await fixture.client.call('documents.list', {});
    const channel = documents.find(({ kind }) => kind === 'channel');
    if (channel?.kind !== 'channel') throw new Error('The example has a channel.');
    const value = { ...channel.value, signing: { ...channel.value.signing, scheme: { own: 'acme' }, key } };
    const event = { data: {} };
    const nobody = { recipient: null, via: null, tenant: null, actor: null, workflow: null };
    const preview = await fixture.client.call('template.preview', {
      channel: {
        ...value,
        request: { ...value.request, url: 'http://127.0.0.1/', body: '{}' },
        unknownVariables: 'lenient',
      },
      context: { environment: 'development', event, ...nobody },
    });
    expect(preview.signing).toMatchObject({ status: 'signed', schemeName: 'Acme' });
  });
});
