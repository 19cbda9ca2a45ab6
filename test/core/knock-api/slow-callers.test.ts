import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KnockApi, type KnockApiPorts, openKnockApi } from '../../../core/knock-api/index.ts';

/** All that a call asks for which is not read to its end. */
const ports = {
  environment: 'development',
  nowMs: () => 0,
  monotonicMs: () => 0,
  newId: () => 'call',
  onCall: () => undefined,
} as unknown as KnockApiPorts;

let api: KnockApi;
beforeAll(async () => {
  const timeouts = { headersMs: 100, wholeMs: 200, checkMs: 20 };
  api = await openKnockApi({ port: 0, key: 'sk', appVersion: '0', timeouts }, ports);
});
afterAll(() => api.close());

/** What comes back of these bytes, up to the end of the connection, while this side goes on waiting. */
function answerTo(text: string): Promise<{ head: string; body: unknown }> {
  return new Promise((resolve, reject) => {
    const socket = connect(api.port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = '', body = ''] = answer.split('\r\n\r\n');
      resolve({ head: head.split('\r\n')[0] ?? '', body: JSON.parse(body) });
    });
  });
}

const call = (...lines: string[]) => [...lines, `Host: 127.0.0.1:${api.port}`, 'Authorization: Bearer sk'].join('\r\n');

describe('what is no whole call is answered in the shape of Knock', () => {
  const incomplete = { code: 'request_incomplete', status: 408, type: 'invalid_request_error' };

  test('headers that do not end', async () => {
    const { head, body } = await answerTo(call('GET /v1/users/ada HTTP/1.1'));
    expect([head, body]).toEqual(['HTTP/1.1 408 Request Timeout', expect.objectContaining(incomplete)]);
  });

  test('a body that does not end', async () => {
    const { head, body } = await answerTo(
      `${call('PUT /v1/users/ada HTTP/1.1', 'Content-Length: 100')}\r\n\r\n{"name":`,
    );
    expect([head, body]).toEqual(['HTTP/1.1 408 Request Timeout', expect.objectContaining(incomplete)]);
  });

  test('headers that are too large, and what is not HTTP', async () => {
    const large = await answerTo(`GET / HTTP/1.1\r\nX-Large: ${'x'.repeat(300_000)}\r\n\r\n`);
    expect(large).toMatchObject({ head: 'HTTP/1.1 431 Headers Too Large', body: { code: 'headers_too_large' } });
    const other = await answerTo('hello\r\n\r\n');
    expect(other).toMatchObject({ head: 'HTTP/1.1 400 Bad Request', body: { code: 'invalid_request', status: 400 } });
  });
});
