import { createHash } from 'node:crypto';
import { noRedaction, type Redaction } from '../../log/index.ts';
import type { AttemptRecord, ComparableAttempt, HeaderPair } from '../../model/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { redactionFor } from './export-deliveries.ts';

/** An attempt with the values of all environments' secrets replaced wherever they stand, unless they are asked for. */
export function comparableAttempt(
  context: EngineContext,
  attempt: AttemptRecord,
  withSecrets: boolean,
): ComparableAttempt {
  const redaction = withSecrets ? noRedaction() : redactionFor(context)(attempt);
  const { request, signature, response, failure, reason } = attempt;
  return {
    attempt: {
      ...attempt,
      request: {
        ...request,
        url: redaction.text(request.url),
        headers: headersOf(request.headers, redaction),
        body: bodyOf(request.body, redaction),
      },
      signature:
        signature === null
          ? null
          : {
              ...signature,
              signature: redaction.text(signature.signature),
              signedContent: bodyOf(signature.signedContent, redaction),
            },
      response:
        response === null
          ? null
          : {
              ...response,
              headers: headersOf(response.headers, redaction),
              body: bodyOf(response.body, redaction),
            },
      failure: failure === null ? null : { ...failure, detail: redaction.text(failure.detail) },
      reason: reason === null ? null : { ...reason, message: redaction.text(reason.message) },
    },
    isRedacted: redaction.isUsed(),
    responseBodySha256: response === null ? null : createHash('sha256').update(response.body).digest('hex'),
  };
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function bodyOf(bytes: Uint8Array, redaction: Redaction): Uint8Array {
  let text: string;
  try {
    text = strictDecoder.decode(bytes);
  } catch {
    return new Uint8Array(redaction.bytes(Buffer.from(bytes)));
  }
  const redacted = redaction.text(text);
  return redacted === text ? bytes : new TextEncoder().encode(redacted);
}

function headersOf(headers: readonly HeaderPair[], redaction: Redaction): HeaderPair[] {
  return headers.map(([name, value]) => [name, redaction.text(value)]);
}
