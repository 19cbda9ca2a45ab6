import { createStore, useStore } from 'zustand';
import type { AttemptSummary } from '../../../../core/contract/index.ts';
import type { App } from '../../../stores/app.ts';
import { comparison as words } from '../../../strings/comparison.ts';
import { answerWords } from '../outcome-words.ts';
import { comparisonKey } from './comparison-key.ts';

interface HeldAttempt {
  id: string;
  runId: string;
  /** What it is, in words. */
  label: string;
}

/** The attempt that another one is to be compared with, from its choice until the other is chosen. */
const store = createStore<{ held: HeldAttempt | null }>(() => ({ held: null }));

export function useHeldAttempt(): HeldAttempt | null {
  return useStore(store, ({ held }) => held);
}

export function heldAttempt(): HeldAttempt | null {
  return store.getState().held;
}

export function holdAttempt(
  attempt: Pick<AttemptSummary, 'id' | 'runId' | 'displayName' | 'number' | 'status' | 'failureKind'>,
): void {
  const { id, runId, displayName, number } = attempt;
  store.setState({ held: { id, runId, label: words.heldLabel(displayName, number, answerWords(attempt)) } });
}

export function releaseAttempt(): void {
  store.setState({ held: null });
}

/** Opens a comparison; what was held for one is let go. */
export function openComparison(app: App, leftId: string, rightId: string): void {
  releaseAttempt();
  app.openTab({ kind: 'comparison', key: comparisonKey(leftId, rightId) });
}
