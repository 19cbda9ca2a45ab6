import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandError, CommandInput, CommandName, CommandOutput } from '../../core/contract/index.ts';
import { useApp } from './app-context.tsx';
import { toCommandError } from './command-failure.ts';

export interface EngineQuery<N extends CommandName> {
  /** The last answer; it stays while a new one is on its way. */
  data: CommandOutput<N> | undefined;
  error: CommandError | null;
  isLoading: boolean;
  reload(): void;
}

/**
 * Asks the engine when the input (compared as JSON) or `version` changes, and when events have been missed; `null` asks nothing.
 * Pass what invalidates the answer as `version`, such as the environment's data version or a count of live events.
 */
export function useEngineQuery<N extends CommandName>(
  name: N,
  input: CommandInput<N> | null,
  version: unknown = null,
): EngineQuery<N> {
  const { engine } = useApp();
  const [state, setState] = useState<Omit<EngineQuery<N>, 'reload'>>({
    data: undefined,
    error: null,
    isLoading: input !== null,
  });
  const [asked, setAsked] = useState(0);
  const inputText = JSON.stringify(input);
  const latestInput = useRef(input);
  latestInput.current = input;

  // biome-ignore lint/correctness/useExhaustiveDependencies: version and asked are what makes it ask again
  useEffect(() => {
    const question = latestInput.current;
    if (question === null) {
      setState({ data: undefined, error: null, isLoading: false });
      return;
    }
    let isCurrent = true;
    setState((before) => ({ ...before, isLoading: true }));
    engine.call(name, question).then(
      (data) => isCurrent && setState({ data, error: null, isLoading: false }),
      (cause) => isCurrent && setState((before) => ({ ...before, error: toCommandError(cause), isLoading: false })),
    );
    return () => {
      isCurrent = false;
    };
  }, [engine, name, inputText, version, asked]);

  const reload = useCallback(() => setAsked((count) => count + 1), []);
  useEffect(() => engine.onGap(reload), [engine, reload]);
  return { ...state, reload };
}
