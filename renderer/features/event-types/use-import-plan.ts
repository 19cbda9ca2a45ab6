import { useEffect, useRef, useState } from 'react';
import type { CommandError, CommandOutput } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { useDocumentList } from '../../stores/use-document.ts';

type Plan = CommandOutput<'eventTypes.planImport'>;
type ShownError = Pick<CommandError, 'message' | 'code' | 'details'>;

/** What a document would do, by the side of the text it was read from. */
export interface ReadDocument {
  text: string;
  plan: Plan;
}

export interface ImportReading {
  document: ReadDocument | null;
  error: ShownError | null;
  isReading: boolean;
  read(text: string): void;
  refuse(error: ShownError): void;
}

/** What was read last, for as long as the tab is open: one looks at what is there and comes back. */
const lastRead = new WeakMap<App, { text: string }>();

/** Reads a document, and again whenever the event types of the workspace change: what is shown is always still to be done. */
export function useImportPlan(tabId: string): ImportReading {
  const app = useApp();
  const eventTypes = useDocumentList('event-type');
  const [source, setSource] = useState<{ text: string } | null>(() => lastRead.get(app) ?? null);
  const [document, setDocument] = useState<ReadDocument | null>(null);
  const [error, setError] = useState<ShownError | null>(null);
  const [isReading, setReading] = useState(false);
  const newest = useRef(source);
  newest.current = source;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the event types are what the document is compared with
  useEffect(() => {
    if (source === null) return;
    let isCurrent = true;
    app.engine
      .call('eventTypes.planImport', source)
      .then(
        (plan) => {
          if (isCurrent) setDocument({ text: source.text, plan });
        },
        (cause: unknown) => {
          if (isCurrent) setError(toCommandError(cause));
        },
      )
      .finally(() => {
        if (newest.current === source) setReading(false);
      });
    return () => {
      isCurrent = false;
    };
  }, [app, source, eventTypes]);
  useEffect(
    () => () => {
      if (!app.session.getState().tabs.some(({ id }) => id === tabId)) lastRead.delete(app);
    },
    [app, tabId],
  );
  const begin = (next: { text: string } | null, why: ShownError | null): void => {
    setError(why);
    setDocument(null);
    setReading(next !== null);
    setSource(next);
    if (next === null) lastRead.delete(app);
    else lastRead.set(app, next);
  };
  return {
    document,
    error,
    isReading,
    read: (text) => begin({ text }, null),
    refuse: (why) => begin(null, why),
  };
}
