import { useEffect } from 'react';
import { useApp } from '../../stores/app-context.tsx';
import { applyReceiverStates } from '../../stores/receivers.ts';

/** The engine tells of changes of status; counts are asked for, at most this often, while requests come in. */
const everyMs = 250;

/** Keeps the counts of all receivers up to date while a screen shows them. */
export function useReceiverCounts(): void {
  const { engine, receivers } = useApp();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const read = (): void => {
      timer = null;
      engine.call('receivers.states', {}).then(
        (states) => receivers.setState((all) => applyReceiverStates(all, states)),
        // The banner of the window says when the engine is gone; the next request asks again.
        () => undefined,
      );
    };
    read();
    const remove = engine.on('receivers.received', () => {
      timer ??= setTimeout(read, everyMs);
    });
    const removeGap = engine.onGap(read);
    return () => {
      remove();
      removeGap();
      if (timer !== null) clearTimeout(timer);
    };
  }, [engine, receivers]);
}
