import type { Explanation, Finding, ReceivedHttpRequest, SignatureScheme, Verification } from '../../model/index.ts';
import { compileScheme } from '../compiled-scheme.ts';
import { schemePresets } from '../scheme-presets.ts';
import { verifyRequest } from '../verify-request.ts';
import { bodyChanges } from './body-changes.ts';
import { type Candidate, type Change, contentOf, type NamedMistake, signsBody, signsUrl } from './candidate.ts';
import { codedBodies } from './compression.ts';
import { contentChanges } from './content-changes.ts';
import { contentLengthOf, type Evidence, findEvidence } from './evidence.ts';
import { firstDifference } from './first-difference.ts';
import { jsonChanges } from './json-changes.ts';
import { keyChanges } from './key-changes.ts';
import { type LenientReading, readLeniently } from './lenient-reading.ts';
import { createMatcher, secretOfCandidate } from './matcher.ts';
import { mistakeCatalogue } from './mistake-catalogue.ts';
import { type ReceivedDigests, receivedDigests } from './received-digests.ts';
import { algorithmChanges, type OtherScheme, otherSchemes, schemeChanges, stampChanges } from './rule-changes.ts';
import { costOf, type Hit, type SearchLimits, search } from './search.ts';
import { timeMistakes } from './time-mistakes.ts';
import { urlChanges } from './url-changes.ts';

export interface ExplainInput {
  request: ReceivedHttpRequest;
  scheme: SignatureScheme;
  /** The key in use first, then others that may have signed (rotation). At least one. */
  keys: readonly string[];
  /** Unix milliseconds of the receiver's clock. */
  nowMs: number;
  /** Milliseconds since the explanation began. */
  elapsedMs(): number;
  limits?: { maxTried: number; maxMs: number };
  presets?: Readonly<Record<string, SignatureScheme>>;
}

/** Up to here a signature costs a few microseconds, and thousands of them may be tried. */
const smallBodyBytes = 16 * 1024;
const defaultLimits = { maxTried: 60_000, maxMs: 3000 };
/** Findings that are told: more would hide the first ones. */
const findingLimit = 10;

/**
 * Why a request does not verify: a search over single mistakes and pairs of them for the one with which it would have,
 * likeliest first. Every proven finding was computed anew; where the original bytes are lost, traces of a mistake are
 * told as such. Never throws for what a request may hold.
 */
export function explainRequest(input: ExplainInput): Explanation {
  const search = explainInSteps(input);
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
  }
}

/** How many signatures were computed so far. One object for the whole search: take from it what is to be kept. */
export interface ExplainProgress {
  triedCount: number;
}

/** `explainRequest`, pausing after each try: whoever drives it may let others run in between, or end it. */
export function* explainInSteps(input: ExplainInput): Generator<ExplainProgress, Explanation, undefined> {
  const { request, scheme, keys, nowMs } = input;
  const key = keys[0] ?? '';
  const { method, url, headers, body } = request;
  const verification = verifyRequest({ scheme, key, headers, body, nowMs, method, url });
  if (verification.isValid) return explanation(verification, [], true, 0, 'The request verifies.');
  if (verification.code === 'scheme-invalid') return explanation(verification, [], true, 0, verification.message);

  const reading = readLeniently(scheme, request);
  const others = otherSchemes(scheme, request, input.presets ?? schemePresets);
  const received = receivedDigests(scheme, verification.receivedSignatures, reading.signatureValues, headers);
  for (const other of others) {
    for (const [digest, { mistakes }] of digestsOf(other)) {
      const known = received.get(digest);
      if (known === undefined) received.set(digest, { mistakes, mistakesInOthers: mistakes });
      else if (mistakes.length < known.mistakesInOthers.length) {
        received.set(digest, { mistakes: known.mistakes, mistakesInOthers: mistakes });
      }
    }
  }
  const base = baseCandidate(scheme, key, request, reading);
  const matcher = createMatcher(received);
  const limits: SearchLimits = { ...defaultLimits, ...input.limits, elapsedMs: input.elapsedMs };
  const { changes, followUps } = allChanges(base, keys, request, others);
  const tries = search(base, changes, followUps, matcher, limits);
  const progress: ExplainProgress = { triedCount: 0 };
  let step = tries.next();
  while (!step.done) {
    progress.triedCount = matcher.triedCount();
    yield progress;
    step = tries.next();
  }
  const { hits, isExhausted } = step.value;

  const schemeOf = (hit: Hit) =>
    others.find(({ presets }) => hit.candidate.preset !== null && presets.includes(hit.candidate.preset))?.scheme ??
    scheme;
  const proven = hits
    .map((hit) => provenFinding(hit, base, schemeOf(hit), verification, nowMs))
    .filter((found) => found !== null)
    .sort((one, other) => one.cost - other.cost)
    .map(({ finding }) => finding);
  const findings =
    proven.length > 0 ? proven : findEvidence(scheme, request, verification, received.size > 0).map(likelyFinding);
  const told = distinct(findings).slice(0, findingLimit);
  return explanation(
    verification,
    told,
    isExhausted,
    matcher.triedCount(),
    conclusionOf(told, isExhausted, matcher.triedCount()),
  );
}

