/** Lets other work run; going through many samples must not hold up the engine. */
export function yieldToOthers(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
