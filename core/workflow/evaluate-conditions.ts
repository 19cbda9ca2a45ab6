import type { Condition, ConditionGroup, JsonObject, JsonValue } from '../model/index.ts';

export interface ConditionCheck {
  condition: Condition;
  /** Null = not evaluated: an earlier one had decided. */
  isMet: boolean | null;
  actual: JsonValue;
  expected: JsonValue;
  note: string | null;
}

export function evaluateConditions(
  _group: ConditionGroup,
  _scope: JsonObject,
  _nowMs: number,
): { isMet: boolean; checks: ConditionCheck[] } {
  throw new Error('to be written');
}
