import { exactRecipients, type RunRecord, recipientKey, type WorkspaceSettings } from '../../../core/contract/index.ts';
import { resend } from '../../strings/resend.ts';
import { runs as words } from '../../strings/runs.ts';
import type { StatusName, StatusTone } from '../../ui/status-badge.tsx';
import { plainReference, recipientText } from './recipient-text.ts';

/** Whether it ended before all were final, and can go on from there. */
export function canResume(run: RunRecord | undefined): boolean {
  return run?.status === 'interrupted' || run?.status === 'stopped';
}

/** Whether it was triggered and came to its end: what it was for can be had again, and what came of it expected. */
export function canBeScenario({ status, trigger }: RunRecord): boolean {
  return status === 'completed' && trigger.resend === undefined;
}

/** What set the run off, in a word: the event's type, that it was plain data, or that it sends again what several events set off. */
export function eventWords(run: RunRecord, settings: WorkspaceSettings | undefined): string {
  const others = run.trigger.resend?.otherRuns;
  if (others !== undefined) return resend.eventOfRuns(others.length + 1);
  const type = settings === undefined ? undefined : run.trigger.data[settings.eventTypeField];
  return typeof type === 'string' ? type : words.plainEvent;
}

/** Who was triggered: the first by name, and how many more. */
export function targetWords(
  run: RunRecord,
  settings: WorkspaceSettings | undefined,
  projectName: (id: string) => string | undefined,
): string {
  const { resend } = run.trigger;
  if (resend !== undefined) {
    const [own = '', ...others] = new Set(resend.messages.map(({ recipient }) => recipient));
    return others.length === 0 ? own : words.manyTargets(others.length + 1);
  }
  const [first, ...more] = exactRecipients(run.trigger);
  if (first === undefined) return '';
  const reference = plainReference(first);
  const isObject = reference !== null && typeof reference === 'object';
  const isProject = isObject && reference.collection === settings?.projectCollection;
  const own = reference === null ? recipientText(first) : recipientKey(reference);
  const name = isProject ? projectName(reference.id) : undefined;
  return more.length === 0 ? (name ?? own) : words.moreTargets(name ?? own, more.length);
}

export function clockWords(run: RunRecord): string {
  const { clock } = run.trigger;
  return typeof clock === 'string'
    ? words.clockWords[clock]
    : words.clockWords.scaled(clock.scale.toLocaleString('en'));
}

/** A run's own state; one under way is in flight, not "up". */
export function runBadge(run: RunRecord): { status: StatusName; tone?: StatusTone } {
  return run.status === 'running' ? { status: 'running', tone: 'in-flight' } : { status: run.status };
}

export function finalCount({ counts }: RunRecord): number {
  return counts.delivered + counts.undelivered + counts.skipped + counts.stopped;
}

/** Those it has come to; of a run that sends again all that it names, because these are known from the start. */
export function recipientTotal({ counts, trigger }: RunRecord): number {
  const named = new Set(trigger.resend?.messages.map(({ recipient }) => recipient));
  return Math.max(counts.recipients, named.size);
}
