import type { AttemptSummary, RecipientRunRow } from '../../../core/contract/index.ts';

/** The URLs, each once, where the last attempts of recipients met nobody who could have answered. */
export function unansweredUrls(rows: Iterable<Pick<RecipientRunRow, 'attempts'>>): string[] {
  const urls = new Set<string>();
  for (const { attempts } of rows) {
    const last = attempts.at(-1);
    if (last !== undefined && isUnanswered(last)) urls.add(last.endpoint);
  }
  return [...urls];
}

/** Where other receivers listen on the port of a stopped one, the answer is 404. */
function isUnanswered({ failureKind, status }: AttemptSummary): boolean {
  return failureKind === 'connection-refused' || status === 404;
}
