import { describe, expect, test } from 'vitest';
import {
  longestMatchedBodyBytes,
  type Receiver,
  type ReceiverRule,
  type RequestMatch,
} from '../../../core/model/index.ts';
import { createAnswerRules } from '../../../core/receiver/answer-rules.ts';
import { aHost, aReceiver } from './receiver-fixtures.ts';

type Answer = Receiver['answer'];

const answering = (status: number, change: Partial<Answer> = {}): Answer => ({
  status,
  headers: [],
  body: '',
  latencyMs: 0,
  ...change,
});

const match = (part: RequestMatch['part'], name: string, test: RequestMatch['test'], value = ''): RequestMatch => ({
  part,
  name,
  test,
  value,
});

const rule = (...when: RequestMatch[]): ReceiverRule => ({ when, answer: answering(500) });

function explained(one: RequestMatch, body: string, change: { headers?: string[]; target?: string } = {}) {
  const request = {
    method: 'POST',
    target: change.target ?? '/hooks/a?tag=new&tag=old&blank=',
    rawHeaders: change.headers ?? ['Content-Type', 'application/json', 'X-Kind', 'first', 'x-kind', 'second'],
    body: new Uint8Array(Buffer.from(body)),
  };
  const rules = createAnswerRules([rule(one)]);
  const [check] = rules.explain(request);
  expect(rules.find(request) === 0).toBe(check?.isMet);
  return { isMet: check?.isMet, actual: check?.checks[0]?.actual, note: check?.checks[0]?.note };
}

describe('a match', () => {
  const body = '{"type":"task.completed","data":{"id":9007199254740993,"total":1.00,"tags":["a","b"],"none":null}}';

  test.each([
    ['method in any capitals', match('method', '', 'equals', 'post'), true, 'POST'],
    ['one of several query values', match('query', 'tag', 'equals', 'old'), true, 'old'],
    ['the first value when none decides', match('query', 'tag', 'equals', 'gone'), false, 'new'],
    ['an empty query value', match('query', 'blank', 'is-present'), true, ''],
    ['a query value that is not there', match('query', 'none', 'is-absent'), true, null],
    ['one of several headers, in any capitals', match('header', 'X-KIND', 'equals', 'second'), true, 'second'],
    ['a part of a header', match('header', 'content-type', 'contains', 'json'), true, 'application/json'],
    ['a value in the body', match('body', 'type', 'equals', 'task.completed'), true, 'task.completed'],
    ['digits as they are written', match('body', 'data.id', 'equals', '9007199254740993'), true, '9007199254740993'],
    ['a number in another spelling', match('body', 'data.total', 'equals', '1'), false, '1.00'],
    ['an entry of a list by its place', match('body', 'data.tags[1]', 'equals', 'b'), true, 'b'],
    ['any entry of a list', match('body', 'data.tags', 'equals', 'b'), true, 'b'],
    ['null, which is there', match('body', 'data.none', 'is-present'), true, 'null'],
    ['an object, which is there', match('body', 'data', 'is-present'), true, null],
    ['an object, which has no text', match('body', 'data', 'does-not-equal', 'x'), true, null],
    ['the text of the whole body', match('body', '', 'contains', '"total":1.00'), true, undefined],
    ['what nothing contains', match('body', 'type', 'does-not-contain', 'project'), true, 'task.completed'],
    ['a property that only objects have', match('body', 'constructor', 'is-absent'), true, null],
    ['a text has no parts', match('body', 'type.length', 'is-absent'), true, null],
  ])('looks at %s', (_, one, isMet, actual) => {
    const found = explained(one, body);
    expect(found.isMet).toBe(isMet);
    if (actual !== undefined) expect(found.actual).toBe(actual);
  });

  test('reads the fields of a form', () => {
    const headers = ['Content-Type', 'application/x-www-form-urlencoded; charset=utf-8'];
    const found = explained(match('body', 'Body', 'equals', 'Hello, you'), 'From=%2B1&Body=Hello%2C+you', { headers });
    expect(found).toEqual({ isMet: true, actual: 'Hello, you', note: null });
  });

  test.each([
    ['not JSON', 'data.type', '{', 'The body is neither JSON nor a form.'],
    ['a path that is none', 'data..type', '{}', '"data..type" is no path, such as data.type or items[0].id.'],
    ['an object', 'data', '{"data":{}}', 'There is an object, which is not compared.'],
  ])('says why nothing was compared: %s', (_, name, text, note) => {
    expect(explained(match('body', name, 'equals', 'x'), text)).toEqual({ isMet: false, actual: null, note });
  });

  test('does not read a very long body', () => {
    const long = JSON.stringify({ type: 'x'.repeat(longestMatchedBodyBytes) });
    const { isMet, note } = explained(match('body', 'type', 'contains', 'x'), long);
    expect({ isMet, note }).toEqual({
      isMet: false,
      note: 'The body is longer than 1048576 bytes, so its parts are not looked at.',
    });
  });

  test('shows the beginning of a long value', () => {
    expect(explained(match('body', '', 'contains', 'a'), 'a'.repeat(300)).actual).toBe(`${'a'.repeat(200)}…`);
  });
});

