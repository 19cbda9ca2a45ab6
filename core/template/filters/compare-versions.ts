/** Precedence of two semantic versions (semver.org 2.0.0, section 11): -1, 0 or 1. Missing parts count as 0. */
export function compareVersions(left: string, right: string): -1 | 0 | 1 {
  const [first, second] = [parseVersion(left), parseVersion(right)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (first.numbers[index] ?? 0) - (second.numbers[index] ?? 0);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  if (first.preRelease.length === 0 || second.preRelease.length === 0) {
    return sign(second.preRelease.length - first.preRelease.length);
  }
  return comparePreRelease(first.preRelease, second.preRelease);
}

function parseVersion(text: string): { numbers: number[]; preRelease: string[] } {
  const match = /^\s*v?(\d+(?:\.\d+){0,2})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?\s*$/.exec(text);
  if (match?.[1] === undefined) throw new Error(`"${text}" is not a version such as 1.2.3.`);
  return { numbers: match[1].split('.').map(Number), preRelease: match[2]?.split('.') ?? [] };
}

function comparePreRelease(left: readonly string[], right: readonly string[]): -1 | 0 | 1 {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [first, second] = [left[index], right[index]];
    if (first === undefined) return -1;
    if (second === undefined) return 1;
    if (first === second) continue;
    const [isFirstNumber, isSecondNumber] = [/^\d+$/.test(first), /^\d+$/.test(second)];
    if (isFirstNumber && isSecondNumber) return sign(Number(first) - Number(second));
    if (isFirstNumber !== isSecondNumber) return isFirstNumber ? -1 : 1;
    return first < second ? -1 : 1;
  }
  return 0;
}

function sign(number: number): -1 | 0 | 1 {
  if (number === 0) return 0;
  return number < 0 ? -1 : 1;
}
