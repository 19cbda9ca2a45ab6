import type { SignatureScheme } from '../model/index.ts';
import { type CompiledScheme, secretBytes } from './compiled-scheme.ts';
import { ContentError, type ContentFacts, contentParts, joinParts } from './content-parts.ts';
import { isHmac, isKeyPair } from './signature-maker.ts';
import { decodeKey, type KeyRule, keyRing, type SigningKey } from './signing-key.ts';

export interface MismatchInput {
  scheme: SignatureScheme;
  compiled: CompiledScheme;
  key: string;
  signingKey: SigningKey;
  facts: Omit<ContentFacts, 'secret'>;
  /** The signatures that do not match. */
  signatures: readonly string[];
}

/** Bodies above this are not tried in other spellings. */
const bodyLimitBytes = 1024 * 1024;

/**
 * Tries the usual mistakes one at a time and names the one that would have matched; null when none does. The verdict
 * stays a mismatch either way. With a key pair nothing can be said of its spelling, and of items nothing of the body.
 */
export function mismatchHint(input: MismatchInput): string | null {
  const { algorithm } = input.scheme;
  if (algorithm === 'token') return null;
  if (isKeyPair(algorithm)) return hintOfContent(input) ?? hintOfUrl(input);
  return (
    hintOfSpelling(input) ?? (isHmac(algorithm) ? hintOfKey(input) : null) ?? hintOfContent(input) ?? hintOfUrl(input)
  );
}

function hintOfSpelling(input: MismatchInput): string | null {
  const { scheme, signatures } = input;
  const content = contentOf(input, {});
  if (content === null) return null;
  const digest = Buffer.from(input.compiled.maker.make(input.signingKey, content), scheme.encoding);
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
  const { key, scheme, compiled } = input;
  const content = contentOf(input, {});
  if (content === null) return null;
  const rules: { rule: KeyRule; text: string; hint: string }[] = [
    { rule: scheme.key, text: key.trim(), hint: 'without the blanks around the key' },
    { rule: { stripPrefix: null, decoding: 'utf8' }, text: key, hint: "with the key's text as it is, not decoded" },
    { rule: { stripPrefix: 'whsec_', decoding: 'utf8' }, text: key, hint: 'with the key without its "whsec_"' },
    { rule: { stripPrefix: 'whsec_', decoding: 'base64' }, text: key, hint: 'with the key decoded from base64' },
    { rule: { stripPrefix: null, decoding: 'hex' }, text: key, hint: 'with the key decoded from hex' },
  ];
  for (const { rule, text, hint } of rules) {
    if (!givesKey(rule, text)) continue;
    if (input.signatures.includes(compiled.maker.make(keyRing(rule)(text), content)))
      return `It would match ${hint}: the two sides read the key differently.`;
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
  const { scheme, facts } = input;
  const { body } = facts;
  if (scheme.signedContent !== '{body}' && isSignedBy(input, body)) {
    return `It would match over the body alone: the sender leaves out the rest of ${scheme.signedContent}.`;
  }
  if (facts.item !== null || body.length > bodyLimitBytes || !/\{body/.test(scheme.signedContent)) return null;
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
    const content = contentOf(input, { body: Buffer.from(spelling.text) });
    if (content !== null && isSignedBy(input, content)) {
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

/** What proxies and frameworks change of an address. */
function hintOfUrl(input: MismatchInput): string | null {
  const { url, headers } = input.facts;
  if (url === null || !/\{(url|path|query)/.test(input.scheme.signedContent)) return null;
  const header = (name: string) => headers.find(([each]) => each.toLowerCase() === name)?.[1].trim();
  const host = header('x-forwarded-host');
  const [address = '', query] = url.split('?', 2);
  const withQuery = (text: string) => (query === undefined ? text : `${text}?${query}`);
  const secure = url.replace(/^http:/i, 'https:');
  const plain = url.replace(/^https:/i, 'http:');
  const outside = host === undefined ? null : url.replace(/^([a-z]+:\/\/)[^/?]*/i, `$1${host}`);
  const spellings = [
    secure,
    plain,
    outside,
    outside?.replace(/^http:/i, 'https:') ?? null,
    url.replace(/^([a-z]+:\/\/[^/?:]*):\d+/i, '$1'),
    secure.replace(/^([a-z]+:\/\/[^/?:]*):\d+/i, '$1'),
    withQuery(address.endsWith('/') ? address.slice(0, -1) : `${address}/`),
    address,
  ];
  for (const spelling of spellings) {
    if (spelling === null || spelling === url) continue;
    const content = contentOf(input, { url: spelling });
    if (content !== null && isSignedBy(input, content)) {
      return `It would match for the address ${spelling}: the receiver has to verify with the address that the sender was given.`;
    }
  }
  return null;
}

function isSignedBy({ compiled, signingKey, signatures }: MismatchInput, content: Uint8Array): boolean {
  return compiled.maker.matches(signingKey, content, signatures);
}

/** The signed content with something changed; null when the request then lacks what is signed. */
function contentOf(
  { compiled, signingKey, facts }: MismatchInput,
  change: Partial<Pick<ContentFacts, 'body' | 'url'>>,
): Uint8Array | null {
  try {
    return joinParts(contentParts(compiled.contentTokens, { ...facts, ...change, secret: secretBytes(signingKey) }));
  } catch (error) {
    if (error instanceof ContentError) return null;
    throw error;
  }
}
