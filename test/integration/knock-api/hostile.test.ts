import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type KnockApiFixture, openKnockApi } from '../../support/knock-api-fixture.ts';

let fixture: KnockApiFixture;
const acme = { collection: 'projects', id: 'acme' };
const data = { eventType: 'task.completed', payload: { id: 1 } };

beforeAll(async () => {
  fixture = await openKnockApi();
});
afterAll(() => fixture.close());

async function send(method: string, path: string, body: string | null = null) {
  const headers = { authorization: `Bearer ${fixture.apiKey}` };
  const answer = await fetch(`${fixture.baseUrl}${path}`, { method, headers, body });
  return { status: answer.status, text: await answer.text() };
}

const triggerPath = '/v1/workflows/customer-webhooks/trigger';

/** JSON text, which may hold what no value of JavaScript does. */
const hostileValues: readonly string[] = [
  ...[
    'null',
    '1',
    '"x"',
    '[]',
    '[[],[[]]]',
    'true',
    '1e400',
    '""',
    '{}',
    '{"id":5}',
    '{"id":{}}',
    '{"id":"a","id":"b"}',
  ],
  ...['"a\\u0000b"', '"a\\ud800b"', '"\\u202eabc"', '"__proto__"', '"constructor"', '".."', '"../../x"', '"a\\nb"'],
  ...['{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}', '{"id":"__proto__","name":"x"}'],
  ...['{"id":"toString","hasOwnProperty":2}', '{"collection":"__proto__","id":"__proto__"}', '{"\\ud800":1,"id":"q"}'],
];
const places: readonly string[] = ['recipients', 'data', 'actor', 'users'];

test('whatever stands in a body, the answer is no bug, and an error has the shape of Knock', async () => {
  const paths: [string, string][] = [
    ['POST', triggerPath],
    ['PUT', '/v1/users/x1'],
    ['POST', '/v1/users/bulk/identify'],
    ['POST', '/v1/objects/projects/x1/subscriptions'],
  ];
  const wrong: string[] = [];
  for (const [method, path] of paths) {
    for (const value of hostileValues) {
      const bodies = [value, ...places.flatMap((place) => [`{"${place}":${value}}`, `{"${place}":[${value}]}`])];
      for (const body of bodies) {
        const { status, text } = await send(method, path, body);
        const isRefusal = status >= 400 && status < 500 && hasErrorShape(text, status);
        if (status !== 200 && status !== 204 && !isRefusal) wrong.push(`${method} ${path} ${body}: ${status} ${text}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(await fixture.client.call('workspace.problems', {})).toEqual([]);
}, 60_000);

function hasErrorShape(text: string, status: number): boolean {
  const { code, message, type, ...error } = JSON.parse(text);
  return error.status === status && [code, message, type].every((part) => typeof part === 'string' && part !== '');
}

test('keys of every object of JavaScript are properties like others', async () => {
  const body = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"name":"P"}';
  await send('PUT', '/v1/users/__proto__', body);
  const { text } = await send('GET', '/v1/users/__proto__');
  expect(text).toContain('"__proto__":{"polluted":1}');
  expect(text).toContain('"constructor":{"prototype":{"polluted":1}}');
  expect({}).not.toHaveProperty('polluted');
  // Known to every object, but not to the workspace.
  expect((await send('GET', '/v1/users/valueOf')).status).toBe(404);
});

test.each([
  ['100,000 recipients', () => JSON.stringify({ recipients: Array(100_000).fill('u'), data }), 422],
  ['lists a million levels deep', () => `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`, 400],
  ['objects half a million levels deep', () => `${'{"a":'.repeat(500_000)}1${'}'.repeat(500_000)}`, 400],
  ['lists that do not end', () => '['.repeat(9_000_000), 400],
  ['300,000 properties', () => `{${Array.from({ length: 300_000 }, (_, place) => `"k${place}":1`).join()}}`, 422],
])('%s are refused', async (_what, body, status) => {
  expect((await send('POST', triggerPath, body())).status).toBe(status);
});

test('a refusal quotes what is long in part, and so does the list of calls', async () => {
  const long = 'x'.repeat(1_000_000);
  const actor = await send('POST', triggerPath, JSON.stringify({ recipients: [acme], data, actor: long }));
  expect(actor.status).toBe(422);
  expect(actor.text.length).toBeLessThan(5_000);
  expect(JSON.parse(actor.text).message).toMatch(/^The actor "user:x+…x+" is not identified in "development"\.$/);
  const unknown = await send('POST', triggerPath, JSON.stringify({ recipients: [acme, long], data }));
  expect(unknown.status).toBe(200);
  const { calls } = await fixture.client.call('knockApi.calls', {});
  expect(JSON.stringify(calls.slice(0, 2)).length).toBeLessThan(5_000);
  expect(calls[0]?.notes.join()).toContain('is not known in "development"');
});

test('what is wrong in very many places is told of some', async () => {
  const { status, text } = await send(
    'POST',
    triggerPath,
    JSON.stringify({ recipients: Array(1000).fill({ name: 'no id' }), data }),
  );
  expect(status).toBe(422);
  expect(JSON.parse(text).errors.length).toBeLessThanOrEqual(50);
});

test('bodies that are being read are bounded together: a call too many is told to come again', async () => {
  const size = 10 * 1024 * 1024;
  const head = `POST ${triggerPath} HTTP/1.1\r\nHost: 127.0.0.1:${new URL(fixture.baseUrl).port}\r\nAuthorization: Bearer ${fixture.apiKey}\r\nContent-Length: ${size}\r\n\r\n`;
  const held = Array.from({ length: 8 }, () => {
    const socket = connect(Number(new URL(fixture.baseUrl).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write(head);
    socket.write(Buffer.alloc(size - 1, ' '));
    return socket;
  });
  const call = () =>
    fetch(`${fixture.baseUrl}/v1/users/ada`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${fixture.apiKey}` },
      body: JSON.stringify({ name: 'Ada' }),
    });
  try {
    await expect.poll(async () => (await call()).status).toBe(503);
    const refused = await call();
    expect(refused.headers.get('x-should-retry')).toBeNull();
    expect(await refused.json()).toMatchObject({ code: 'overloaded', status: 503, type: 'api_error' });
  } finally {
    for (const socket of held) socket.destroy();
  }
  await expect.poll(async () => (await call()).status).toBe(200);
}, 30_000);

test.each(['Host: 127.0.0.1:1 @evil\r\n', 'Host: [::1\r\n'])(
  'a request with the head "%s" is refused in words',
  async (host) => {
    const got = await exchange(`GET /v1/users HTTP/1.1\r\n${host}Connection: close\r\n\r\n`);
    expect(got).toMatch(/^HTTP\/1\.1 400 /);
    expect(got).toContain('"code":"invalid_request"');
    expect(got).toContain('"type":"invalid_request_error"');
  },
);

/** Sends text over a bare socket and gives everything that came back until the other side closed. */
function exchange(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(fixture.baseUrl).port), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}
