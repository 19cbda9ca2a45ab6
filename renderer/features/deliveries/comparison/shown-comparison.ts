/** What the commands of a comparison do, while one is shown. */
export interface ComparisonActions {
  next(): void;
  previous(): void;
  swap(): void;
}

let shown: ComparisonActions | null = null;

/** Returns what takes it back. */
export function setShownComparison(actions: ComparisonActions): () => void {
  shown = actions;
  return () => {
    if (shown === actions) shown = null;
  };
}

export function shownComparison(): ComparisonActions | null {
  return shown;
}
