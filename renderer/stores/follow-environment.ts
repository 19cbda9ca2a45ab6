import type { EngineClient } from '../../core/contract/index.ts';
import type { SessionStore } from './session.ts';

/** Tells the engine which environment is chosen here, so that templates are checked with it. */
export interface EnvironmentFollower {
  /** Once the engine is there, and again when it came back. */
  begin(): void;
  dispose(): void;
}

export function createEnvironmentFollower(engine: EngineClient, session: SessionStore): EnvironmentFollower {
  let control = new AbortController();
  let isBegun = false;

  async function follow(signal: AbortSignal): Promise<void> {
    const input = { environment: session.getState().environment };
    try {
      for await (const _nothing of engine.stream('environment.follow', input, { signal }));
    } catch {
      // Ended by this window, or with the engine: then `begin` is called again.
    }
  }

  function begin(): void {
    isBegun = true;
    control.abort();
    control = new AbortController();
    void follow(control.signal);
  }

  const stop = session.subscribe((state, before) => {
    if (isBegun && state.environment !== before.environment) begin();
  });
  return {
    begin,
    dispose() {
      stop();
      control.abort();
    },
  };
}
