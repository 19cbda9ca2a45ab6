import {
  type AttemptRecord,
  type AttemptTimings,
  contentCoding,
  failureCatalogue,
  type HeaderPair,
} from '../model/index.ts';
import type { Redaction } from './redaction.ts';

/** Who writes the archive. */
export interface ArchiveCreator {
  name: string;
  version: string;
}

/** An attempt with the number of its run. */
export interface ArchivedAttempt {
  attempt: AttemptRecord;
  runNumber: number | null;
}

interface NameValue {
  name: string;
  value: string;
}

/** What an archive is joined of: `begin`, entries with a comma between any two, `end`. */
export interface ArchiveFrame {
  begin: string;
  end: string;
}

/**
 * An HTTP archive, HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), without its entries: JSON text, to be written
 * piece by piece.
 */
export function archiveFrame(creator: ArchiveCreator): ArchiveFrame {
  const whole = JSON.stringify({ log: { version: '1.2', creator, entries: [] } }, null, 2);
  const place = whole.lastIndexOf(']');
  return { begin: whole.slice(0, place), end: `\n    ${whole.slice(place)}\n` };
}

/**
 * An attempt as an entry of an archive. What HAR has no place for stands under `_hookbench`; fields that are not measured are
 * -1, and an attempt without a response has status 0. `redaction` takes what is secret out of every text.
 */
export function archiveEntry(archived: ArchivedAttempt, redaction: Redaction): string {
  // No text of JSON has a line break of its own in it.
  return `\n${JSON.stringify(entryOf(archived, redaction), null, 2)}`.replaceAll('\n', '\n      ');
}

function entryOf({ attempt, runNumber }: ArchivedAttempt, redaction: Redaction) {
  const timings = timingsOf(attempt.timings);
  const request = requestOf(attempt.request, redaction);
  const response = responseOf(attempt.response, redaction);
  const { failure, signature } = attempt;
  return {
    startedDateTime: new Date(attempt.startedAtMs).toISOString(),
    time: totalOf(timings),
    request,
    response,
    cache: {},
    timings,
    ...(attempt.remoteAddress === null ? {} : { serverIPAddress: hostOf(attempt.remoteAddress) }),
    _hookbench: {
      attemptId: attempt.id,
      attempt: attempt.number,
      messageId: attempt.messageId,
      runId: attempt.runId,
      run: runNumber,
      recipient: attempt.recipient,
      recipientName: attempt.displayName,
      channel: attempt.channel,
      step: attempt.stepRef,
      verdict: attempt.verdict,
      reason: attempt.reason === null ? null : redaction.text(attempt.reason.message),
      failure:
        failure === null
          ? null
          : {
              kind: failure.kind,
              title: failureCatalogue[failure.kind].title,
              detail: redaction.text(failure.detail),
              code: failure.code,
            },
      bodySha256: attempt.request.bodySha256,
      signature:
        signature === null
          ? null
          : { scheme: signature.schemeName, algorithm: signature.algorithm, keyFingerprint: signature.keyFingerprint },
      isSocketReused: attempt.isSocketReused,
      nextAttemptAt: attempt.nextAttemptAtMs === null ? null : new Date(attempt.nextAttemptAtMs).toISOString(),
      /** Whether secrets were replaced: the texts are not those of the wire then. */
      isRedacted: redaction.isUsed(),
    },
  };
}

function requestOf({ method, url, headers, body }: AttemptRecord['request'], redaction: Redaction) {
  const shownUrl = redaction.text(url);
  return {
    method,
    url: shownUrl,
    httpVersion: 'HTTP/1.1',
    cookies: cookiesOf(headers, redaction),
    headers: headersOf(headers, redaction),
    queryString: queryOf(shownUrl),
    ...(body.byteLength === 0 ? {} : { postData: postDataOf(headers, body, redaction) }),
    headersSize: -1,
    bodySize: body.byteLength,
  };
}

