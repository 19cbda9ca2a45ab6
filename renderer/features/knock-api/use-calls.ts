import { useEffect, useState } from 'react';
import { useApp } from '../../stores/app-context.tsx';
import { type EngineQuery, useEngineQuery } from '../../stores/use-engine-query.ts';

/** Calls are read again at most this often while they come in. */
const everyMs = 250;

/** The newest calls, kept up to date. */
export function useCalls(): EngineQuery<'knockApi.calls'> {
  const { engine } = useApp();
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const remove = engine.on('knockApi.called', () => {
      timer ??= setTimeout(() => {
        timer = null;
        setVersion((before) => before + 1);
      }, everyMs);
    });
    return () => {
      remove();
      if (timer !== null) clearTimeout(timer);
    };
  }, [engine]);
  return useEngineQuery('knockApi.calls', {}, version);
}
