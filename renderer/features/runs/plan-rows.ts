import { conditionClaim, type JsonValue, type PlannedRecipient } from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';

type PlannedCondition = PlannedRecipient['conditions'][number];

export type PlanRow =
  | { kind: 'recipient'; id: string; planned: PlannedRecipient; isOpen: boolean }
  | { kind: 'condition'; id: string; condition: PlannedCondition }
  | { kind: 'note'; id: string; text: string };

/** One row per recipient, and under an open one a row per condition that was looked at. */
export function planRows(planned: readonly PlannedRecipient[], open: ReadonlySet<number>): PlanRow[] {
  if (open.size === 0) {
    return planned.map((one) => ({ kind: 'recipient', id: String(one.ordinal), planned: one, isOpen: false }));
  }
  return planned.flatMap((one): PlanRow[] => {
    const id = String(one.ordinal);
    const isOpen = open.has(one.ordinal);
    const row: PlanRow = { kind: 'recipient', id, planned: one, isOpen };
    if (!isOpen) return [row];
    if (one.conditions.length === 0) return [row, { kind: 'note', id: `${id}:none`, text: words.noConditions }];
    const conditions = one.conditions.map(
      (condition, index): PlanRow => ({ kind: 'condition', id: `${id}:${index}`, condition }),
    );
    return [row, ...conditions];
  });
}

/** `recipient.event_types contains "task.completed": it is ["project.created"]`. */
export function conditionText({ condition, isMet, actual, expected, note }: PlannedCondition): string {
  // What nobody looked at has no values yet: only what was written can be shown.
  if (isMet === null) return conditionClaim(condition);
  const claim = conditionClaim(condition, shortJson(expected));
  return note === null ? words.conditionWas(claim, shortJson(actual)) : words.conditionNote(claim, note);
}

function shortJson(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length <= 160 ? text : `${text.slice(0, 160)}…`;
}
