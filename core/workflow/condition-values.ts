import {
  type Condition,
  type JsonObject,
  type JsonValue,
  parseConditionPath,
  readConditionArgument,
} from '../model/index.ts';

/** A condition's two sides with what its operator may need beside the values. */
export interface ConditionOperands {
  actual: JsonValue;
  /** False when nothing is at the variable's path; `actual` is then the empty text, as in Knock. */
  isPresent: boolean;
  /** False when the variable is no path at all, so that nothing can ever be there. */
  isPath: boolean;
  expected: JsonValue;
  /**
   * The argument as text: as it was written where decoding made a number or a boolean of it, else what the value at its path
   * is printed as. Null = no text stands for it.
   */
  expectedText: string | null;
}

/** A condition's two sides read once: a run asks the same condition for every recipient. */
interface CompiledCondition {
  variable: readonly string[] | null;
  argument: ReturnType<typeof readConditionArgument>;
}

const noArgument = { kind: 'value', value: null } as const;
const compiledConditions = new WeakMap<Condition, CompiledCondition>();

/** The two sides of a condition at a scope (knock.md 5.1). The condition is taken as unchanging data. */
export function operandsOf(condition: Condition, scope: JsonObject): ConditionOperands {
  const { variable, argument } = compile(condition);
  const found = variable === null ? undefined : lookUp(variable, scope);
  const expected = argument.kind === 'value' ? argument.value : (lookUp(argument.path, scope) ?? '');
  return {
    actual: found === undefined ? '' : found,
    isPresent: found !== undefined,
    isPath: variable !== null,
    expected,
    expectedText: argument.kind === 'value' ? (condition.argument ?? '') : textOf(expected),
  };
}

function textOf(value: JsonValue): string | null {
  return value === null || typeof value === 'object' ? null : String(value);
}

function compile(condition: Condition): CompiledCondition {
  const known = compiledConditions.get(condition);
  if (known !== undefined) return known;
  const { variable, argument } = condition;
  const compiled: CompiledCondition = {
    variable: parseConditionPath(variable.trim()),
    argument: argument === null || argument === undefined ? noArgument : readConditionArgument(argument),
  };
  compiledConditions.set(condition, compiled);
  return compiled;
}

/** Undefined = nothing there. Only own properties count. */
function lookUp(path: readonly string[], scope: JsonObject): JsonValue | undefined {
  let value: JsonValue | undefined = scope;
  for (const name of path) {
    value = memberOf(value, name);
    if (value === undefined) return undefined;
  }
  return value;
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (Array.isArray(value)) return /^\d+$/.test(name) ? value[Number(name)] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Equality of JSON values: numbers by value, lists in order, maps by content. Text is never equal to a number. */
export function isSameValue(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => isSameValue(item, b[index] ?? null));
  }
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && isSameValue(a[name] ?? null, b[name] ?? null));
}
