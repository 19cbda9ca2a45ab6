import type { ReceivedHttpRequest, SignatureAlgorithm, SignatureScheme } from '../../model/index.ts';
import { compileScheme } from '../compiled-scheme.ts';
import { readTimestamp, writeTimestamp } from '../timestamp-text.ts';
import type { Change } from './candidate.ts';
import { type LenientReading, readLeniently } from './lenient-reading.ts';

const hmacAlgorithms = ['hmac-sha1', 'hmac-sha256', 'hmac-sha384', 'hmac-sha512'] as const;

export function algorithmChanges(current: SignatureAlgorithm): Change[] {
  const secret = { kind: 'placeholder', name: 'secret', argument: '' } as const;
  const hmacs = hmacAlgorithms
    .filter((algorithm) => algorithm !== current)
    .map(
      (algorithm): Change => ({
        kind: 'algorithm',
        code: 'algorithm-other',
        condition: `the algorithm were ${algorithm.toUpperCase()}`,
        title: `Signed with ${algorithm.toUpperCase()}, not with ${current.toUpperCase()}`,
        apply: (candidate) => (candidate.algorithm === algorithm ? null : { ...candidate, algorithm }),
      }),
    );
  if (!current.startsWith('hmac-')) return hmacs;
  const plain = (condition: string, isFirst: boolean): Change => ({
    kind: 'algorithm',
    code: 'algorithm-other',
    condition,
    title: 'Signed with a plain SHA-256, not with an HMAC',
    cost: 3.2,
    apply: ({ tokens, ...candidate }) => ({
      ...candidate,
      algorithm: 'sha256',
      tokens: isFirst ? [secret, ...tokens] : [...tokens, secret],
    }),
  });
  return [
    ...hmacs,
    plain('a plain SHA-256 of the secret and the content were the signature', true),
    plain('a plain SHA-256 of the content and the secret were the signature', false),
    {
      kind: 'algorithm',
      code: 'algorithm-other',
      condition: 'a plain SHA-256 without any key were the signature',
      title: 'A plain SHA-256: nothing secret went into it',
      cost: 3.4,
      apply: (candidate) => ({ ...candidate, algorithm: 'sha256' }),
    },
  ];
}

/**
 * The stamp in another unit inside the signed content than in the header. A sender that signs milliseconds and sends
 * seconds loses three digits: with `isSmall` all thousand are tried.
 */
export function stampChanges(stamp: string, isSmall: boolean): Change[] {
  const moment = momentOf(stamp);
  if (moment === null) return [];
  const units = ['seconds', 'milliseconds', 'iso8601', 'rfc3339'] as const;
  const texts = new Set(units.map((unit) => writeTimestamp(moment, unit)));
  texts.delete(stamp);
  const changes = [...texts].map((text) => stampChange(text));
  if (!isSmall || !/^\d{9,11}$/.test(stamp)) return changes;
  for (let lost = 1; lost < 1000; lost += 1) {
    changes.push({ ...stampChange(String(moment + lost)), cost: 3.9, isAloneOnly: true });
  }
  return changes;
}

function stampChange(text: string): Change {
  return {
    kind: 'stamp',
    code: 'timestamp-unit-signed',
    condition: `the stamp in the signed content were ${text}`,
    apply: (candidate) => {
      if (!candidate.tokens.some((token) => token.kind === 'placeholder' && token.name === 'timestamp')) return null;
      return { ...candidate, facts: { ...candidate.facts, timestamp: text } };
    },
  };
}

function momentOf(stamp: string): number | null {
  if (/^\d+$/.test(stamp)) return readTimestamp(stamp, stamp.length > 11 ? 'milliseconds' : 'seconds');
  return readTimestamp(stamp, 'iso8601');
}

/** A preset whose signature is in the request too. Presets with the same rules are one. */
export interface OtherScheme {
  presets: string[];
  names: string[];
  scheme: SignatureScheme;
  reading: LenientReading;
}

export function otherSchemes(
  scheme: SignatureScheme,
  request: ReceivedHttpRequest,
  presets: Readonly<Record<string, SignatureScheme>>,
): OtherScheme[] {
  const found = new Map<string, OtherScheme>();
  const own = rulesOf(scheme);
  for (const [key, preset] of Object.entries(presets)) {
    const rules = rulesOf(preset);
    if (rules === own || preset.algorithm === 'token' || compileScheme(preset).problems.length > 0) continue;
    const known = found.get(rules);
    if (known !== undefined) {
      known.presets.push(key);
      known.names.push(preset.name);
      continue;
    }
    const reading = readLeniently(preset, request);
    if (reading.signatureValues.length > 0) {
      found.set(rules, { presets: [key], names: [preset.name], scheme: preset, reading });
    }
  }
  return [...found.values()];
}

export function schemeChanges(others: readonly OtherScheme[]): Change[] {
  return others.map(({ presets, names, scheme, reading }) => {
    const { contentTokens } = compileScheme(scheme);
    const listed = names.length > 3 ? `${names.slice(0, 3).join(', ')} or another of its kind` : names.join(' or ');
    return {
      kind: 'scheme',
      code: 'scheme-other',
      condition: `the scheme were ${listed}`,
      title: `Signed by the scheme of ${listed}`,
      fix: `Choose the scheme ${listed} for this sender.`,
      apply: (candidate) => ({
        ...candidate,
        keyRule: scheme.key,
        algorithm: scheme.algorithm,
        tokens: contentTokens,
        items: scheme.items ?? null,
        facts: {
          ...candidate.facts,
          id: reading.id,
          timestamp: reading.timestamp,
          headerNames: reading.headerNames,
        },
        readingMistakes: reading.mistakes,
        preset: presets[0] ?? null,
        bodySha256: reading.bodySha256,
      }),
    };
  });
}

/** Everything that decides what is sent and signed; the words around it do not. */
function rulesOf(scheme: SignatureScheme): string {
  const lowered = scheme.headers.map(({ name, value }) => [name.toLowerCase(), value]);
  const { signedContent, algorithm, encoding, key, query, bodyFields, items, settings } = scheme;
  return JSON.stringify([lowered, signedContent, algorithm, encoding, key, query, bodyFields, items, settings]);
}
