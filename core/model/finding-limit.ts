/** Findings of one text that are kept and told: more help nobody. */
export const findingLimit = 200;

/** Problems of all templates together that are told. */
export const templateProblemLimit = 500;

/** How many findings there are; more than `count` where a text has as many as are kept. */
export interface FindingTally {
  count: number;
  isMore: boolean;
}

/** Counts findings, each given by a name of the text it is in. */
export function tallyFindings(texts: Iterable<string>): FindingTally {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const all = [...counts.values()];
  return {
    count: all.reduce((sum, count) => sum + Math.min(count, findingLimit), 0),
    isMore: all.some((count) => count >= findingLimit),
  };
}

/** `17`, or `200+` where there are more. */
export function tallyText({ count, isMore }: FindingTally): string {
  return isMore ? `${count}+` : String(count);
}