describe('rules', () => {
  const byType = (type: string, answer: Answer): ReceiverRule => ({
    when: [match('body', 'type', 'equals', type)],
    answer,
  });
  const send = async (url: string | null, type: string): Promise<number> =>
    (await fetch(url ?? '', { method: 'POST', body: JSON.stringify({ type }) })).status;

  test('decide in order, and leave the sequence where it is', async () => {
    const { host, received } = aHost();
    const rules = [byType('a', answering(410)), byType('a', answering(400)), byType('b', answering(422))];
    const { url } = await host.start('r', aReceiver({ rules, statusSequence: [500, 503], afterSequence: 'answer' }));
    const statuses: number[] = [];
    for (const type of ['x', 'a', 'b', 'x', 'x']) statuses.push(await send(url, type));
    expect(statuses).toEqual([500, 410, 422, 503, 200]);
    expect(received.map(({ decidedBy }) => decidedBy)).toEqual([
      'sequence',
      { rule: 0 },
      { rule: 2 },
      'sequence',
      'answer',
    ]);
  });

  test('of then explain a request, also when they have been changed', async () => {
    const { host, received } = aHost();
    const first = match('body', 'type', 'equals', 'a');
    const second = match('header', 'x-none', 'is-present');
    const receiver = aReceiver({
      rules: [{ when: [second, first], answer: answering(410) }, byType('a', answering(400))],
    });
    const { url } = await host.start('r', receiver);
    await send(url, 'a');
    await host.update('r', aReceiver({ rules: [byType('z', answering(404))] }));
    expect(host.request(received[0]?.id ?? '')?.rules).toEqual([
      {
        isMet: false,
        checks: [
          { match: second, isMet: false, actual: null, note: null },
          { match: first, isMet: null, actual: null, note: null },
        ],
      },
      { isMet: true, checks: [{ match: first, isMet: true, actual: 'a', note: null }] },
    ]);
  });

  test('have an answer of their own: latency, fault, headers and body', async () => {
    const { host, answered } = aHost({ nowMs: () => Date.now() });
    const slow = answering(202, { body: 'slow', headers: [{ key: 'X-Rule', value: '1' }], latencyMs: 30 });
    const rules = [byType('slow', slow), byType('gone', answering(200, { fault: 'close' }))];
    const { url } = await host.start('r', aReceiver({ rules }));
    const response = await fetch(url ?? '', { method: 'POST', body: '{"type":"slow"}' });
    expect([response.status, response.headers.get('x-rule'), await response.text()]).toEqual([202, '1', 'slow']);
    await expect(fetch(url ?? '', { method: 'POST', body: '{"type":"gone"}' })).rejects.toThrow();
    expect(await send(url, 'other')).toBe(200);
    const [slowly] = answered;
    expect((slowly?.endedAtMs ?? 0) - (slowly?.receivedAtMs ?? 0)).toBeGreaterThanOrEqual(29);
  });

  test('are not asked of a request that is rejected for its signature', async () => {
    const { host, received } = aHost();
    const verification = { scheme: { preset: 'test' }, key: 'secret', onFailure: 'reject' as const };
    const { url } = await host.start('r', aReceiver({ rules: [byType('a', answering(410))], verification }));
    expect(await send(url, 'a')).toBe(401);
    expect(received[0]?.decidedBy).toBe('signature');
    expect(host.request(received[0]?.id ?? '')?.rules).toEqual([]);
  });

  test('name the rule whose headers HTTP cannot carry', async () => {
    const { host } = aHost();
    const bad = answering(200, { headers: [{ key: 'bad name', value: 'x' }] });
    const rules = [byType('a', answering(200)), byType('b', bad)];
    await expect(host.start('r', aReceiver({ rules }))).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'rules.1.answer.headers.0',
    });
  });

  test('a latency up to a time is between both', async () => {
    const { host, answered } = aHost({ nowMs: () => performance.timeOrigin + performance.now() });
    const { url } = await host.start('r', aReceiver({ answer: answering(200, { latencyMs: 5, latencyUpToMs: 60 }) }));
    for (let sent = 0; sent < 12; sent += 1) await send(url, 'x');
    const waited = answered.map(({ receivedAtMs, endedAtMs }) => (endedAtMs ?? 0) - receivedAtMs);
    expect(Math.min(...waited)).toBeGreaterThanOrEqual(4);
    expect(new Set(waited.map((ms) => Math.round(ms / 5))).size).toBeGreaterThan(1);
  });
});

