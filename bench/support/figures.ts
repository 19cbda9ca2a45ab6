/** Figures of repeated rounds. Only ratios within one run carry over: machines differ and are noisy. */

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Nearest rank; NaN for no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[rank] ?? Number.NaN;
}

export interface Goal {
  /** What is compared with the goal. */
  value: number;
  limit: number;
  kind: 'at least' | 'below';
}

export function printGoal(name: string, goal: Goal): void {
  const isMet = goal.kind === 'at least' ? goal.value >= goal.limit : goal.value < goal.limit;
  const words = `${name}: ${goal.value.toFixed(2)} (goal: ${goal.kind} ${goal.limit})`;
  console.log(`${isMet ? 'met    ' : 'MISSED '} ${words}`);
}

export function printRows(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of [header, ...rows]) {
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    );
  }
}
