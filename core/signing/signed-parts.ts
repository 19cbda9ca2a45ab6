import type { Verification } from '../model/index.ts';
import { compileScheme, schemeRefusal } from './compiled-scheme.ts';
import { ContentError, contentParts, type SignedPart } from './content-parts.ts';
import { findJsonItems, jsonText } from './json-text.ts';
import { type ReceivedSignature, readSignature } from './received-signature.ts';
import type { VerifyInput } from './verify-request.ts';

/** One signature of a request, read but not judged. */
export interface ReadRequest {
  received: ReceivedSignature;
  /** The signed content piece by piece. The key is left out: where it is signed stands its placeholder's text. */
  parts: SignedPart[];
}

/**
 * Reads what a request says about its signature and takes the signed content apart, without a key. One entry per item
 * of a batch, else one; or the verdict's code and message when it cannot be read.
 */
export function readRequest(
  input: Omit<VerifyInput, 'key' | 'nowMs'>,
): ReadRequest[] | Pick<Verification, 'code' | 'message'> {
  const { scheme, headers, body, method = null, url = null } = input;
  const compiled = compileScheme(scheme);
  const refusal = schemeRefusal(scheme, compiled);
  if (refusal !== null) return { code: 'scheme-invalid', message: refusal };
  const text = jsonText(body);
  const items =
    scheme.items === undefined ? [null] : findJsonItems(text ?? '', scheme.items, { start: 0, end: text?.length ?? 0 });
  if (items.length === 0) return { code: 'missing-field', message: `The body has no items at ${scheme.items}.` };
  const read: ReadRequest[] = [];
  for (const item of items) {
    const reading = readSignature(scheme, compiled, { headers, url, json: () => text, item });
    if (!reading.isReadable) return { code: reading.code, message: reading.message };
    const { received } = reading;
    const secret = new TextEncoder().encode('{secret}');
    const facts = { ...received, timestamp: received.timestamp ?? '', headers, body, method, url, item, secret };
    try {
      read.push({ received, parts: contentParts(compiled.contentTokens, facts) });
    } catch (error) {
      if (error instanceof ContentError) return { code: error.code, message: error.message };
      throw error;
    }
  }
  return read;
}
