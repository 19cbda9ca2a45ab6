import { expect, test } from 'vitest';
import { aHost, aReceiver } from './receiver-fixtures.ts';

test('received requests are found by their path, headers and body, and by their verdict', async () => {
  const { host } = aHost();
  const verification = { scheme: { preset: 'stripe' }, key: 'k', onFailure: 'record' } as const;
  const { url } = await host.start('a', aReceiver({ verification }));
  const send = (query: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${url}${query}`, { method: 'POST', body, headers });
  await send('?source=Stripe', '{"type":"invoice.paid"}', { 'x-signature': 'wrong' });
  await send('', '{"name":"Zoë"}', { 'x-github-event': 'push' });
  await send('?n=3', 'Invoice');
  const found = (text: string, isInvalidOnly = false) =>
    host.requests('a', null, 10, { text, isInvalidOnly }).requests.map(({ number }) => number);
  expect(found('')).toEqual([3, 2, 1]);
  expect(found('invoice')).toEqual([3, 1]);
  expect(found('INVOICE.paid')).toEqual([1]);
  expect(found('source=stripe')).toEqual([1]);
  expect(found('X-GitHub-Event: push')).toEqual([2]);
  expect(found(' zoë ')).toEqual([2]);
  expect(found('nothing like it')).toEqual([]);
  expect(found('invoice', true)).toEqual([3, 1]);
  expect(found('push', true)).toEqual([2]);
});

test('a page of what is found goes on below a number; `total` counts what is kept', async () => {
  const { host } = aHost();
  const { url } = await host.start('a', aReceiver());
  for (let number = 1; number <= 6; number += 1) await fetch(`${url}?even=${number % 2 === 0}`);
  const filter = { text: 'even=true', isInvalidOnly: false };
  const first = host.requests('a', null, 2, filter);
  expect([first.requests.map(({ number }) => number), first.total]).toEqual([[6, 4], 6]);
  expect(host.requests('a', 4, 2, filter).requests.map(({ number }) => number)).toEqual([2]);
  // Nobody looked at their signatures: none of them is bad.
  expect(host.requests('a', null, 2, { text: '', isInvalidOnly: true }).requests).toEqual([]);
});