describe('a rate limit', () => {
  test('lets so many pass in any stretch of time, tells when to come again, and does not count the others', async () => {
    let clockMs = 1_700_000_000_000;
    const { host, received } = aHost({ sendersClockMs: () => clockMs });
    const { url } = await host.start('r', aReceiver({ rateLimit: { requests: 2, perSeconds: 10 } }));
    const send = async (): Promise<[number, string | null]> => {
      const response = await fetch(url ?? '', { method: 'POST', body: 'x' });
      return [response.status, response.headers.get('retry-after')];
    };
    const first = await send();
    clockMs += 4000;
    expect([first, await send(), await send()]).toEqual([
      [200, null],
      [200, null],
      [429, '6'],
    ]);
    clockMs += 5999;
    expect(await send()).toEqual([429, '1']);
    clockMs += 1;
    expect([await send(), await send()]).toEqual([
      [200, null],
      [429, '4'],
    ]);
    expect(received.map(({ decidedBy }) => decidedBy)).toEqual([
      'answer',
      'answer',
      'rate-limit',
      'rate-limit',
      'answer',
      'rate-limit',
    ]);
  });

  test('goes on while other things change, and begins anew with the receiver or when the clock goes back', async () => {
    let clockMs = 1_700_000_100_000;
    const { host } = aHost({ sendersClockMs: () => clockMs });
    const limited = aReceiver({ rateLimit: { requests: 1, perSeconds: 10 } });
    const { url } = await host.start('r', limited);
    const status = async (): Promise<number> => (await fetch(url ?? '', { method: 'POST', body: 'x' })).status;
    expect(await status()).toBe(200);
    await host.update('r', { ...limited, name: 'Other' });
    expect(await status()).toBe(429);
    await host.update('r', { ...limited, rateLimit: { requests: 2, perSeconds: 10 } });
    expect([await status(), await status(), await status()]).toEqual([200, 200, 429]);
    await host.start('r', limited);
    expect([await status(), await status()]).toEqual([200, 429]);
    clockMs -= 50_000;
    expect(await status()).toBe(200);
  });
});
