import { useMemo } from 'react';
import { useStore } from 'zustand';
import { CommandError } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { fileOf, readRecordSet } from './record-set.ts';

/** Why the file that holds a set's records could not be taken in; null = it could, or there is none. */
export function useUnreadableFile(environment: string, setId: string): CommandError | null {
  const app = useApp();
  const file = fileOf(environment, readRecordSet(setId));
  const problem = useStore(app.problems, ({ problems }) =>
    problems.find((one) => one.severity === 'error' && one.file === file),
  );
  return useMemo(
    () => (problem === undefined ? null : new CommandError('disk-error', `${problem.file}: ${problem.message}`)),
    [problem],
  );
}
