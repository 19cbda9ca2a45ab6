/** How well `typed` fits `text`; null = not at all. Each word typed must be found, its letters in order. */
export function fuzzyScore(typed: string, text: string): number | null {
  let total = 0;
  const lowerText = text.toLowerCase();
  for (const word of typed.toLowerCase().split(/\s+/).filter(Boolean)) {
    const score = scoreWord(word, text, lowerText);
    if (score === null) return null;
    total += score;
  }
  return total - text.length * 0.01;
}

function scoreWord(word: string, text: string, lowerText: string): number | null {
  const whole = lowerText.indexOf(word);
  if (whole >= 0) return 100 + word.length * 4 + (isWordStart(text, whole) ? 40 : 0) + (whole === 0 ? 20 : 0);
  let score = 0;
  let place = -1;
  let first = -1;
  let isStrewn = false;
  for (const letter of word) {
    const next = lowerText.indexOf(letter, place + 1);
    if (next < 0) return null;
    const isConnected = first >= 0 && next === place + 1;
    const isStart = isWordStart(text, next);
    isStrewn ||= !isConnected && !isStart;
    score += isConnected ? 4 : isStart ? 6 : -Math.min(next - place, 10) * 0.3;
    if (first < 0) first = next;
    place = next;
  }
  // Initials may stand far apart; other letters strewn over a text say little.
  return isStrewn && place - first > word.length * 3 ? null : score;
}

function isWordStart(text: string, index: number): boolean {
  if (index === 0) return true;
  const before = text[index - 1] ?? '';
  const here = text[index] ?? '';
  return /[^a-z0-9]/i.test(before) || (/[a-z]/.test(before) && /[A-Z]/.test(here));
}

/** Those that fit what is typed (a score of null = not at all), best first; with nothing typed, all as they come. */
export function rankByScore<T>(
  typed: string,
  items: readonly T[],
  scoreOf: (item: T) => number | null,
  limit: number,
): T[] {
  if (typed.trim() === '') return items.slice(0, limit);
  return items
    .map((item, order) => ({ item, order, score: scoreOf(item) }))
    .filter((entry): entry is typeof entry & { score: number } => entry.score !== null)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, limit)
    .map((entry) => entry.item);
}
