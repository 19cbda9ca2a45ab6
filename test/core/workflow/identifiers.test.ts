import { expect, test } from 'vitest';
import { messageIdOf, messageRandom, recipientRunIdOf, uuidv5 } from '../../../core/workflow/index.ts';

const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

test('UUID v5 as RFC 9562 gives it', () => {
  expect(uuidv5('www.example.com', dns)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  expect(() => uuidv5('x', 'not a uuid')).toThrow('Not a UUID');
});

test('a user and an object never share a recipient run', () => {
  expect(recipientRunIdOf(dns, 'a')).not.toBe(recipientRunIdOf(dns, { collection: '', id: 'a' }));
  expect(recipientRunIdOf(dns, 'a')).toBe(uuidv5('User::a', dns));
});

test('objects whose collections have colons do not share one either', () => {
  const ids = [
    { collection: 'a', id: 'b:c' },
    { collection: 'a:b', id: 'c' },
    { collection: 'a%3Ab', id: 'c' },
  ].map((object) => recipientRunIdOf(dns, object));
  expect(new Set(ids).size).toBe(3);
  expect(recipientRunIdOf(dns, { collection: 'hooks', id: 'b:c' })).toBe(uuidv5('Object:hooks:b:c', dns));
});

test('message ids are stable, distinct and well formed', () => {
  const id = messageIdOf(dns, 'webhooks/w1', 'http_1');
  expect(id).toMatch(/^msg_[0-9A-Za-z]{27}$/);
  expect(messageIdOf(dns, 'webhooks/w1', 'http_1')).toBe(id);
  expect(new Set([id, messageIdOf(dns, 'webhooks/w2', 'http_1'), messageIdOf(dns, 'webhooks/w1', 'http_2')]).size).toBe(
    3,
  );
});

test('randomness depends on seed, message and attempt, and fills the unit interval evenly', () => {
  expect(messageRandom(1, 'm', 1)).toBe(messageRandom(1, 'm', 1));
  expect(
    new Set([messageRandom(1, 'm', 1), messageRandom(2, 'm', 1), messageRandom(1, 'n', 1), messageRandom(1, 'm', 2)])
      .size,
  ).toBe(4);
  const tenths = Array.from({ length: 10 }, () => 0);
  for (let index = 0; index < 10_000; index++) {
    const value = messageRandom(7, `msg_${index}`, 1);
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThan(1);
    const tenth = Math.floor(value * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
