import {
  type Condition,
  type ConditionGroup,
  conditionPrefixes,
  type JsonObject,
  type JsonValue,
} from '../model/index.ts';
import { applyOperator } from './condition-operators.ts';
import { type ConditionOperands, operandsOf } from './condition-values.ts';

/** One condition with the values that decided. */
export interface ConditionCheck {
  condition: Condition;
  /** Null = not evaluated: an earlier one had decided. */
  isMet: boolean | null;
  actual: JsonValue;
  expected: JsonValue;
  /** Why it came out so, where the values do not tell; null otherwise. */
  note: string | null;
}

/**
 * Evaluates a group at a scope, left to right, and stops where the result is certain, as Knock's debugger shows it
 * (knock.md 5.1). A group without members is met. `nowMs` in Unix milliseconds.
 */
export function evaluateConditions(
  group: ConditionGroup,
  scope: JsonObject,
  nowMs: number,
): { isMet: boolean; checks: ConditionCheck[] } {
  const checks: ConditionCheck[] = [];
  const isMet = 'all' in group ? allMet(group.all, scope, nowMs, checks) : anyMet(group.any, scope, nowMs, checks);
  return { isMet, checks };
}

type AnyMember = Extract<ConditionGroup, { any: unknown }>['any'][number];

function anyMet(members: readonly AnyMember[], scope: JsonObject, nowMs: number, checks: ConditionCheck[]): boolean {
  if (members.length === 0) return true;
  let isMet = false;
  for (const member of members) {
    const conditions = 'all' in member ? member.all : [member];
    if (isMet) skip(conditions, checks);
    else isMet = allMet(conditions, scope, nowMs, checks);
  }
  return isMet;
}

function allMet(conditions: readonly Condition[], scope: JsonObject, nowMs: number, checks: ConditionCheck[]): boolean {
  for (const [index, condition] of conditions.entries()) {
    const operands = operandsOf(condition, scope);
    const { isMet, note } = applyOperator(condition.operator, operands, nowMs);
    const { actual, expected } = operands;
    checks.push({ condition, isMet, actual, expected, note: absenceNote(condition, operands) ?? note });
    if (!isMet) {
      skip(conditions.slice(index + 1), checks);
      return false;
    }
  }
  return true;
}

/** Nothing looks like an empty text otherwise, and a mistaken path like one that leads nowhere. */
function absenceNote({ operator }: Condition, { isPath, isPresent }: ConditionOperands): string | null {
  if (isPresent || operator === 'is_audience_member' || operator === 'is_not_audience_member') return null;
  return isPath ? 'There is nothing at this path.' : noPath;
}

const noPath = `This is no path: it must begin with ${conditionPrefixes.map((prefix) => `"${prefix}."`).join(', ')}.`;

function skip(conditions: readonly Condition[], checks: ConditionCheck[]): void {
  for (const condition of conditions) {
    checks.push({ condition, isMet: null, actual: null, expected: null, note: null });
  }
}
