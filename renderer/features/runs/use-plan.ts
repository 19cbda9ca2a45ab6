import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CommandError, PlannedRecipient, StreamInput } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';

export interface PlanTotals {
  /** Recipients. */
  send: number;
  messages: number;
  skip: number;
  signed: number;
}
export interface PlanState {
  status: 'none' | 'running' | 'done' | 'stopped' | 'failed';
  rows: readonly PlannedRecipient[];
  totals: PlanTotals;
  error: CommandError | null;
}

const nothing: PlanState = {
  status: 'none',
  rows: [],
  totals: { send: 0, messages: 0, skip: 0, signed: 0 },
  error: null,
};

/** A dry run: recipients as the engine decides them, shown at most once per frame. */
export function usePlan<N extends 'runs.plan' | 'runs.planResend'>(name: N) {
  const { engine } = useApp();
  const [state, setState] = useState(nothing);
  const abort = useRef<AbortController | null>(null);

  const stop = useCallback(() => abort.current?.abort(), []);
  useEffect(() => () => abort.current?.abort(), []);

  const start = useCallback(
    async (request: StreamInput<N>) => {
      abort.current?.abort();
      const own = new AbortController();
      abort.current = own;
      const rows: PlannedRecipient[] = [];
      const totals: PlanTotals = { ...nothing.totals };
      let frame = 0;
      const show = (status: PlanState['status'], error: CommandError | null = null): void => {
        if (abort.current === own) setState({ status, rows: [...rows], totals: { ...totals }, error });
      };
      // What was there stays until the first recipient of the new dry run is known.
      setState((before) => ({ ...before, status: 'running', error: null }));
      try {
        for await (const row of engine.stream(name, request, { signal: own.signal })) {
          if (own.signal.aborted) break;
          rows.push(row);
          countRow(totals, row);
          if (frame === 0) {
            frame = requestAnimationFrame(() => {
              frame = 0;
              show('running');
            });
          }
        }
        cancelAnimationFrame(frame);
        show(own.signal.aborted ? 'stopped' : 'done');
      } catch (cause) {
        cancelAnimationFrame(frame);
        show(own.signal.aborted ? 'stopped' : 'failed', own.signal.aborted ? null : toCommandError(cause));
      }
    },
    [engine, name],
  );
  return { plan: state, start, stop };
}

/** Where the requests of a finished dry run would go. */
export function usePlannedUrls({ status, rows }: PlanState): readonly string[] {
  return useMemo(
    () => (status === 'done' ? rows.flatMap(({ willSend, url }) => (willSend && url !== null ? [url] : [])) : []),
    [status, rows],
  );
}

function countRow(totals: PlanTotals, row: PlannedRecipient): void {
  if (row.willSend) totals.send += 1;
  else totals.skip += 1;
  totals.messages += row.messageCount;
  if (row.isSigned) totals.signed += 1;
}
