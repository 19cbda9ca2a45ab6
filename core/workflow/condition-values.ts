import type { Condition, JsonObject, JsonValue } from '../model/index.ts';

/** A condition's two sides with what its operator may need beside the values. */
export interface ConditionOperands {
  actual: JsonValue;
  /** False when nothing is at the variable's path; `actual` is then the empty text, as in Knock. */
  isPresent: boolean;
  expected: JsonValue;
  /** The argument as written: operators on text use it where decoding would have made a number of it. */
  expectedText: string;
}

const pathPattern = /^(data|recipient|actor|tenant|vars|workflow|run|refs)((?:\.[^.\s[\]]+|\[\d+\])+)$/;
const liquidPathPattern = /^\{\{-?\s*(.+?)\s*-?\}\}$/;

/** The two sides of a condition at a scope (knock.md 5.1). */
export function operandsOf(condition: Condition, scope: JsonObject): ConditionOperands {
  const found = lookUp(condition.variable, scope);
  const expectedText = condition.argument ?? '';
  return {
    actual: found === undefined ? '' : found,
    isPresent: found !== undefined,
    expected: argumentValue(condition.argument, scope),
    expectedText,
  };
}

/** JSON text is decoded; else a path gives what it leads to (the empty text when that is nothing); else it is text. */
function argumentValue(argument: string | null | undefined, scope: JsonObject): JsonValue {
  if (argument === null || argument === undefined) return null;
  try {
    return JSON.parse(argument) as JsonValue;
  } catch {
    const path = liquidPathPattern.exec(argument)?.[1] ?? argument;
    return pathPattern.test(path) ? (lookUp(path, scope) ?? '') : argument;
  }
}

/** Undefined = nothing there. Only own properties, and only the prefixes that Knock knows. */
function lookUp(path: string, scope: JsonObject): JsonValue | undefined {
  const match = pathPattern.exec(path.trim());
  if (match === null) return undefined;
  const [, prefix = '', rest = ''] = match;
  let value: JsonValue | undefined = Object.hasOwn(scope, prefix) ? scope[prefix] : undefined;
  for (const segment of rest.matchAll(/[^.[\]]+/g)) {
    value = memberOf(value, segment[0]);
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
