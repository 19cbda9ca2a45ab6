import type { AttemptRecord } from '../model/index.ts';

type Signature = NonNullable<AttemptRecord['signature']>;
type Response = NonNullable<AttemptRecord['response']>;

/** What an attempt holds beyond its summary and its byte strings; kept as JSON text. */
export interface AttemptDetails
  extends Pick<
    AttemptRecord,
    'failure' | 'timings' | 'remoteAddress' | 'isSocketReused' | 'nextAttemptAtMs' | 'reason'
  > {
  request: Omit<AttemptRecord['request'], 'body' | 'bodySha256'>;
  /** `around`: base64 of what stands before and after the request body in the signed content; null = kept apart. */
  signature: (Omit<Signature, 'signedContent'> & { around: [before: string, after: string] | null }) | null;
  response: Omit<Response, 'body'> | null;
}

/** `signedContent` is set when it does not contain the request body and must be stored as bytes of its own. */
export function takeDetails(record: AttemptRecord): { details: AttemptDetails; signedContent: Uint8Array | null } {
  const { request, response, signature } = record;
  const around = signature === null ? null : partsAroundBody(signature.signedContent, request.body);
  const details: AttemptDetails = {
    request: { method: request.method, url: request.url, headers: request.headers },
    signature:
      signature === null
        ? null
        : {
            schemeName: signature.schemeName,
            algorithm: signature.algorithm,
            signature: signature.signature,
            messageId: signature.messageId,
            timestamp: signature.timestamp,
            keyFingerprint: signature.keyFingerprint,
            keys: signature.keys,
            around,
          },
    response:
      response === null
        ? null
        : {
            status: response.status,
            headers: response.headers,
            bodySizeBytes: response.bodySizeBytes,
            isTruncated: response.isTruncated,
          },
    failure: record.failure,
    timings: record.timings,
    remoteAddress: record.remoteAddress,
    isSocketReused: record.isSocketReused,
    nextAttemptAtMs: record.nextAttemptAtMs,
    reason: record.reason,
  };
  return { details, signedContent: signature !== null && around === null ? signature.signedContent : null };
}

/** The signed content again, from its parts and the body. */
export function joinSignedContent(around: readonly [string, string], body: Uint8Array): Uint8Array {
  return asBytes(Buffer.concat([Buffer.from(around[0], 'base64'), body, Buffer.from(around[1], 'base64')]));
}

/** A plain view of a Buffer's bytes on a buffer of their own, so that nothing of a shared pool crosses a thread. */
export function asBytes(buffer: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer);
}

function partsAroundBody(content: Uint8Array, body: Uint8Array): [string, string] | null {
  const buffer = bufferOver(content);
  const start = buffer.indexOf(bufferOver(body));
  if (start < 0) return null;
  return [buffer.toString('base64', 0, start), buffer.toString('base64', start + body.length)];
}

function bufferOver(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
