import { fuzzyScore, rankByScore } from './fuzzy.ts';

interface Searched {
  title: string;
  detail?: string;
  keywords?: string;
  group: string;
}

/** What is found whole in the title, or in the keywords, comes before what is only found in all the words together. */
const titleBonus = 60;
const keywordsBonus = 30;

/** The palette's entries that fit what is typed, best first: by title, detail, keywords and group. */
export function searchPalette<T extends Searched>(typed: string, entries: readonly T[], limit: number): T[] {
  return rankByScore(typed, entries, (entry) => scoreOf(typed, entry), limit);
}

function scoreOf(typed: string, { title, detail = '', keywords = '', group }: Searched): number | null {
  const together = fuzzyScore(typed, `${title} ${detail} ${keywords} ${group}`);
  if (together === null) return null;
  const inTitle = fuzzyScore(typed, title) ?? Number.NEGATIVE_INFINITY;
  const inKeywords = fuzzyScore(typed, keywords) ?? Number.NEGATIVE_INFINITY;
  return Math.max(together, inTitle + titleBonus, inKeywords + keywordsBonus);
}
