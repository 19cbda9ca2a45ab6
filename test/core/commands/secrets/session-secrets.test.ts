import { expect, test } from 'vitest';
import { createSessionAtRest } from '../../../../core/commands/secrets/session-secrets.ts';
import { type DocumentRename, secretMask } from '../../../../core/model/index.ts';
import type { SecretStore } from '../../../../core/secrets/index.ts';
import type { Workspace } from '../../../../core/workspace/index.ts';

const known: Record<string, Record<string, string>> = {
  development: { token: 'tok-Secret/4711', quoted: 'a "quoted" \\ one', word: 'development', tiny: 'abc' },
  production: { token: 'tok-Secret/4711-long' },
};

/** Only what is asked of the rooms: which environments there are, and the values of their secrets. */
function atRest(secrets = known) {
  const documents = Object.keys(secrets).map((key) => ({ kind: 'environment', key, value: { secrets: [] } }));
  return createSessionAtRest({
    workspace: { documents: () => documents } as unknown as Workspace,
    secrets: {
      names: (environment) => Object.keys(secrets[environment] ?? {}),
      get: (environment, name) => secrets[environment]?.[name],
    } as SecretStore,
  });
}

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
const { token = '', quoted = '' } = known.development ?? {};
const draft = JSON.stringify({
  url: `https://a.example/?key=${encodeURIComponent(token)}&upper=${token.toUpperCase()}`,
  headers: [
    ['authorization', `Bearer ${token}`],
    ['authorization', basic(`user:${quoted}`)],
    ['x-long', `${token}-long`],
    ['x-base64', Buffer.from(token).toString('base64')],
    ['x-own', 'abc is no secret'],
  ],
  body: `{"key": ${JSON.stringify(quoted)}}`,
});
const session = {
  tabState: { 'resend:att_1': { draft, section: 'headers' } },
  environment: 'production',
  tabs: [1, null],
};

test('secrets are references at rest, in every form they have in a request, and are there again when it is read', () => {
  const hidden = atRest().hide(session);
  const text = JSON.stringify(hidden);
  for (const secret of [token, token.toUpperCase(), encodeURIComponent(token), 'a \\', basic(`user:${quoted}`)]) {
    expect(text).not.toContain(secret);
  }
  expect(text).not.toContain(Buffer.from(token).toString('base64'));
  expect(text).toContain('abc is no secret');
  expect(atRest().show(JSON.parse(text), [])).toEqual(session);
});

test('what is hidden once stays as it is, also where a secret reads like a part of it', () => {
  const hidden = atRest().hide(session);
  expect(atRest().hide(hidden)).toEqual(hidden);
  expect(atRest().show(atRest().hide(hidden), [])).toEqual(session);
});

test('a session without a secret is the very same', () => {
  const plain = { tabs: [{ id: 'channel:hook' }], text: basic('user:password') };
  expect(atRest().hide(plain)).toEqual(plain);
  expect(atRest().show(plain, [])).toBe(plain);
  expect(atRest().hide(null)).toBeNull();
});

test('a secret that has no value any more is masked; one of an environment with another key has it', () => {
  const hidden = atRest().hide({ header: `Bearer ${token}`, basic: basic(`user:${token}`) });
  expect(atRest({ development: {} }).show(hidden, [])).toEqual({
    header: `Bearer ${secretMask}`,
    basic: basic(`user:${secretMask}`),
  });
  const renamed: DocumentRename[] = [
    { kind: 'channel', from: 'development', to: 'x' },
    { kind: 'environment', from: 'development', to: 'staging' },
  ];
  const moved = atRest({ staging: { token } }).show(hidden, renamed);
  expect(moved).toEqual({ header: `Bearer ${token}`, basic: basic(`user:${token}`) });
});

test('rows of brackets that look like the beginnings of marks are kept as they are', () => {
  const text = `${'⟦'.repeat(20_000)} ${'⟦basic '.repeat(20_000)} ${'⟦basic x⟦y '.repeat(5000)}`;
  const kept = { tabState: { lab: text } };
  const hidden = atRest().hide(kept);
  expect(hidden).toEqual(kept);
  expect(atRest().show(hidden, [])).toEqual(kept);
});
