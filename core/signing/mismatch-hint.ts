import type { SignatureScheme } from '../model/index.ts';
import type { CompiledScheme } from './compiled-scheme.ts';
import type { ReceivedSignature } from './received-signature.ts';
import { decodeKey, type KeyRule, keyRing, type SigningKey } from './signing-key.ts';

export interface MismatchInput {
  scheme: SignatureScheme;
  compiled: CompiledScheme;
  key: string;
  signingKey: SigningKey;
  body: Uint8Array;
  received: ReceivedSignature;
  /** The signatures that do not match. */
  signatures: readonly string[];
}

/** Bodies above this are not tried in other spellings. */
const bodyLimitBytes = 1024 * 1024;

/**
 * Tries the usual mistakes one at a time and names the one that would have matched; null when none does. The verdict
 * stays a mismatch either way.
 */
export function mismatchHint(input: MismatchInput): string | null {
  return hintOfSpelling(input) ?? hintOfKey(input) ?? hintOfContent(input);
}

function hintOfSpelling({ scheme, signatures, ...rest }: MismatchInput): string | null {
  const digest = Buffer.from(digestOf({ ...rest, scheme, signatures }, rest.signingKey, rest.body), scheme.encoding);
  for (const encoding of ['hex', 'base64', 'base64url'] as const) {
    const text = digest.toString(encoding);
    if (encoding !== scheme.encoding && signatures.includes(text)) {
      return `It would match in ${encoding}: the sender encodes as ${encoding}, the scheme says ${scheme.encoding}.`;
    }
    if (signatures.some((each) => encoding === 'hex' && each.toLowerCase() === text)) {
      return 'It would match in lower case: the sender writes hex in capitals.';
    }
    if (signatures.some((each) => encoding === 'base64' && each === text.replace(/=+$/, ''))) {
      return 'It would match with its padding: the sender leaves out the "=" at the end.';
    }
  }
  return null;
}

function hintOfKey(input: MismatchInput): string | null {
  const { key, scheme } = input;
  const rules: { rule: KeyRule; text: string; hint: string }[] = [
    { rule: scheme.key, text: key.trim(), hint: 'without the blanks around the key' },
    { rule: { stripPrefix: null, decoding: 'utf8' }, text: key, hint: "with the key's text as it is, not decoded" },
    { rule: { stripPrefix: 'whsec_', decoding: 'utf8' }, text: key, hint: 'with the key without its "whsec_"' },
    { rule: { stripPrefix: 'whsec_', decoding: 'base64' }, text: key, hint: 'with the key decoded from base64' },
    { rule: { stripPrefix: null, decoding: 'hex' }, text: key, hint: 'with the key decoded from hex' },
  ];
  for (const { rule, text, hint } of rules) {
    if (!givesKey(rule, text)) continue;
    const signature = digestOf(input, keyRing(rule)(text), input.body);
    if (input.signatures.includes(signature)) return `It would match ${hint}: the two sides read the key differently.`;
  }
  return null;
}

function givesKey(rule: KeyRule, text: string): boolean {
  try {
    return decodeKey(rule, text).length > 0;
  } catch {
    // A reading that gives no key is simply not a candidate.
    return false;
  }
}

function hintOfContent(input: MismatchInput): string | null {
  const { compiled, signingKey, signatures, body, scheme } = input;
  if (scheme.signedContent !== '{body}' && signatures.includes(compiled.maker.make(signingKey, body))) {
    return `It would match over the body alone: the sender leaves out the rest of ${scheme.signedContent}.`;
  }
  if (body.length > bodyLimitBytes) return null;
  const text = Buffer.from(body).toString('utf8');
  const spellings: { text: string | null; hint: string }[] = [
    { text: text.replace(/\r?\n$/, ''), hint: 'without the line break at the end of the body' },
    { text: `${text}\n`, hint: 'with a line break at the end of the body' },
    { text: text.replaceAll('\r\n', '\n'), hint: 'with LF instead of CRLF in the body' },
    { text: rewriteJson(text), hint: 'if the JSON body were parsed and written again' },
    { text: '[object Object]', hint: 'over the text "[object Object]"' },
    { text: '', hint: 'over an empty body' },
  ];
  for (const spelling of spellings) {
    if (spelling.text === null || spelling.text === text) continue;
    if (signatures.includes(digestOf(input, signingKey, Buffer.from(spelling.text)))) {
      return `It would match ${spelling.hint}: what was signed is not what arrived.`;
    }
  }
  return null;
}

function rewriteJson(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    // Not JSON: there is nothing to write again.
    return null;
  }
}

function digestOf({ compiled, received }: MismatchInput, key: SigningKey, body: Uint8Array): string {
  const content = compiled.buildContent({ id: received.id, timestamp: received.timestamp ?? '', body });
  return compiled.maker.make(key, content);
}
