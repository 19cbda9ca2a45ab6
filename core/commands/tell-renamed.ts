import type { Rename } from '../model/index.ts';
import type { EngineContext } from './engine-context.ts';

/** Lets the windows follow to the new key: those that are open at once, others when they open again. */
export function tellRenamed({ events, session }: Pick<EngineContext, 'events' | 'session'>, rename: Rename): void {
  if (rename.from === rename.to) return;
  session.noteRenamed(rename);
  events.emit('documents.renamed', rename);
}
