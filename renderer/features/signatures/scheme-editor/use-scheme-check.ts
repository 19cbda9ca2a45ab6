import { useEffect, useState } from 'react';
import {
  type CommandError,
  type SchemeCheck,
  type SchemeChoice,
  signatureSchemeSchema,
} from '../../../../core/contract/index.ts';
import { useApp } from '../../../stores/app-context.tsx';
import { toCommandError } from '../../../stores/command-failure.ts';

const typingDelayMs = 150;

export interface SchemeCheckState {
  /** The last answer; null before the first. */
  check: SchemeCheck | null;
  /** Whether it is of the scheme as it stands now. */
  isCurrent: boolean;
  /** False: its fields do not make a scheme yet, and the engine was not asked. */
  isReadable: boolean;
  error: CommandError | null;
}

/** What the engine says about a scheme while it is written, a moment after the typing. */
export function useSchemeCheck(choice: SchemeChoice | null): SchemeCheckState {
  const { engine } = useApp();
  const [answer, setAnswer] = useState<{ of: SchemeChoice; check: SchemeCheck } | null>(null);
  const [error, setError] = useState<CommandError | null>(null);
  const isReadable =
    choice !== null && (!('custom' in choice) || signatureSchemeSchema.safeParse(choice.custom).success);
  useEffect(() => {
    if (choice === null || !isReadable) return;
    let isWanted = true;
    const ask = async () => {
      try {
        const check = await engine.call('signatures.checkScheme', { scheme: choice });
        if (!isWanted) return;
        setAnswer({ of: choice, check });
        setError(null);
      } catch (cause) {
        if (isWanted) setError(toCommandError(cause));
      }
    };
    const timer = setTimeout(() => void ask(), typingDelayMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [engine, choice, isReadable]);
  return { check: answer?.check ?? null, isCurrent: answer?.of === choice && isReadable, isReadable, error };
}

/** Of these only the engine's check speaks: a draft's issue under them stands at its own row. */
const listFields: ReadonlySet<string> = new Set(['headers', 'query', 'bodyFields', 'settings']);

/** What is wrong with a field: what its document's schema says, else the last check. */
export function schemeProblemAt(
  { check }: SchemeCheckState,
  issueAt: (field: string) => string | undefined,
  field: string,
): string | undefined {
  const issue = listFields.has(field) ? undefined : issueAt(field);
  return issue ?? check?.problems.find((problem) => problem.field === field)?.message;
}
