/** The attempt that is looked at: what commands act on. The view that shows it says so while it is there. */
let shown: { attemptId: string } | null = null;

export function setShownAttempt(attemptId: string): () => void {
  const own = { attemptId };
  shown = own;
  return () => {
    if (shown === own) shown = null;
  };
}

export function shownAttempt(): string | null {
  return shown?.attemptId ?? null;
}