function baseCandidate(
  scheme: SignatureScheme,
  key: string,
  request: ReceivedHttpRequest,
  reading: LenientReading,
): Candidate {
  const { method, url, headers, body } = request;
  return {
    keyText: key,
    keyRule: scheme.verifyingKey ?? scheme.key,
    keyAround: ['', ''],
    algorithm: scheme.algorithm,
    tokens: compileScheme(scheme).contentTokens,
    facts: {
      id: reading.id,
      timestamp: reading.timestamp,
      headerNames: reading.headerNames,
      method,
      url,
      headers,
      body,
    },
    items: scheme.items ?? null,
    readingMistakes: reading.mistakes,
    preset: null,
    bodySha256: reading.bodySha256,
  };
}

/** The signatures of another scheme, as that scheme writes them. */
function digestsOf({ scheme, reading }: OtherScheme): ReceivedDigests {
  const strict = reading.signatureValues.flatMap(({ text }) => signatureTexts(scheme, text));
  return receivedDigests(scheme, strict, reading.signatureValues, []);
}

function signatureTexts(scheme: SignatureScheme, text: string): string[] {
  const found = compileScheme(scheme).patterns.flatMap((pattern) => {
    if (!pattern.carriesSignature) return [];
    const reading = pattern.read(text);
    return reading.isReadable ? reading.found.flatMap(({ signature }) => signature ?? []) : [];
  });
  return [...new Set(found)];
}

function allChanges(
  base: Candidate,
  keys: readonly string[],
  request: ReceivedHttpRequest,
  others: readonly OtherScheme[],
) {
  const key = keys[0] ?? '';
  const otherKeys = keys.slice(1);
  const schemes = schemeChanges(others);
  const isBodySigned = signsBody(base) || others.length > 0;
  const changes: Change[] = [
    ...keyChanges(key, base.keyRule, otherKeys),
    ...schemes,
    ...(isBodySigned ? jsonChanges(request.body, request.body.length <= smallBodyBytes) : []),
    ...(isBodySigned ? bodyChanges(request.body, contentLengthOf(request.headers)) : []),
    ...(isBodySigned ? codedBodies(request.body, request.headers).flatMap((coded) => coded.changes) : []),
    ...(signsUrl(base) || others.length > 0 ? urlChanges(request.url, request.headers) : []),
    ...(base.algorithm === 'token' ? [] : contentChanges(base.tokens)),
    ...(base.algorithm === 'token' ? [] : algorithmChanges(base.algorithm)),
    ...stampChanges(base.facts.timestamp, request.body.length <= smallBodyBytes),
  ];
  const followUps = new Map(
    schemes.map((change, index) => [change, keyChanges(key, others[index]?.scheme.key ?? base.keyRule, otherKeys)]),
  );
  return { changes, followUps };
}

