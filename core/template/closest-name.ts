/**
 * The name that was probably meant, by edit distance; null when none is near. Names that differ only in case or in
 * `_` and `-` count as equal (`event_type` and `eventType`).
 */
export function closestName(written: string, names: Iterable<string>): string | null {
  const limit = Math.max(1, Math.floor(written.length / 3));
  let best: string | null = null;
  let bestDistance = limit + 1;
  for (const name of names) {
    if (name === written) continue;
    const distance = simplify(name) === simplify(written) ? 0 : editDistance(written, name, bestDistance);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

function simplify(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '');
}

/** Insertions, deletions, changes and swaps of neighbours; gives `limit` as soon as it cannot be less. */
export function editDistance(left: string, right: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const cost = left[row - 1] === right[column - 1] ? 0 : 1;
      let distance = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + cost);
      const isSwap =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (isSwap) distance = Math.min(distance, (beforeLast[column - 2] ?? 0) + 1);
      current.push(distance);
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
}

/** Of what begins with the written letters, three at least, the shortest: `trunc` for `truncate`. */
function continuation(written: string, names: Iterable<string>): string | null {
  if (written.length < 3) return null;
  let best: string | null = null;
  for (const name of names) {
    if (name.startsWith(written) && name !== written && (best === null || name.length < best.length)) best = name;
  }
  return best;
}

/** `Did you mean "x"?`, or null. */
export function didYouMean(written: string, names: Iterable<string>): string | null {
  const all = [...names];
  const name = closestName(written, all) ?? continuation(written, all);
  return name === null ? null : `Did you mean "${name}"?`;
}
