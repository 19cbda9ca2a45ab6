import type { ReceivedHttpRequest, SignatureScheme, Verification } from '../../model/index.ts';
import { signatureLength } from '../element-pattern.ts';
import type { JsonNode } from '../json-tree.ts';
import type { NamedMistake } from './candidate.ts';
import { codedBodies, codingSentence } from './compression.ts';
import { jsonBody } from './json-changes.ts';
import { missingEnds } from './json-ends.ts';
import { roundedNeighbours } from './json-numbers.ts';
import { numbersOf } from './json-style.ts';
import { readPrintedBody } from './printed-body.ts';

export interface Evidence extends NamedMistake {
  /** Instead of "This would have verified if …", which cannot be said without the original bytes. */
  sentence: string;
}

/**
 * Mistakes that destroy what would be needed to prove them, by the traces they leave. Strongest first. `hasDigest` tells
 * whether anything in the request looks like a signature.
 */
export function findEvidence(
  scheme: SignatureScheme,
  request: ReceivedHttpRequest,
  verification: Verification,
  hasDigest: boolean,
): Evidence[] {
  const isBodyUnreadable = verification.code === 'malformed-body';
  const coding = ofCoding(request, isBodyUnreadable);
  const others = [...ofSignature(scheme, verification, hasDigest), ...ofSize(request)];
  // What cannot be read says nothing of the signature in it.
  const found = isBodyUnreadable ? [...coding, ...others] : [...others, ...coding];
  return [...found, ...ofBody(request.body)];
}

function ofSignature(scheme: SignatureScheme, { receivedSignatures }: Verification, hasDigest: boolean): Evidence[] {
  if (!hasDigest && receivedSignatures.length === 0) {
    const place = scheme.headers.find(({ value }) => value.includes('{signature}'))?.name ?? 'the request';
    return [
      {
        code: 'header-missing',
        condition: `${place} were sent`,
        sentence: `Nothing in the request looks like a signature: ${place} should hold it.`,
      },
    ];
  }
  const due = signatureLength(scheme);
  const short = receivedSignatures.find((text) => due !== null && text.length > 0 && text.length < due - 2);
  if (due === null || short === undefined || hasDigest) return [];
  return [
    {
      code: 'signature-truncated',
      condition: 'the signature were complete',
      sentence: `The signature has ${short.length} characters, and ${due} are due: it was cut short, or is another scheme's.`,
    },
  ];
}

function ofSize({ method, headers, body }: ReceivedHttpRequest): Evidence[] {
  const declared = contentLengthOf(headers);
  if (declared === null && body.length === 0 && /^(POST|PUT|PATCH)$/i.test(method)) {
    const sentence = `The body is empty, which a ${method.toUpperCase()} seldom is: it may have been read before it came to the verification.`;
    return [{ code: 'body-empty', condition: 'the body were not empty', sentence }];
  }
  if (declared === null || declared <= body.length) return [];
  const sizes = `Content-Length says ${declared} bytes, and ${body.length} are here`;
  if (body.length === 0) {
    const sentence = `${sizes}: the body was read before it came to the verification.`;
    return [{ code: 'body-empty', condition: 'the body were not empty', sentence }];
  }
  const sentence = `${sizes}: ${declared - body.length} bytes are missing.`;
  return [{ code: 'body-truncated', condition: 'the body were complete', sentence }];
}

function ofCoding({ headers, body }: ReceivedHttpRequest, isBodyUnreadable: boolean): Evidence[] {
  return codedBodies(body, headers).flatMap((coded) => {
    const sentence = codingSentence(coded, isBodyUnreadable);
    const condition = 'the body were the bytes that were signed';
    return sentence === null ? [] : [{ code: 'body-compressed', condition, sentence }];
  });
}

export function contentLengthOf(headers: ReceivedHttpRequest['headers']): number | null {
  const text = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? '';
  return /^\d{1,15}$/.test(text.trim()) ? Number(text) : null;
}

function ofBody(body: Uint8Array): Evidence[] {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  const found: Evidence[] = [];
  const add = (code: NamedMistake['code'], condition: string, sentence: string) =>
    found.push({ code, condition, sentence });
  // U+FFFD in UTF-8
  if (text.includes('\u00ef\u00bf\u00bd')) {
    const condition = 'the body were the bytes that arrived';
    add(
      'body-charset',
      condition,
      'The body holds replacement characters (U+FFFD): bytes were lost when it was decoded as text.',
    );
  }
  const printed = readPrintedBody(body);
  if (printed !== null) {
    const sentence = `The body is how ${printed.how}, and no payload: the bytes that were signed are lost.`;
    add('body-printed', 'the body were the bytes that were signed', sentence);
  }
  const json = jsonBody(body);
  if (json === null) {
    if (/^\s*[{[]/.test(text) && missingEnds(text).length > 0) {
      add('body-truncated', 'the body were complete', 'The body is JSON that stops in the middle: its end is missing.');
    }
    return found;
  }
  const rounded = numbersOf(json.tree).find((raw) => roundedNeighbours(raw).length > 0 && raw.endsWith('00'));
  if (rounded !== undefined) {
    const condition = `the number ${rounded} had its last digits`;
    add(
      'json-numbers',
      condition,
      `The number ${rounded} looks rounded: whole numbers beyond 2^53 lose their last digits when JSON is parsed.`,
    );
  }
  if (isSorted(json.tree) && countNames(json.tree) >= 4) {
    const condition = 'the names of the JSON stood in their first order';
    add(
      'json-sorted',
      condition,
      'All names of the JSON stand in alphabetical order: it may have been sorted on the way, and the first order is lost.',
    );
  }
  return found;
}

function isSorted(node: JsonNode): boolean {
  if (node.kind === 'array') return node.items.every(isSorted);
  if (node.kind !== 'object') return true;
  const keys = node.members.map(({ key }) => key);
  return (
    keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') <= key) &&
    node.members.every(({ value }) => isSorted(value))
  );
}

function countNames(node: JsonNode): number {
  if (node.kind === 'array') return node.items.reduce((count, item) => count + countNames(item), 0);
  if (node.kind !== 'object') return 0;
  return node.members.reduce((count, { value }) => count + 1 + countNames(value), 0);
}
