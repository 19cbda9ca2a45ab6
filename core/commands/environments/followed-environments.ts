import type { AbortSignalLike } from '../../contract/commands.ts';

/** The environments that windows have chosen, each for as long as its window is there. */
export interface FollowedEnvironments {
  /** Each once, in order of names; empty without a window. */
  list(): string[];
  /** Resolves when the signal is aborted. */
  follow(environment: string, signal: AbortSignalLike): Promise<void>;
  onChange(listener: () => void): () => void;
}

export function createFollowedEnvironments(): FollowedEnvironments {
  const counts = new Map<string, number>();
  const listeners = new Set<() => void>();

  function add(environment: string, change: 1 | -1): void {
    const before = counts.get(environment) ?? 0;
    const after = before + change;
    if (after === 0) counts.delete(environment);
    else counts.set(environment, after);
    if (before === 0 || after === 0) for (const listener of listeners) listener();
  }

  return {
    list: () => [...counts.keys()].sort(),
    async follow(environment, signal) {
      if (signal.aborted) return;
      add(environment, 1);
      await new Promise<void>((resolve) => signal.addEventListener('abort', resolve));
      add(environment, -1);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
