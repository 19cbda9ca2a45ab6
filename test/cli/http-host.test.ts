import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type HttpHost, startHttpHost } from '../../cli/http-host.ts';
import { createRpcClient, webSocketTransport } from '../../core/contract/index.ts';
import { createEventHub } from '../../core/rpc/index.ts';
import { handlersWith, noStreams } from '../core/rpc/recording-handlers.ts';

const token = 'the-right-token';
let folder: string;
let host: HttpHost;

const engine = {
  handlers: handlersWith({ 'session.load': () => ({ session: 'reached', renamed: [] }) }),
  streams: noStreams,
  events: createEventHub(),
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hookbench-host-'));
  await mkdir(join(folder, 'page/assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'not part of the page');
  await writeFile(join(folder, 'page/index.html'), '<title>Hookbench</title>');
  await writeFile(join(folder, 'page/assets/app-Ab12Cd34.js'), 'export {};');
  host = await startHttpHost({ engine, rendererFolder: join(folder, 'page'), port: 0, token });
});
afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: host.port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on('error', reject).end();
  });
}

/** Writes bytes as they are: a URL parser on this side would clean up what must be refused on the other. */
function getRaw(requestLine: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(host.port, '127.0.0.1', () => {
      socket.write(`${requestLine}\r\nHost: 127.0.0.1:${host.port}\r\nConnection: close\r\n\r\n`);
    });
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', reject).on('close', () => resolve(text));
  });
}

function upgrade(path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', () => undefined);
  });
}

describe('files of the page', () => {
  test('the address that is printed leads to the page, under a strict policy', async () => {
    expect(host.url).toBe(`http://127.0.0.1:${host.port}/?token=${token}`);
    const answer = await get(`/?token=${token}`);
    expect(answer).toMatchObject({ status: 200, body: '<title>Hookbench</title>' });
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.headers['cache-control']).toBe('no-cache');
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe-eval');
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
  });

  test('files with a hash in their name may be kept', async () => {
    const answer = await get('/assets/app-Ab12Cd34.js');
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toContain('immutable');
  });

  test.each([
    'GET /../secret.txt HTTP/1.1',
    'GET /assets/../../secret.txt HTTP/1.1',
    'GET /%2e%2e/secret.txt HTTP/1.1',
    'GET /..%2fsecret.txt HTTP/1.1',
    'GET /..%5csecret.txt HTTP/1.1',
    'GET //../secret.txt HTTP/1.1',
    'GET /%00/../../secret.txt HTTP/1.1',
    'GET http://127.0.0.1/../secret.txt HTTP/1.1',
  ])('%s does not leave the folder', async (line) => {
    const answer = await getRaw(line);
    expect(answer).toMatch(/^HTTP\/1\.1 (400|403|404) /);
    expect(answer).not.toContain('not part of the page');
  });

  test('a missing file is 404, another method 405', async () => {
    expect((await get('/missing.js')).status).toBe(404);
    expect((await get('/', {}, 'POST')).status).toBe(405);
  });

  test('a foreign Host is refused: a rebound name reaches nothing', async () => {
    const answer = await get('/', { host: `evil.example:${host.port}` });
    expect(answer).toMatchObject({ status: 403 });
    expect(answer.body).not.toContain('Hookbench</title>');
    expect((await get('/', { host: `127.0.0.1:${host.port + 1}` })).status).toBe(403);
    expect((await get('/', { host: `localhost:${host.port}` })).status).toBe(200);
  });

  test('a foreign Origin is refused', async () => {
    expect((await get('/', { origin: 'https://evil.example' })).status).toBe(403);
    expect((await get('/', { origin: `http://127.0.0.1:${host.port}` })).status).toBe(200);
  });
});

describe('the engine', () => {
  test.each([
    ['without a token', '/engine', {}],
    ['with a wrong token', '/engine?token=the-wrong-token', {}],
    ['with an empty token', '/engine?token=', {}],
    ['from another site', `/engine?token=${token}`, { origin: 'https://evil.example' }],
    ['from a page without an origin', `/engine?token=${token}`, { origin: 'null' }],
    ['by another name', `/engine?token=${token}`, { host: 'evil.example' }],
  ])('is not reached %s', async (_, path, headers) => {
    expect(await upgrade(path, headers)).toBe(403);
  });

  test('is at one path only', async () => {
    expect(await upgrade(`/?token=${token}`)).toBe(404);
  });

  test('is reached by the page', async () => {
    const address = `ws://127.0.0.1:${host.port}/engine?token=${token}`;
    const socket = new WebSocket(address, { headers: { origin: `http://127.0.0.1:${host.port}` } });
    const client = createRpcClient(webSocketTransport(socket));
    expect(await client.call('session.load', { window: 'one' })).toEqual({ session: 'reached', renamed: [] });
    client.close();
  });
});

test('listens on loopback only, and says so when the port is taken', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    await expect(startHttpHost({ engine, rendererFolder: folder, port, token })).rejects.toMatchObject({
      code: 'port-in-use',
      message: expect.stringContaining(String(port)),
    });
  } finally {
    await new Promise((resolve) => taken.close(resolve));
  }
});

test('closing ends the connections of open pages', async () => {
  const other = await startHttpHost({ engine, rendererFolder: join(folder, 'page'), port: 0, token });
  const socket = new WebSocket(`ws://127.0.0.1:${other.port}/engine?token=${token}`);
  const client = createRpcClient(webSocketTransport(socket));
  await client.call('session.load', { window: 'one' });
  const gone = new Promise<void>((resolve) => {
    client.onClose(resolve);
  });
  await other.close();
  await gone;
});
