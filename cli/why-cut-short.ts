import type { RunRecord } from '../core/contract/index.ts';

/** Why a run did not come to its end, in a sentence; null when it did. */
export function whyCutShort({ status, statusMessage }: Pick<RunRecord, 'status' | 'statusMessage'>): string | null {
  if (status === 'completed') return null;
  return statusMessage ?? (status === 'failed' ? 'The run failed.' : `The run was ${status} before its end.`);
}
