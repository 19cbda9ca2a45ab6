import type { AttemptSummary } from '../../model/index.ts';

/** What a message's last attempt says. `stopped`: it was to be tried again, and nobody does. */
export function lastWord({ verdict, failureKind }: AttemptSummary): 'delivered' | 'undelivered' | 'stopped' {
  if (verdict === 'delivered') return 'delivered';
  return verdict === 'final' && failureKind !== 'aborted' ? 'undelivered' : 'stopped';
}
