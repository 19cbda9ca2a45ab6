import type { HeaderPair, SchemeCheck, SignatureScheme, Verification } from '../model/index.ts';
import { describeScheme } from './describe-scheme.ts';
import type { GeneratedKey } from './generate-key.ts';
import { generateSchemeKey } from './generate-scheme-key.ts';
import { sampleBody } from './negative/sample-body.ts';
import { parsePlaceholders } from './placeholder-template.ts';
import { schemeWarnings } from './presets/scheme-warnings.ts';
import { findSchemeProblems } from './scheme-problems.ts';
import { signRequest } from './sign-request.ts';
import { dropOldest, SigningError } from './signing-key.ts';
import { verifyRequest } from './verify-request.ts';

const sampleUrl = 'https://example.test/webhooks?source=hookbench';
const sampleId = 'msg_2b1f6c0e9a7d';

/**
 * Looks at a scheme while it is written: its words, its problems at their fields, and a small request that it signs
 * with a throwaway key and verifies again, as it is and with one bit of its body changed.
 */
export async function checkScheme(scheme: SignatureScheme, nowMs: number): Promise<SchemeCheck> {
  const problems = findSchemeProblems(scheme);
  const words = describeScheme(scheme);
  const warnings = schemeWarnings(scheme);
  if (problems.length > 0) return { words, problems, warnings, sample: null };
  try {
    const sample = signedSample(scheme, await throwawayKey(scheme), nowMs);
    return { words, problems, warnings, sample };
  } catch (error) {
    if (!(error instanceof SigningError)) throw error;
    const field = error.code.startsWith('key-') ? 'key.decoding' : 'signedContent';
    return { words, problems: [{ field, message: error.message }], warnings, sample: null };
  }
}

function signedSample(scheme: SignatureScheme, key: GeneratedKey, nowMs: number): SchemeCheck['sample'] {
  const { headers, body } = sampleBody(scheme, 'check');
  const signed = signRequest({
    scheme,
    key: key.signingKey,
    request: { method: 'POST', url: sampleUrl, headers: [...headers, ...signedHeaderSamples(scheme, headers)], body },
    messageId: sampleId,
    timestampMs: nowMs,
  });
  const verify = (bytes: Uint8Array): Verification => {
    const { method, url, headers: sent } = signed;
    return verifyRequest({
      scheme,
      key: key.verifyingKey ?? key.signingKey,
      headers: sent,
      body: bytes,
      nowMs,
      method,
      url,
    });
  };
  const tampered = signed.body.length === 0 ? null : verify(withOneBitFlipped(signed.body));
  return { signed, verification: verify(signed.body), tampered };
}

/** Headers that are part of what is signed have to be there. */
function signedHeaderSamples(scheme: SignatureScheme, present: readonly HeaderPair[]): HeaderPair[] {
  const named = parsePlaceholders(scheme.signedContent).flatMap((token) =>
    token.kind === 'placeholder' && token.name === 'header' ? [token.argument] : [],
  );
  const known = new Set([...present.map(([name]) => name), ...scheme.headers.map(({ name }) => name)].map(lowerCase));
  const missing = new Map<string, string>();
  for (const name of [...named, ...(scheme.signedHeaders ?? [])]) {
    if (!known.has(lowerCase(name))) missing.set(lowerCase(name), name);
  }
  return [...missing.values()].map((name): HeaderPair => [name, `sample ${lowerCase(name)}`]);
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

/** In the middle, where a value stands rather than the braces around it all. */
function withOneBitFlipped(body: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(body);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

/** Of each rule one key is made and kept: making an RSA pair for every letter that is typed would take too long. */
const keys = new Map<string, Promise<GeneratedKey>>();
const keyLimit = 32;

function throwawayKey({ algorithm, key, verifyingKey = key }: SignatureScheme): Promise<GeneratedKey> {
  const name = JSON.stringify([
    algorithm,
    key.decoding,
    key.stripPrefix,
    verifyingKey.decoding,
    verifyingKey.stripPrefix,
  ]);
  const known = keys.get(name);
  if (known !== undefined) return known;
  dropOldest(keys, keyLimit);
  const made = generateSchemeKey({ algorithm, key, verifyingKey });
  keys.set(name, made);
  return made;
}
