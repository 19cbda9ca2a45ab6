import { explainRequest } from '../../../../core/signing/lab.ts';
import type { CorruptedRequest } from './corrupted-requests.ts';

export interface RankFigures {
  count: number;
  first: number;
  firstThree: number;
  /** What was not first, with how often. */
  missed: Map<string, number>;
}

/** Place of the finding that names exactly the planted mistakes; -1 = none does. */
export function rankOfTruth({ world, request, codes }: CorruptedRequest): number {
  const { findings } = explainRequest({
    request,
    scheme: world.scheme,
    keys: world.keys,
    nowMs: world.nowMs,
    // The search is cut by count only: what is proven must not depend on the machine.
    elapsedMs: () => 0,
  });
  const truth = JSON.stringify([...codes].sort());
  return findings.findIndex(({ causes }) => JSON.stringify(causes.map(({ code }) => code).sort()) === truth);
}

export function rankCauses(cases: readonly CorruptedRequest[]): RankFigures {
  const figures: RankFigures = { count: cases.length, first: 0, firstThree: 0, missed: new Map() };
  for (const each of cases) {
    const rank = rankOfTruth(each);
    if (rank === 0) figures.first += 1;
    if (rank >= 0 && rank < 3) figures.firstThree += 1;
    if (rank !== 0) {
      const name = `${each.codes.join(' + ')} (${each.world.preset}, ${rank < 0 ? 'not found' : `rank ${rank + 1}`})`;
      figures.missed.set(name, (figures.missed.get(name) ?? 0) + 1);
    }
  }
  return figures;
}

export function figuresInWords(name: string, { count, first, firstThree, missed }: RankFigures): string {
  const percent = (part: number) => `${((100 * part) / count).toFixed(2)} %`;
  const lines = [...missed].map(([words, times]) => `  ${times} × ${words}`);
  const shares = `true cause first ${percent(first)}, in the first three ${percent(firstThree)}`;
  return [`${name}: ${count} requests, ${shares}`, ...lines].join('\n');
}
