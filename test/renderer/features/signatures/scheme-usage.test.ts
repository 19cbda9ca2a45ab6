import { describe, expect, it } from 'vitest';
import type { Channel, Receiver } from '../../../../core/contract/index.ts';
import { schemeUsers, userWords } from '../../../../renderer/features/signatures/scheme-usage.ts';

type Signing = Channel['signing'];
const channel = (key: string, signing: Signing) => ({ key, value: { name: key, signing } as Channel });
const receiver = (key: string, verification: Receiver['verification']) => ({
  key,
  value: { name: key, verification } as Receiver,
});

const channels = [
  channel('plain', null),
  channel('preset', { scheme: { preset: 'acme' }, key: 'k' }),
  channel('own', { scheme: { own: 'acme', settings: { a: '1' } }, key: 'k' }),
  channel('rotating', {
    scheme: { preset: 'stripe' },
    key: 'k',
    previousKeys: [
      { key: 'old', validUntil: '' },
      { key: 'older', validUntil: '', scheme: { own: 'acme' } },
    ],
  }),
];
const receivers = [
  receiver('none', null),
  receiver('own', { scheme: { own: 'acme' }, key: '', onFailure: 'reject' }),
  receiver('other', { scheme: { own: 'beta' }, key: '', onFailure: 'reject' }),
];

describe('schemeUsers', () => {
  const users = schemeUsers('acme', channels, receivers);
  it('finds who names the scheme, for the current key or a previous one, and nobody else', () => {
    expect(users.map(({ kind, key }) => `${kind} ${key}`)).toEqual(['channel own', 'channel rotating', 'receiver own']);
  });
  it('says who in words', () => {
    expect(userWords(users)).toBe('the channel "own", the channel "rotating" and the receiver "own"');
    expect(userWords(users.slice(2))).toBe('the receiver "own"');
  });
});
