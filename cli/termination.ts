/** Resolves at the first SIGINT or SIGTERM; a second one ends the process on the spot. */
export function terminationAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