/** HAR knows no encoding here, so it goes by a name of our own, as HAR asks for. */
function postDataOf(headers: readonly HeaderPair[], body: Uint8Array, redaction: Redaction) {
  const { text, encoding } = textOf(body, redaction);
  const mimeType = headerValue(headers, 'content-type') ?? 'application/octet-stream';
  const [comment] = codingComments(headers);
  return {
    mimeType,
    text,
    ...(encoding === undefined ? {} : { _encoding: encoding }),
    ...(comment === undefined ? {} : { comment }),
  };
}

/** Readers of archives expect what a browser decoded. */
function codingComments(headers: readonly HeaderPair[]): string[] {
  const coding = contentCoding(headers);
  return coding === null ? [] : [`The bytes are as they were sent, with content-encoding ${coding}, not decoded.`];
}

function responseOf(response: AttemptRecord['response'], redaction: Redaction) {
  if (response === null) {
    return {
      status: 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: 'x-unknown' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    };
  }
  const { status, headers, body, bodySizeBytes, isTruncated } = response;
  const { text, encoding } = textOf(body, redaction);
  const comments = [
    ...(isTruncated ? [`The log keeps the first ${body.byteLength} of ${bodySizeBytes} bytes.`] : []),
    ...codingComments(headers),
  ];
  return {
    status,
    // The log does not keep the words behind the status.
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headersOf(headers, redaction),
    content: {
      size: bodySizeBytes,
      mimeType: headerValue(headers, 'content-type') ?? 'x-unknown',
      text,
      ...(encoding === undefined ? {} : { encoding }),
      ...(comments.length === 0 ? {} : { comment: comments.join(' ') }),
    },
    redirectURL: redaction.text(headerValue(headers, 'location') ?? ''),
    headersSize: -1,
    bodySize: bodySizeBytes,
  };
}

/** Of every byte exactly: text where it is UTF-8 (a byte order mark stays), else base64. */
function textOf(bytes: Uint8Array, redaction: Redaction): { text: string; encoding?: 'base64' } {
  let text: string;
  try {
    text = strictDecoder.decode(bytes);
  } catch {
    return { text: redaction.bytes(Buffer.from(bytes)).toString('base64'), encoding: 'base64' };
  }
  return { text: redaction.text(text) };
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function headersOf(headers: readonly HeaderPair[], redaction: Redaction): NameValue[] {
  return headers.map(([name, value]) => ({ name, value: redaction.text(value) }));
}

function headerValue(headers: readonly HeaderPair[], wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function cookiesOf(headers: readonly HeaderPair[], redaction: Redaction): NameValue[] {
  return headers
    .filter(([name]) => name.toLowerCase() === 'cookie')
    .flatMap(([, value]) => redaction.text(value).split(';'))
    .map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, Math.max(at, 0)).trim(), value: pair.slice(at + 1).trim() };
    });
}

function queryOf(url: string): NameValue[] {
  return URL.canParse(url) ? Array.from(new URL(url).searchParams, ([name, value]) => ({ name, value })) : [];
}

/** In HAR `connect` holds the time of `ssl` too; -1 = it did not happen, which `send`, `wait` and `receive` may not be. */
function timingsOf(timings: AttemptTimings) {
  const { queueMs, dnsMs, connectMs, tlsMs, sendMs, firstByteMs, downloadMs } = timings;
  return {
    blocked: queueMs ?? -1,
    dns: dnsMs ?? -1,
    connect: connectMs === null ? -1 : toMicroseconds(connectMs + (tlsMs ?? 0)),
    ssl: tlsMs ?? -1,
    send: sendMs ?? 0,
    wait: firstByteMs ?? 0,
    receive: downloadMs ?? 0,
  };
}

function totalOf({ blocked, dns, connect, send, wait, receive }: ReturnType<typeof timingsOf>): number {
  const all = [blocked, dns, connect, send, wait, receive];
  return toMicroseconds(all.reduce((total, ms) => total + Math.max(ms, 0), 0));
}

/** The clocks tell whole microseconds, and sums of them are to be no finer. */
function toMicroseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

/** Without the port, and without the brackets of an IPv6 address. */
/** Of a proxy that was dialled its own, as browsers write it. */
function hostOf(address: string): string {
  return address
    .replace(/^via /, '')
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1');
}
