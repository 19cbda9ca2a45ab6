/**
 * Long texts that went one way over one connection. Whoever types in a template of a megabyte says nearly the same again with
 * every key: then only the edit travels. Both ends keep the same few texts, in the order in which they went.
 */
const keptTexts = 8;

/** In UTF-16 units: a shorter text travels as it is. */
export const longTextLength = 4_000;
/** And so does a longer one: a file of many megabytes comes once, and would stay in the memory of both ends. */
const longestTextLength = 2_000_000;

/** Whether both ends keep a text that travels. */
export function isKeptText({ length }: string): boolean {
  return length > longTextLength && length <= longestTextLength;
}

/** `[which, begin, end, newText]`: the kept text `which`, 0 the newest, with `newText` in place of what is from `begin` to `end`. */
export type TextEdit = [which: number, begin: number, end: number, newText: string];

export class LongTexts {
  #texts: readonly string[] = [];

  /** Does the work; where it throws, nothing has been kept, because nothing has travelled. */
  whole<T>(work: () => T): T {
    const before = this.#texts;
    try {
      return work();
    } catch (cause) {
      this.#texts = before;
      throw cause;
    }
  }

  /** The text as an edit of one that went before; null when it must go whole. Keeps it either way. */
  edit(text: string): TextEdit | null {
    let shortest: TextEdit | null = null;
    for (const [which, before] of this.#texts.entries()) {
      const edit = editBetween(which, before, text);
      if (edit[3].length < (shortest?.[3].length ?? text.length / 2)) shortest = edit;
      // Nothing is shorter by much than what a key or two make.
      if (edit[3].length < 100) break;
    }
    this.keep(text);
    return shortest;
  }

  /** The text that an edit means; it is kept. Throws a `SyntaxError` for an edit of what was never sent. */
  apply(edit: unknown): string {
    const [which, begin, end, newText] = Array.isArray(edit) ? edit : [];
    const before = this.#texts[Number(which)];
    if (before === undefined || typeof newText !== 'string' || !Number.isInteger(begin) || !Number.isInteger(end)) {
      throw new SyntaxError('An edit of an unknown text.');
    }
    const text = before.slice(0, begin) + newText + before.slice(end);
    this.keep(text);
    return text;
  }

  keep(text: string): void {
    this.#texts = [text, ...this.#texts.slice(0, keptTexts - 1)];
  }
}

function editBetween(which: number, before: string, after: string): TextEdit {
  const { head, tail } = commonEnds(before, after);
  return [which, head, before.length - tail, after.slice(head, after.length - tail)];
}

/** How many characters (UTF-16 units) two texts begin with alike, and how many of what is left they end with. */
export function commonEnds(before: string, after: string): { head: number; tail: number } {
  const shorter = Math.min(before.length, after.length);
  const head = commonLength(shorter, (from, to) => before.slice(from, to) === after.slice(from, to));
  const tail = commonLength(shorter - head, (from, to) => {
    const [left, right] = [before.length, after.length];
    return before.slice(left - to, left - from) === after.slice(right - to, right - from);
  });
  return { head, tail };
}

/** How far two texts are the same, up to a limit: by blocks, which are compared in one go, then by halves of the first other one. */
function commonLength(limit: number, isSame: (from: number, to: number) => boolean): number {
  const blockLength = 4_096;
  let length = 0;
  while (length < limit && isSame(length, Math.min(length + blockLength, limit))) length += blockLength;
  if (length >= limit) return limit;
  let step = blockLength / 2;
  for (; step >= 1; step /= 2) {
    if (length + step <= limit && isSame(length, length + step)) length += step;
  }
  return length;
}
