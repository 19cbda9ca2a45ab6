import { expect, test } from 'vitest';
import { archiveEntry, archiveFrame, createRedaction, noRedaction, type Redaction } from '../../../core/log/index.ts';
import { type AttemptRecord, type NewAttempt, secretSpellings } from '../../../core/model/index.ts';
import { anAttempt } from './log-fixtures.ts';

const creator = { name: 'Hookbench', version: '1.2.3' };

function logged(place: number, change: Partial<NewAttempt> = {}): AttemptRecord {
  const { ordinal: _, ...record } = anAttempt(place, change);
  return { ...record, id: `att_${place}`, sequence: place };
}

function archive(attempts: AttemptRecord[], redactionOf: () => Redaction = noRedaction) {
  const { begin, end } = archiveFrame(creator);
  const entries = attempts.map((attempt) => archiveEntry({ attempt, runNumber: 4 }, redactionOf()));
  const text = `${begin}${entries.join(',')}${end}`;
  // As if it had been written in one go.
  expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
  return JSON.parse(text).log;
}

const request = (change: Partial<AttemptRecord['request']>) => ({ ...logged(1).request, ...change });
const response = (change: Partial<NonNullable<AttemptRecord['response']>>) => ({
  status: 200,
  headers: [['content-type', 'text/plain'] as const],
  body: Buffer.from('ok'),
  bodySizeBytes: 2,
  isTruncated: false,
  ...change,
});

test('an archive has the fields that HAR 1.2 asks for', () => {
  const later = logged(2, { startedAtMs: 1_700_000_002_000 });
  const earlier = logged(1, {
    startedAtMs: 1_700_000_001_000,
    request: request({
      method: 'POST',
      url: 'https://a.example/hook?x=1&y=a%20b',
      headers: [
        ['Content-Type', 'application/json'],
        ['x-twice', '1'],
        ['x-twice', '2'],
      ],
      body: Buffer.from('{"n":1}'),
    }),
    remoteAddress: '[::1]:8443',
  });
  const { version, creator: by, entries } = archive([earlier, later]);
  expect({ version, by }).toEqual({ version: '1.2', by: creator });
  expect(entries.map(({ startedDateTime }: { startedDateTime: string }) => startedDateTime)).toEqual([
    '2023-11-14T22:13:21.000Z',
    '2023-11-14T22:13:22.000Z',
  ]);
  expect(entries[0]).toMatchObject({
    cache: {},
    serverIPAddress: '::1',
    request: {
      method: 'POST',
      url: 'https://a.example/hook?x=1&y=a%20b',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [
        { name: 'Content-Type', value: 'application/json' },
        { name: 'x-twice', value: '1' },
        { name: 'x-twice', value: '2' },
      ],
      queryString: [
        { name: 'x', value: '1' },
        { name: 'y', value: 'a b' },
      ],
      postData: { mimeType: 'application/json', text: '{"n":1}' },
      headersSize: -1,
      bodySize: 7,
    },
    response: { httpVersion: 'HTTP/1.1', statusText: '', redirectURL: '', headersSize: -1 },
    _hookbench: { attemptId: 'att_1', run: 4, isRedacted: false },
  });
});

test('timings: what did not happen is -1, connect holds ssl, and the parts make the whole', () => {
  const timings = {
    queueMs: 0.5,
    dnsMs: null,
    connectMs: 1.1,
    tlsMs: 2.2,
    sendMs: 0.1,
    firstByteMs: 10,
    downloadMs: 0.2,
    totalMs: 14.1,
  };
  const [entry] = archive([logged(1, { timings })]).entries;
  expect(entry.timings).toEqual({ blocked: 0.5, dns: -1, connect: 3.3, ssl: 2.2, send: 0.1, wait: 10, receive: 0.2 });
  expect(entry.time).toBe(14.1);
  const none = {
    ...timings,
    queueMs: null,
    connectMs: null,
    tlsMs: null,
    sendMs: null,
    firstByteMs: null,
    downloadMs: null,
  };
  const [unsent] = archive([logged(1, { timings: none })]).entries;
  expect(unsent.timings).toEqual({ blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait: 0, receive: 0 });
  expect(unsent.time).toBe(0);
});

