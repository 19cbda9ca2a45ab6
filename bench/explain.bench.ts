import { performance } from 'node:perf_hooks';
import { schemePresets, signRequest, verifyRequest } from '../core/signing/index.ts';
import { explainRequest } from '../core/signing/lab.ts';
import type { CorruptedRequest } from '../test/core/signing/explain/corrupted-requests.ts';
import { doubleMistakes, singleMistakes } from '../test/core/signing/explain/corrupted-requests.ts';
import { median, percentile, printRows } from './support/figures.ts';

/** Time per explanation, against one plain verification of the same request: only the ratio carries over. */
interface Sample {
  explainMs: number;
  verifyMs: number;
  triedCount: number;
}

const verificationRounds = 20;

function measure({ world, request }: Pick<CorruptedRequest, 'world' | 'request'>): Sample {
  const { scheme, keys, nowMs } = world;
  const verifyOnce = () => verifyRequest({ ...request, scheme, key: keys[0] ?? '', nowMs });
  verifyOnce();
  const verifyBegan = performance.now();
  for (let round = 0; round < verificationRounds; round += 1) verifyOnce();
  const verifyMs = (performance.now() - verifyBegan) / verificationRounds;
  const began = performance.now();
  const { triedCount } = explainRequest({ request, scheme, keys, nowMs, elapsedMs: () => performance.now() - began });
  return { explainMs: performance.now() - began, verifyMs, triedCount };
}

function rowOf(name: string, samples: readonly Sample[]): string[] {
  const times = samples.map(({ explainMs }) => explainMs);
  const ratios = samples.map(({ explainMs, verifyMs }) => explainMs / verifyMs);
  return [
    name,
    String(samples.length),
    percentile(times, 0.5).toFixed(1),
    percentile(times, 0.95).toFixed(1),
    Math.round(median(ratios)).toString(),
    Math.round(median(samples.map(({ triedCount }) => triedCount))).toString(),
  ];
}

/** Signed with a key that nobody has: the whole space is searched. */
function hopeless(sizeBytes: number, count: number): Pick<CorruptedRequest, 'world' | 'request'>[] {
  const [sample] = singleMistakes(1, 1);
  const scheme = schemePresets.stripe;
  if (sample === undefined || scheme === undefined) throw new Error('nothing to measure');
  const rows = Array.from({ length: Math.ceil(sizeBytes / 40) }, (_, id) => ({ id, name: 'a row of the report' }));
  const body = Buffer.from(JSON.stringify({ id: 'evt_1', created: 1_700_000_000, rows }));
  const world = { ...sample.world, scheme, keys: ['the wrong key'] };
  return Array.from({ length: count }, (_, index) => {
    const request = { method: 'POST', url: 'https://h.test/', headers: [], body };
    const signing = { scheme, key: `key ${index}`, messageId: 'm', timestampMs: world.nowMs };
    return { world, request: signRequest({ ...signing, request }) };
  });
}

const singles = singleMistakes(11, 1);
const some = singles.filter((_, index) => index % 10 === 0);
for (const each of some.slice(0, 40)) measure(each);
printRows(
  ['explanation', 'count', 'p50 ms', 'p95 ms', '× verification', 'tried'],
  [
    rowOf('one mistake', some.map(measure)),
    rowOf('two mistakes', doubleMistakes(12, 100).map(measure)),
    rowOf('nothing fits, 200 B', hopeless(200, 20).map(measure)),
    rowOf('nothing fits, 100 kB', hopeless(100_000, 3).map(measure)),
    rowOf('nothing fits, 1 MB (cut at its limit)', hopeless(1_000_000, 2).map(measure)),
  ],
);
