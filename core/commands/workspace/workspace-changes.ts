import type { WorkspaceChange } from '../../workspace/index.ts';
import type { EngineContext } from '../engine-context.ts';

/** Tells changes on as events, and lets the rooms that hold something made from a document follow it. */
export function followWorkspace(context: EngineContext): (change: WorkspaceChange) => void {
  const { events, templates, receivers } = context;
  return (change) => {
    if (change.subject === 'data') {
      events.emit('data.changed', { environment: change.environment, origin: change.origin });
      return;
    }
    const { kind, key, document, origin } = change;
    events.emit('documents.changed', { kind, key, document, origin });
    if (kind === 'partial') templates.clear();
    if (kind !== 'receiver') return;
    // Why it cannot follow is told by its state, which the host emits as `failed`.
    if (document?.kind === 'receiver') void receivers.update(key, document.value).catch(() => undefined);
    else if (receivers.states().some(({ receiver }) => receiver === key)) void receivers.stop(key);
  };
}
