import { type Candidate, type Change, changeKinds } from './candidate.ts';
import type { Matcher } from './matcher.ts';
import { mistakeCatalogue } from './mistake-catalogue.ts';
import type { ReceivedDigest } from './received-digests.ts';

export interface SearchLimits {
  /** Signatures computed. */
  maxTried: number;
  maxMs: number;
  /** Milliseconds since the search began. */
  elapsedMs(): number;
}

export interface Hit {
  candidate: Candidate;
  changes: readonly Change[];
  received: ReceivedDigest;
}

export interface SearchResult {
  hits: Hit[];
  isExhausted: boolean;
}

/** A hit of two changes ends the search once every pair that is about as likely was tried too. */
const similarCost = 0.7;

export function costOf(mistake: { code: Change['code']; cost?: number }): number {
  return mistake.cost ?? mistakeCatalogue[mistake.code].cost;
}

/**
 * Tries the request as it is, then with each change, then with pairs of them, likelier ones first. Once something fits
 * with fewer changes, more are not tried: a signature that matches is no coincidence. Pauses after each try, so that
 * whoever runs it can do something else in between, or end it.
 */
export function* search(
  base: Candidate,
  changes: readonly Change[],
  /** Changes that make sense upon one change only, such as another scheme's readings of the key. */
  followUps: ReadonlyMap<Change, readonly Change[]>,
  matcher: Matcher,
  limits: SearchLimits,
): Generator<undefined, SearchResult, undefined> {
  const isSpent = () => matcher.triedCount() >= limits.maxTried || limits.elapsedMs() >= limits.maxMs;
  const first = matcher.match(base);
  if (first.received !== null) return { hits: hitsOfBase(base, first.received, changes, matcher), isExhausted: true };
  const hits: Hit[] = [];
  const seen = new Set(first.digest === null ? [] : [first.digest]);
  const pool: Change[] = [];
  // A scheme that leaves the body unsigned would accept it: that is no explanation.
  const fitting = first.isOnlyBodyOther
    ? changes.filter(({ kind }) => kind === 'body' || kind === 'wrapping')
    : changes;
  for (const change of [...fitting].sort(byCost)) {
    yield;
    if (isSpent()) return { hits, isExhausted: false };
    const candidate = change.apply(base);
    if (candidate === null) {
      if (change.kind === 'wrapping') pool.push(change);
      continue;
    }
    const { digest, received } = matcher.match(candidate);
    if (received !== null) hits.push({ candidate, changes: [change], received });
    // What changes nothing by itself may still do so after another change of the body.
    const isNew = digest === null || !seen.has(digest) || change.kind === 'wrapping';
    if (digest !== null) seen.add(digest);
    if (isNew && change.isAloneOnly !== true) pool.push(change);
  }
  if (hits.length > 0) return { hits, isExhausted: true };
  return yield* searchPairs(base, pairsOf(pool, followUps), matcher, isSpent);
}

/**
 * The content and the key are right, so only what stands around them may be wrong. Where it is all of another scheme,
 * that scheme says it better than each of its differences.
 */
function hitsOfBase(base: Candidate, received: ReceivedDigest, changes: readonly Change[], matcher: Matcher): Hit[] {
  const hits: Hit[] = [{ candidate: base, changes: [], received }];
  if (received.mistakes.length === 0 && base.readingMistakes.length === 0) return hits;
  for (const change of changes) {
    const candidate = change.kind === 'scheme' ? change.apply(base) : null;
    const found = candidate === null ? null : matcher.match(candidate).received;
    if (candidate !== null && found !== null) hits.push({ candidate, changes: [change], received: found });
  }
  return hits;
}

function* searchPairs(
  base: Candidate,
  pairs: readonly Pair[],
  matcher: Matcher,
  isSpent: () => boolean,
): Generator<undefined, SearchResult, undefined> {
  const hits: Hit[] = [];
  let costLimit = Number.POSITIVE_INFINITY;
  for (const { one, other, cost } of pairs) {
    yield;
    if (cost > costLimit) return { hits, isExhausted: true };
    if (isSpent()) return { hits, isExhausted: false };
    const between = one.apply(base);
    const candidate = between === null ? null : other.apply(between);
    if (candidate === null) continue;
    const { received } = matcher.match(candidate);
    if (received === null) continue;
    hits.push({ candidate, changes: [one, other], received });
    costLimit = Math.min(costLimit, cost + similarCost);
  }
  return { hits, isExhausted: true };
}

interface Pair {
  one: Change;
  other: Change;
  cost: number;
}

function pairsOf(pool: readonly Change[], followUps: ReadonlyMap<Change, readonly Change[]>): Pair[] {
  const order = new Map(changeKinds.map((kind, index) => [kind, index]));
  const pairs: Pair[] = [];
  const add = (one: Change, other: Change) => pairs.push({ one, other, cost: costOf(one) + costOf(other) });
  for (const one of pool) {
    for (const other of followUps.get(one) ?? []) add(one, other);
    for (const other of pool) {
      const isBefore = (order.get(one.kind) ?? 0) < (order.get(other.kind) ?? 0);
      if (isBefore && isCombined(one, other)) add(one, other);
      // What is around a body may have to go before the body can be read, and several things may be around it.
      else if (one.kind === 'wrapping' && other.kind === 'body') add(one, other);
      else if (one.kind === 'wrapping' && other.kind === 'wrapping' && one.code < other.code) add(one, other);
    }
  }
  return pairs.sort((one, other) => one.cost - other.cost);
}

/** Another scheme brings its own rules: what changes the old ones says nothing about it. */
function isCombined(one: Change, other: Change): boolean {
  return one.kind !== 'scheme' || other.kind === 'url' || other.kind === 'body' || other.kind === 'wrapping';
}

function byCost(one: Change, other: Change): number {
  return costOf(one) - costOf(other);
}
