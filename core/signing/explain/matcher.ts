import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '../../model/index.ts';
import { publicKeyOf } from '../key-pair.ts';
import { isHmac, isKeyPair, signatureMaker } from '../signature-maker.ts';
import { decodeKey, SigningError, type SigningKey } from '../signing-key.ts';
import { type Candidate, contentOf } from './candidate.ts';
import type { ReceivedDigest, ReceivedDigests } from './received-digests.ts';

export interface Match {
  /** Tells equal candidates apart from different ones; null where nothing was computed. */
  digest: string | null;
  received: ReceivedDigest | null;
  /** The signature fits, and the body is not the one whose hash was signed: nothing but the body is wrong. */
  isOnlyBodyOther: boolean;
}

/** Computes a candidate's signature and looks whether the request has it. */
export interface Matcher {
  match(candidate: Candidate): Match;
  triedCount(): number;
}

const sizes: Partial<Record<SignatureAlgorithm, number>> = {
  'hmac-sha1': 20,
  'hmac-sha256': 32,
  'hmac-sha384': 48,
  'hmac-sha512': 64,
  sha256: 32,
};
const none: Match = { digest: null, received: null, isOnlyBodyOther: false };

interface Secret {
  bytes: Uint8Array;
  key: KeyObject;
}

/** Keys are decoded once, and algorithms whose signatures would have another length are not computed at all. */
export function createMatcher(received: ReceivedDigests): Matcher {
  const secrets = new Map<string, Secret | null>();
  const receivedSizes = new Set([...received.keys()].map((digest) => digest.length / 2));
  let triedCount = 0;

  function secretOf(candidate: Candidate): Secret | null {
    const { keyText, keyRule, keyAround } = candidate;
    const name = JSON.stringify([keyText, keyRule, keyAround]);
    let secret = secrets.get(name);
    if (secret === undefined) {
      secret = readSecret(candidate);
      secrets.set(name, secret);
    }
    return secret;
  }

  function matchPair(candidate: Candidate): Match {
    const key = publicKey(candidate);
    const content = key === null ? null : contentOf(candidate, new Uint8Array());
    if (key === null || content === null) return none;
    const maker = signatureMaker({ algorithm: candidate.algorithm, encoding: 'hex' });
    for (const [digest, found] of received) {
      triedCount += 1;
      if (maker.matches(key, content, [digest])) return { digest, received: found, isOnlyBodyOther: false };
    }
    return none;
  }

  return {
    triedCount: () => triedCount,
    match(candidate) {
      const { algorithm } = candidate;
      if (isKeyPair(algorithm)) return matchPair(candidate);
      const size = sizes[algorithm];
      if (size !== undefined && !receivedSizes.has(size)) return none;
      const secret = secretOf(candidate);
      if (secret === null) return none;
      if (algorithm === 'token') {
        triedCount += 1;
        const digest = Buffer.from(secret.bytes).toString('hex');
        return { digest, received: received.get(digest) ?? null, isOnlyBodyOther: false };
      }
      const content = contentOf(candidate, secret.bytes);
      if (content === null) return none;
      triedCount += 1;
      const digest = isHmac(algorithm)
        ? createHmac(algorithm.slice('hmac-'.length), secret.key).update(content).digest('hex')
        : createHash('sha256').update(content).digest('hex');
      const found = received.get(digest) ?? null;
      if (candidate.bodySha256 === null) return { digest, received: found, isOnlyBodyOther: false };
      const bodyHash = createHash('sha256').update(candidate.facts.body).digest('hex');
      const isBound = bodyHash === candidate.bodySha256;
      return {
        digest: `${digest} ${bodyHash}`,
        received: isBound ? found : null,
        isOnlyBodyOther: found !== null && !isBound,
      };
    },
  };
}

function readSecret({ keyText, keyRule, keyAround: [before, after] }: Candidate): Secret | null {
  try {
    const decoded = decodeKey(keyRule, keyText);
    const bytes =
      before === '' && after === '' ? decoded : Buffer.concat([Buffer.from(before), decoded, Buffer.from(after)]);
    return { bytes, key: createSecretKey(bytes) };
  } catch (error) {
    // A reading that gives no key is simply not a candidate.
    if (error instanceof SigningError) return null;
    throw error;
  }
}

function publicKey({ keyText, keyRule, algorithm }: Candidate): SigningKey | null {
  try {
    return publicKeyOf({ algorithm, key: keyRule }, keyText);
  } catch (error) {
    if (error instanceof SigningError) return null;
    throw error;
  }
}

/** The key's bytes as they may stand in the content of a plain digest. */
export function secretOfCandidate(candidate: Candidate): Uint8Array {
  return isKeyPair(candidate.algorithm) ? new Uint8Array() : (readSecret(candidate)?.bytes ?? new Uint8Array());
}
