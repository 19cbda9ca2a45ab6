import { expect, test } from 'vitest';
import { expandRecipients } from '../../../core/workflow/index.ts';
import { directoryOf, hugeDirectory } from './directories.ts';

const project = { collection: 'projects', id: 'p1' };
const keysOf = (...parameters: Parameters<typeof expandRecipients>): string[] =>
  [...expandRecipients(...parameters)].map(({ key }) => key);

test('an object comes first, then its subscribers, then theirs, and no deeper', () => {
  const directory = directoryOf(
    {},
    {
      'projects/p1': { 'teams/t1': null, 'user:u1': null },
      'teams/t1': { 'user:u2': null, 'groups/g1': null },
      'groups/g1': { 'user:u3': null },
    },
  );
  const expanded = [...expandRecipients({ recipients: [project], actor: null }, directory)];
  expect(expanded.map(({ ordinal, key, via }) => [ordinal, key, via])).toEqual([
    [0, 'projects/p1', null],
    [1, 'teams/t1', 'projects/p1'],
    [2, 'user:u1', 'projects/p1'],
    [3, 'user:u2', 'teams/t1'],
    [4, 'groups/g1', 'teams/t1'],
  ]);
});

test('everyone comes once: named twice, under two parents, in a circle; being named wins', () => {
  const directory = directoryOf(
    {},
    {
      'projects/p1': { 'user:u1': { from: 'p1' }, 'user:named': { from: 'p1' }, 'projects/p2': null },
      'projects/p2': { 'user:u1': { from: 'p2' }, 'user:u2': null, 'projects/p1': null },
    },
  );
  const recipients = [project, 'named', { collection: 'projects', id: 'p2' }, 'named'];
  const expanded = [...expandRecipients({ recipients, actor: null }, directory)];
  expect(expanded.map(({ key, via }) => [key, via])).toEqual([
    ['projects/p1', null],
    ['user:named', null],
    ['projects/p2', null],
    ['user:u1', 'projects/p1'],
    ['user:u2', 'projects/p2'],
  ]);
  expect(expanded[1]?.subscription).toBeNull();
  expect(expanded[3]?.subscription?.properties).toEqual({ from: 'p1' });
});

test('the first way met wins breadth first: a subscriber of the root before one of a child', () => {
  const directory = directoryOf(
    {},
    {
      'projects/p1': { 'teams/t1': null, 'user:u1': { level: 1 } },
      'teams/t1': { 'user:u1': { level: 2 } },
    },
  );
  const expanded = [...expandRecipients({ recipients: [project], actor: null }, directory)];
  expect(expanded.find(({ key }) => key === 'user:u1')?.subscription?.properties).toEqual({ level: 1 });
});

test('the actor is left out as a subscriber, not when named, and its subscribers stay', () => {
  const directory = directoryOf(
    {},
    { 'projects/p1': { 'user:u1': null, 'teams/t1': null }, 'teams/t1': { 'user:u2': null, 'user:u1': null } },
  );
  expect(keysOf({ recipients: [project], actor: 'u1' }, directory)).toEqual(['projects/p1', 'teams/t1', 'user:u2']);
  expect(keysOf({ recipients: [project, 'u1'], actor: 'u1' }, directory)).toContain('user:u1');
  const team = { collection: 'teams', id: 't1' };
  expect(keysOf({ recipients: [project], actor: team }, directory)).toEqual(['projects/p1', 'user:u1', 'user:u2']);
});

test('inline properties go over the stored ones, map into map; trigger data stays with its recipient', () => {
  const directory = directoryOf({ 'user:u1': { name: 'Stored', plan: { tier: 'pro', seats: 3 }, tags: ['a'] } });
  const inline = {
    id: 'u1',
    plan: { seats: 5 },
    tags: ['b'],
    preferences: { x: 1 },
    channel_data: { y: 1 },
    $trigger_data: { role: 'owner' },
  };
  const [first, second] = expandRecipients({ recipients: [inline, 'u2'], actor: null }, directory);
  expect(first?.recipient.properties).toEqual({ name: 'Stored', plan: { tier: 'pro', seats: 5 }, tags: ['b'] });
  expect(first?.triggerData).toEqual({ role: 'owner' });
  expect(directory.user('u1')?.properties.plan).toEqual({ tier: 'pro', seats: 3 });
  expect(second).toMatchObject({ key: 'user:u2', triggerData: {} });
  expect(second?.recipient).toEqual({ reference: 'u2', properties: {}, isIdentified: false });
});

test('an inline object has a collection, and a property called __proto__ stays a property', () => {
  const inline = JSON.parse('{"collection":"webhooks","id":"w1","__proto__":{"polluted":true},"url":"x"}');
  const [only] = expandRecipients({ recipients: [inline], actor: null }, directoryOf({}));
  expect(only).toMatchObject({ key: 'webhooks/w1', recipient: { isIdentified: true } });
  expect(Object.keys(only?.recipient.properties ?? {})).toEqual(['__proto__', 'url']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('the parent that led there comes along for recipient.subscription.object', () => {
  const directory = directoryOf({ 'projects/p1': { name: 'One' } }, { 'projects/p1': { 'user:u1': null } });
  const [, subscriber] = expandRecipients({ recipients: [project], actor: null }, directory);
  expect(subscriber?.parent?.properties).toEqual({ name: 'One' });
});

test('100,000 subscribers are pulled one at a time', () => {
  let read = 0;
  const directory = hugeDirectory(100_000, (index) => {
    read += 1;
    return { index };
  });
  const recipients = expandRecipients({ recipients: [project], actor: null }, directory);
  for (let index = 0; index < 10; index++) recipients.next();
  expect(read).toBe(9);
  let count = 10;
  for (const _ of recipients) count += 1;
  expect(count).toBe(100_001);
  expect(read).toBe(100_000);
});
