import type {
  ReceivedHttpRequest,
  SignatureScheme,
  SignatureSteps,
  SignedPart,
  Verification,
} from '../../model/index.ts';
import { compileScheme } from '../compiled-scheme.ts';
import { describeScheme } from '../describe-scheme.ts';
import { readRequest } from '../signed-parts.ts';
import { readTimestamp } from '../timestamp-text.ts';
import { verifyRequest } from '../verify-request.ts';

export interface StepsInput {
  request: ReceivedHttpRequest;
  scheme: SignatureScheme;
  key: string;
  /** Unix milliseconds of the receiver's clock. */
  nowMs: number;
}

/**
 * A verification taken apart: the signed content with the origin of every stretch of it, the signatures side by side,
 * and the clock. Never throws; of a batch it is the item that the verdict is about. The secret is never part of it.
 */
export function signatureSteps({ request, scheme, key, nowMs }: StepsInput): SignatureSteps {
  const { method, url, headers, body } = request;
  const verification = verifyRequest({ scheme, key, headers, body, nowMs, method, url });
  const parts = partsOf(scheme, request, verification);
  return {
    words: describeScheme(scheme),
    signedContent: verification.signedContent,
    parts,
    algorithm: scheme.algorithm,
    encoding: scheme.encoding,
    expectedSignature: verification.expectedSignature,
    received: verification.receivedSignatures.map((signature) => ({
      signature,
      isMatch: isMatch(signature, verification),
    })),
    clock: clockOf(scheme, verification, nowMs),
    verification,
  };
}

/** For key pairs nothing can be compared: with one signature the verdict says which it was. */
function isMatch(signature: string, { expectedSignature, receivedSignatures, code }: Verification): boolean {
  if (expectedSignature !== null) return signature === expectedSignature;
  const isRight = code === 'valid' || code === 'timestamp-too-old' || code === 'timestamp-in-future';
  return isRight && receivedSignatures.length === 1;
}

function partsOf(scheme: SignatureScheme, request: ReceivedHttpRequest, verification: Verification): SignedPart[] {
  const content = verification.signedContent;
  if (content === null) return [];
  const { method, url, headers, body } = request;
  const read = readRequest({ scheme, headers, body, method, url });
  if (!Array.isArray(read)) return [];
  // The verdict of a batch is about one of its items: the one whose content it shows.
  const item = read.find(({ parts }) => Buffer.compare(Buffer.concat(parts.map(({ bytes }) => bytes)), content) === 0);
  let offset = 0;
  return (item?.parts ?? []).map(({ placeholder, bytes }) => {
    const part = partOf(scheme, request, placeholder, bytes, offset);
    offset += bytes.length;
    return part;
  });
}

function partOf(
  scheme: SignatureScheme,
  request: ReceivedHttpRequest,
  placeholder: string | null,
  bytes: Uint8Array,
  offset: number,
): SignedPart {
  const place = { offset, length: bytes.length };
  if (placeholder === null) {
    const source = Buffer.from(bytes).toString('utf8');
    return { kind: 'text', source, origin: 'written in the scheme', header: null, ...place };
  }
  const [kind = '', argument = ''] = placeholder.slice(1, -1).split(/:(.*)/s);
  const { origin, header = null } = originOf(scheme, request, kind, argument);
  return { kind, source: placeholder, origin, header, ...place };
}

function originOf(
  scheme: SignatureScheme,
  { body }: ReceivedHttpRequest,
  kind: string,
  argument: string,
): { origin: string; header?: string } {
  switch (kind) {
    case 'body':
      return { origin: `the body as received, ${body.length} bytes` };
    case 'body.sha256':
      return { origin: 'the SHA-256 of the body, in hex' };
    case 'body.crc32':
      return { origin: 'the CRC-32 of the body, as a decimal number' };
    case 'form':
      return { origin: 'the fields of the form, sorted by name' };
    case 'json':
      return { origin: `the field ${argument} of the JSON body` };
    case 'lines':
      return { origin: `the fields ${argument.replaceAll(',', ', ')} of the JSON body, name and value on lines` };
    case 'header':
      return { origin: `the header ${argument}`, header: argument };
    case 'headerValues':
      return { origin: 'the values of the headers that the sender lists' };
    case 'secret':
      return { origin: 'the secret, which is not shown' };
    case 'method':
      return { origin: 'the method of the request' };
    case 'url':
    case 'path':
    case 'query':
      return { origin: kind === 'url' ? 'the whole URL' : `the ${kind} of the URL` };
    case 'url.decoded':
      return { origin: 'the whole URL, the escapes of punctuation undone' };
    default:
      return carrierOf(scheme, kind);
  }
}

/** Id, timestamp and the list of headers are read out of what was sent. */
function carrierOf(scheme: SignatureScheme, kind: string): { origin: string; header?: string } {
  const { headers, query, bodyFields } = compileScheme(scheme);
  const carrier = [...headers, ...query, ...bodyFields].find(({ value }) => value.includes(`{${kind}}`));
  if (carrier === undefined) return { origin: 'not carried by the request' };
  if (carrier.place === 'header') return { origin: `the header ${carrier.name}`, header: carrier.name };
  return {
    origin:
      carrier.place === 'query' ? `the query parameter ${carrier.name}` : `the field ${carrier.name} of the JSON body`,
  };
}

function clockOf(scheme: SignatureScheme, verification: Verification, nowMs: number): SignatureSteps['clock'] {
  if (scheme.timestamp === null) return null;
  const { unit, tolerancePastSeconds, toleranceFutureSeconds } = scheme.timestamp;
  const { timestamp, ageSeconds } = verification;
  return {
    stamp: timestamp,
    stampMs: timestamp === null ? null : readTimestamp(timestamp, unit),
    nowMs,
    ageSeconds,
    tolerancePastSeconds,
    toleranceFutureSeconds,
  };
}
