import { deliveries as words } from '../../strings/deliveries.ts';
import type { DeliveryFilter } from './delivery-filter.ts';

/** Of each part, in characters: a path or a name may be as long as somebody made it. */
const partLength = 48;

/** A file's name of what the file holds, in letters, digits and what every system takes in a name. */
export function archiveName(...parts: readonly string[]): string {
  const clean = parts.map((part) =>
    Array.from(part.replaceAll(/[^\p{L}\p{N}._]+/gu, '-'))
      .slice(0, partLength)
      .join('')
      .replaceAll(/^[-.]+|[-.]+$/g, ''),
  );
  return `${clean.filter((part) => part !== '').join('-')}.har`;
}

/** Names what the filter finds: the run or message where it is of one, and what it is narrowed to. */
export function archiveNameOf(filter: DeliveryFilter, runNumber: number | null): string {
  const { messageId, endpoint, recipient, verdict, status, failureKind, sinceMinutes, between } = filter;
  const since = Object.entries(words.since).find(([minutes]) => minutes === sinceMinutes)?.[1] ?? '';
  const outcome = verdict === '' ? '' : words.verdicts[verdict];
  const narrowed = [outcome, status, failureKind, endpoint, recipient, since, between];
  const isOfRun = filter.runId !== '';
  const run = runNumber === null ? filter.runId : words.run(runNumber).toLowerCase();
  const isAll = !isOfRun && messageId === '' && narrowed.every((text) => text.trim() === '');
  return archiveName(isOfRun ? run : isAll ? words.archiveOfAll : words.archive, messageId, ...narrowed);
}
