/** Two texts that begin alike: what they share, and from the first differing character on, each one's rest. */
export interface TextDifference {
  shared: string;
  /** Empty when the text ends where the other goes on. */
  one: { mark: string; rest: string };
  other: { mark: string; rest: string };
}

/** Null when they are the same. Characters are whole code points, so that a mark never splits one. */
export function textDifference(one: string, other: string): TextDifference | null {
  if (one === other) return null;
  const [ones, others] = [[...one], [...other]];
  let at = 0;
  while (at < ones.length && at < others.length && ones[at] === others[at]) at += 1;
  const from = (all: readonly string[]) => ({ mark: all[at] ?? '', rest: all.slice(at + 1).join('') });
  return { shared: ones.slice(0, at).join(''), one: from(ones), other: from(others) };
}
