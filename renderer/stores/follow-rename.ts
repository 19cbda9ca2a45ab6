import { parseStepKey, type Rename, stepKey } from '../../core/contract/index.ts';
import type { RunsState } from './runs.ts';
import { renameTab, type SessionState } from './session.ts';

/** Tabs stay open under the new key. A workflow is also what its run set-up and its steps' requests are of. */
export function withTabsRenamed(state: SessionState, { kind, from, to }: Rename): SessionState {
  const own = renameTab(state, { kind, key: from }, to);
  if (kind === 'environment') return own.environment === from ? { ...own, environment: to } : own;
  if (kind !== 'workflow') return own;
  const steps = own.tabs.flatMap((tab) => {
    const step = tab.kind === 'step' ? parseStepKey(tab.key) : null;
    return step?.workflow === from ? [{ tab, key: stepKey(to, step.ref) }] : [];
  });
  return steps.reduce(
    (current, { tab, key }) => renameTab(current, tab, key),
    renameTab(own, { kind: 'run-setup', key: from }, to),
  );
}

/** The log tells of runs by the environment's newest key. */
export function withRunsRenamed(state: RunsState, { kind, from, to }: Rename): RunsState {
  if (kind !== 'environment') return state;
  const byId = Object.entries(state.byId).map(([id, run]) => {
    const isOfIt = run.trigger.environment === from;
    return [id, isOfIt ? { ...run, trigger: { ...run.trigger, environment: to } } : run] as const;
  });
  return { ...state, byId: Object.fromEntries(byId) };
}

/** The key that a document has now which had this one before the renames. */
export function keyAfter(renames: readonly Rename[], kind: string, key: string): string {
  return renames.reduce((now, rename) => (rename.kind === kind && rename.from === now ? rename.to : now), key);
}

/** Entries by `<environment>/<rest>`, such as what was typed and not saved, under the new key. */
export function moveEntries<T>(entries: Map<string, T>, from: string, to: string): void {
  const prefix = `${from}/`;
  for (const [id, entry] of [...entries]) {
    if (!id.startsWith(prefix)) continue;
    entries.delete(id);
    entries.set(`${to}/${id.slice(prefix.length)}`, entry);
  }
}
