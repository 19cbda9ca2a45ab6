import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandError, NegativeCaseResult, StreamInput } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';

export interface SuiteState {
  status: 'none' | 'running' | 'done' | 'stopped' | 'failed';
  cases: readonly NegativeCaseResult[];
  error: CommandError | null;
}

/** Fires the suite and shows each case as its answer comes; leaving the page stops it. */
export function useNegativeSuite() {
  const { engine } = useApp();
  const [state, setState] = useState<SuiteState>({ status: 'none', cases: [], error: null });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const stop = useCallback(() => abort.current?.abort(), []);
  const start = useCallback(
    async (input: StreamInput<'signatures.negativeSuite'>) => {
      abort.current?.abort();
      const own = new AbortController();
      abort.current = own;
      const cases: NegativeCaseResult[] = [];
      const show = (status: SuiteState['status'], error: CommandError | null = null): void => {
        if (abort.current === own) setState({ status, cases: [...cases], error });
      };
      show('running');
      try {
        for await (const result of engine.stream('signatures.negativeSuite', input, { signal: own.signal })) {
          cases.push(result);
          show('running');
        }
        show(own.signal.aborted ? 'stopped' : 'done');
      } catch (cause) {
        show(own.signal.aborted ? 'stopped' : 'failed', own.signal.aborted ? null : toCommandError(cause));
      }
    },
    [engine],
  );
  return { suite: state, start, stop };
}