test('bodies come back byte for byte: text with its mark, or base64', () => {
  const marked = Buffer.from('\ufeffkäse\r\n');
  const binary = Buffer.from([0xff, 0x00, 0xfe]);
  const [entry] = archive([
    logged(1, { request: request({ body: marked }), response: response({ body: binary, bodySizeBytes: 3 }) }),
  ]).entries;
  expect(Buffer.from(entry.request.postData.text)).toEqual(marked);
  expect(entry.response.content).toMatchObject({ encoding: 'base64', text: binary.toString('base64'), size: 3 });
  const [other] = archive([logged(1, { request: request({ body: binary }) })]).entries;
  expect(other.request.postData).toMatchObject({ _encoding: 'base64', text: binary.toString('base64') });
  const [empty] = archive([logged(1, { request: request({ body: Buffer.alloc(0) }) })]).entries;
  expect(empty.request.postData).toBeUndefined();
});

test('an attempt without a response, and one whose response was cut, say so', () => {
  const failure = { kind: 'connection-refused', detail: 'connect ECONNREFUSED', code: 'ECONNREFUSED' } as const;
  const cut = response({ body: Buffer.from('abc'), bodySizeBytes: 300_000, isTruncated: true });
  const { entries } = archive([
    logged(1, { response: null, failure, verdict: 'final', remoteAddress: null }),
    logged(2, { response: cut, remoteAddress: 'via 10.0.0.1:3128' }),
  ]);
  expect(entries[0]).toMatchObject({
    response: { status: 0, content: { size: 0 } },
    _hookbench: { verdict: 'final', failure: { kind: 'connection-refused', code: 'ECONNREFUSED' } },
  });
  expect(entries[0]).not.toHaveProperty('serverIPAddress');
  expect(entries[1].serverIPAddress).toBe('10.0.0.1');
  expect(entries[1].response.content).toMatchObject({
    size: 300_000,
    comment: 'The log keeps the first 3 of 300000 bytes.',
  });
});

test('bodies that were sent encoded are archived as they were sent, and say so', () => {
  const headers = [['Content-Encoding', 'gzip, br'] as const];
  const bomb = Buffer.from([0x1f, 0x8b, 0xff, 0xfe]);
  const { entries } = archive([
    logged(1, { request: request({ headers, body: bomb }), response: response({ headers, body: bomb }) }),
  ]);
  const comment = 'The bytes are as they were sent, with content-encoding gzip, br, not decoded.';
  expect(entries[0].request.postData).toMatchObject({ text: bomb.toString('base64'), _encoding: 'base64', comment });
  expect(entries[0].response.content).toMatchObject({ text: bomb.toString('base64'), encoding: 'base64', comment });
});

test('secrets are taken out wherever they stand, in whatever form', () => {
  const secret = 's3cr/t"+käse';
  const basic = Buffer.from(`user:${secret}`).toString('base64');
  const attempt = logged(1, {
    request: request({
      url: `https://a.example/${encodeURIComponent(secret)}?k=${encodeURIComponent(secret)}`,
      headers: [
        ['authorization', `Basic ${basic}`],
        ['x-token', 'whole'],
        ['x-key', 'plain-secret'],
        ['x-other', 'stays'],
      ],
      body: Buffer.from(JSON.stringify({ secret })),
    }),
    response: response({ body: Buffer.concat([Buffer.from([0xff]), Buffer.from('plain-secret')]) }),
  });
  const redact = () => createRedaction([...secretSpellings([secret, 'plain-secret', 'ab']), basic, 'whole']);
  const log = archive([attempt], redact);
  const [entry] = log.entries;
  const text = JSON.stringify(log);
  for (const form of [secret, encodeURIComponent(secret), basic, 'plain-secret', 'whole']) {
    expect(text).not.toContain(JSON.stringify(form).slice(1, -1));
  }
  expect(entry.request.headers).toContainEqual({ name: 'x-other', value: 'stays' });
  expect(entry.request.headers).toContainEqual({ name: 'authorization', value: 'Basic ••••••••' });
  expect(entry._hookbench.isRedacted).toBe(true);
  expect(archive([logged(1)], redact).entries[0]._hookbench.isRedacted).toBe(false);
});
