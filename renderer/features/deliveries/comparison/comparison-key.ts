/** The key of a comparison's tab: the ids of its two attempts. */
export function comparisonKey(leftId: string, rightId: string): string {
  return `${leftId}:${rightId}`;
}

export function readComparisonKey(key: string): { leftId: string; rightId: string } {
  const [leftId = '', rightId = ''] = key.split(':');
  return { leftId, rightId };
}
