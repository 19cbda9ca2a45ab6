/** Ids have no blanks. */
export function runComparisonKey(leftId: string, rightId: string): string {
  return `${leftId} ${rightId}`;
}

export function readRunComparisonKey(key: string): [left: string, right: string] {
  const [left = '', right = ''] = key.split(' ');
  return [left, right];
}
