import type { AttemptSummary } from '../../../core/contract/index.ts';
import { failureCatalogue } from '../../../core/contract/index.ts';
import { StatusBadge, type StatusName } from '../../ui/status-badge.tsx';

const statuses: Record<AttemptSummary['verdict'], StatusName> = {
  delivered: 'delivered',
  retry: 'retrying',
  final: 'undelivered',
};

/** What the newest attempt ended in: its status or failure in words. */
export function LastResult({ attempt }: { attempt: AttemptSummary | undefined }) {
  if (attempt === undefined) return null;
  const text =
    attempt.failureKind === null ? String(attempt.status ?? '') : failureCatalogue[attempt.failureKind].title;
  return <StatusBadge status={statuses[attempt.verdict]} text={text} />;
}
