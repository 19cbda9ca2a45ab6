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

/** A condition's two sides read once: a run asks the same condition for every recipient. */
interface CompiledCondition {
  variable: Path | null;
  argument: { kind: 'value'; value: JsonValue } | { kind: 'path'; path: Path };
}

/** Names from the scope down. */
type Path = readonly string[];

const compiledConditions = new WeakMap<Condition, CompiledCondition>();

/** The two sides of a condition at a scope (knock.md 5.1). The condition is taken as unchanging data. */
export function operandsOf(condition: Condition, scope: JsonObject): ConditionOperands {
  const { variable, argument } = compile(condition);
  const found = variable === null ? undefined : lookUp(variable, scope);
  return {
    actual: found === undefined ? '' : found,
    isPresent: found !== undefined,
    expected: argument.kind === 'value' ? argument.value : (lookUp(argument.path, scope) ?? ''),
    expectedText: condition.argument ?? '',
  };
}

function compile(condition: Condition): CompiledCondition {
  const known = compiledConditions.get(condition);
  if (known !== undefined) return known;
  const compiled = { variable: parsePath(condition.variable.trim()), argument: compileArgument(condition.argument) };
  compiledConditions.set(condition, compiled);
  return compiled;
}

/** JSON text is decoded; else a path gives what it leads to (the empty text when that is nothing); else it is text. */
function compileArgument(argument: string | null | undefined): CompiledCondition['argument'] {
  if (argument === null || argument === undefined) return { kind: 'value', value: null };
  try {
    return { kind: 'value', value: JSON.parse(argument) as JsonValue };
  } catch {
    const path = parsePath(liquidPathPattern.exec(argument)?.[1] ?? argument);
    return path === null ? { kind: 'value', value: argument } : { kind: 'path', path };
  }
}

/** Null = no path, or one that begins with no prefix that Knock knows. */
function parsePath(text: string): Path | null {
  const match = pathPattern.exec(text);
  if (match === null) return null;
  const [, prefix = '', rest = ''] = match;
  return [prefix, ...(rest.match(/[^.[\]]+/g) ?? [])];
}

/** Undefined = nothing there. Only own properties count. */
function lookUp(path: Path, scope: JsonObject): JsonValue | undefined {
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