function provenFinding(hit: Hit, base: Candidate, scheme: SignatureScheme, verification: Verification, nowMs: number) {
  const { candidate, changes, received } = hit;
  const isOtherScheme = candidate.preset !== null;
  const mistakes: NamedMistake[] = [
    ...changes,
    ...candidate.readingMistakes,
    ...(isOtherScheme ? received.mistakesInOthers : received.mistakes),
    ...timeMistakes(
      scheme,
      candidate.facts.timestamp === base.facts.timestamp || isOtherScheme
        ? candidate.facts.timestamp
        : base.facts.timestamp,
      nowMs,
    ),
  ];
  if (mistakes.length === 0) return null;
  const secret = secretOfCandidate(candidate);
  const expected = contentOf(candidate, secret);
  const actual = verification.signedContent ?? contentOf(base, secretOfCandidate(base));
  // A plain digest signs the secret itself, which is never shown.
  const isShown =
    expected !== null && actual !== null && !candidate.tokens.some(isSecret) && !base.tokens.some(isSecret);
  return {
    cost: mistakes.reduce((sum, mistake) => sum + costOf(mistake), 0),
    finding: findingOf(
      mistakes,
      `This would have verified if ${mistakes.map(({ condition }) => condition).join(', and ')}.`,
      {
        isProven: true,
        firstDifference: isShown ? firstDifference(expected, actual) : null,
        preset: candidate.preset,
      },
    ),
  };
}

function isSecret(token: Candidate['tokens'][number]): boolean {
  return token.kind === 'placeholder' && token.name === 'secret';
}

function likelyFinding(evidence: Evidence): Finding {
  return findingOf([evidence], evidence.sentence, { isProven: false, firstDifference: null, preset: null });
}

function findingOf(
  mistakes: readonly NamedMistake[],
  sentence: string,
  rest: Pick<Finding, 'isProven' | 'firstDifference' | 'preset'>,
): Finding {
  const causes = mistakes.map(({ code, title, fix }) => ({
    code,
    title: title ?? mistakeCatalogue[code].title,
    fix: fix ?? mistakeCatalogue[code].fix,
  }));
  return {
    code: causes[0]?.code ?? 'scheme-other',
    title: causes.map(({ title }) => title).join('; '),
    sentence,
    fix: [...new Set(causes.map(({ fix }) => fix))].join(' '),
    causes,
    ...rest,
  };
}

/**
 * The same causes once, and of findings that come to the same signed bytes by the same kind of mistake the likeliest:
 * ten ways to say it are no ten findings.
 */
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const { causes, preset, firstDifference } = finding;
    const codes = causes.map(({ code }) => code).sort();
    const names = [JSON.stringify([codes, preset])];
    if (finding.isProven && firstDifference !== null) {
      const kinds = codes.map((code) => code.split('-')[0]);
      names.push(JSON.stringify([kinds, preset, firstDifference]));
    }
    const isKnown = names.some((name) => seen.has(name));
    for (const name of names) seen.add(name);
    return !isKnown;
  });
}

function conclusionOf(findings: readonly Finding[], isExhausted: boolean, triedCount: number): string {
  const first = findings[0];
  if (first !== undefined) return first.sentence;
  const tried = isExhausted
    ? `None of the ${triedCount} ways of signing that were tried gives this signature.`
    : `The search was cut after ${triedCount} ways of signing; none of them gives this signature.`;
  return `${tried} Most likely the key is another one, or the body is not the one that was signed: compare the fingerprint of the key and the bytes of the body with the sender's.`;
}

function explanation(
  verification: Verification,
  findings: Finding[],
  isExhausted: boolean,
  triedCount: number,
  conclusion: string,
): Explanation {
  return { verification, findings, isExhausted, triedCount, conclusion };
}
