import { type Filter, type Liquid, type Token, TypeGuards, toValueSync, type Value } from 'liquidjs';
import { ExactNumber } from './exact-number.ts';
import { isFloatLiteral } from './filters/number-filters.ts';
import { liquidOperators } from './liquid-operators.ts';
import { isPrimitive, isTruthy, plainValue } from './liquid-values.ts';
import { absent, readProperty, readRoot } from './read-property.ts';
import type { RenderRun } from './render-run.ts';
import type { TemplateUsage } from './template-usage.ts';

export type Evaluate = (run: RenderRun) => unknown;

export interface Compiler {
  liquid: Liquid;
  usage: TemplateUsage;
}

type ValueLike = Pick<Value, 'initial' | 'filters'>;
type FilterToken = ConstructorParameters<typeof Filter>[0];
type FilterHandler = (this: unknown, ...argv: unknown[]) => unknown;

/** Memory growth after which the clock is read again: long filters must not slip through between nodes. */
const clockCheckUnits = 20_000;

/** Compiles a value with its filters; `isLenient` values may name unknown variables without a finding. */
export function compileValue(compiler: Compiler, value: ValueLike, isLenient: boolean): Evaluate {
  const initial = compileExpression(compiler, value.initial.postfix, isLenient || value.filters[0]?.name === 'default');
  const isFloat = value.initial.postfix.length === 1 && isFloatLiteral(value.initial.postfix[0]);
  const filters = value.filters.map((filter, index) => compileFilter(compiler, filter, isFloat && index === 0));
  const [first, second] = filters;
  if (first === undefined) return initial;
  if (second === undefined) return (run) => first(run, initial(run));
  return (run) => {
    let result = initial(run);
    for (const filter of filters) result = filter(run, result);
    return result;
  };
}

/** LiquidJS gives expressions in postfix order; this builds the tree back. `and` and `or` evaluate both sides, as there. */
function compileExpression(compiler: Compiler, postfix: readonly Token[], isLenient: boolean): Evaluate {
  const stack: Evaluate[] = [];
  for (const token of postfix) {
    if (!TypeGuards.isOperatorToken(token)) {
      stack.push(compileToken(compiler, token, isLenient));
      continue;
    }
    const right = stack.pop() ?? constant(undefined);
    if (token.operator === 'not') {
      stack.push((run) => !isTruthy(right(run)));
    } else {
      stack.push(compileOperator(token.operator, stack.pop() ?? constant(undefined), right));
    }
  }
  return stack[0] ?? constant(undefined);
}

function constant(value: unknown): Evaluate {
  return () => value;
}

function compileOperator(operator: string, left: Evaluate, right: Evaluate): Evaluate {
  if (operator === 'and') {
    return (run) => {
      const [first, second] = [isTruthy(left(run)), isTruthy(right(run))];
      return first && second;
    };
  }
  if (operator === 'or') {
    return (run) => {
      const [first, second] = [isTruthy(left(run)), isTruthy(right(run))];
      return first || second;
    };
  }
  const general = liquidOperators[operator] as ((l: unknown, r: unknown, context: unknown) => unknown) | undefined;
  const fast = primitiveOperators[operator];
  return (run) => {
    const [first, second] = [left(run), right(run)];
    if (fast !== undefined && isPrimitive(first) && isPrimitive(second)) return fast(first, second);
    return general === undefined ? undefined : toValueSync(general(first, second, run.context));
  };
}

/** Liquid compares numbers with numbers and texts with texts by JavaScript's own rules. */
const primitiveOperators: Record<string, (left: unknown, right: unknown) => boolean> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => isSomething(left, right) && (left as number) < (right as number),
  '>': (left, right) => isSomething(left, right) && (left as number) > (right as number),
  '<=': (left, right) => isSomething(left, right) && (left as number) <= (right as number),
  '>=': (left, right) => isSomething(left, right) && (left as number) >= (right as number),
};

/** Nil is neither less nor greater than anything. */
function isSomething(left: unknown, right: unknown): boolean {
  return left !== null && left !== undefined && right !== null && right !== undefined;
}

/** Compiles one operand: a literal, a path or a range. */
export function compileToken(compiler: Compiler, token: Token | undefined, isLenient: boolean): Evaluate {
  if (token === undefined) return constant(undefined);
  if ('content' in token) return constant(token.content);
  if (TypeGuards.isPropertyAccessToken(token)) return compilePath(compiler, token, isLenient);
  if (TypeGuards.isRangeToken(token)) {
    const low = compileToken(compiler, token.lhs, false);
    const high = compileToken(compiler, token.rhs, false);
    return (run) => {
      run.at = token;
      return makeRange(run, rangeEnd(low(run)), rangeEnd(high(run)));
    };
  }
  return constant(undefined);
}

/** The ends of a range are whole numbers; what is no number counts as 0. */
function rangeEnd(value: unknown): number {
  return Math.trunc(Number(plainValue(value))) || 0;
}

function makeRange(run: RenderRun, low: number, high: number): number[] {
  run.memory.use(high - low + 1);
  const numbers: number[] = [];
  for (let number = low; number <= high; number += 1) numbers.push(number);
  return numbers;
}

type PathToken = Extract<Parameters<typeof TypeGuards.isPropertyAccessToken>[0], { props: unknown }>;

function compilePath(compiler: Compiler, token: PathToken, isLenient: boolean): Evaluate {
  const keys = token.props.map((prop: Token) => {
    const evaluate = compileToken(compiler, prop, false);
    return 'content' in prop ? prop.content : evaluate;
  }) as (string | number | Evaluate)[];
  if (token.variable !== undefined) {
    return compileSteps(
      compileToken(compiler, token.variable, isLenient),
      [token.variable.getText()],
      keys,
      token,
      isLenient,
    );
  }
  const [root, ...rest] = keys;
  const readFirst = compileRoot(compiler, root, token, isLenient);
  return rest.length === 0 ? readFirst : compileSteps(readFirst, [root], rest, token, isLenient);
}

function compileRoot(compiler: Compiler, root: unknown, token: Token, isLenient: boolean): Evaluate {
  if (typeof root === 'function') compiler.usage.hasDynamicRoot = true;
  else compiler.usage.roots.add(String(root));
  return (run) => {
    const name = typeof root === 'function' ? String(plainValue((root as Evaluate)(run))) : String(root);
    const value = readRoot(run, name);
    if (value !== absent) return value;
    return isLenient || run.unknown === null ? undefined : run.reportUnknown(token, [name], run.rootNames());
  };
}

function compileSteps(
  readFirst: Evaluate,
  head: readonly unknown[],
  keys: readonly (string | number | Evaluate)[],
  token: Token,
  isLenient: boolean,
): Evaluate {
  return (run) => {
    let value = readFirst(run);
    for (let index = 0; index < keys.length; index += 1) {
      if (value === undefined) return undefined;
      const key = keys[index];
      const parent = value;
      value = readProperty(run, parent, typeof key === 'function' ? plainValue(key(run)) : key);
      if (value === undefined && !isLenient && run.unknown !== null) {
        const path = keys
          .slice(0, index + 1)
          .map((part) => (typeof part === 'function' ? plainValue(part(run)) : part));
        return run.reportUnknown(token, [...head, ...path], parent);
      }
    }
    return value;
  };
}

type Filtering = (run: RenderRun, value: unknown) => unknown;

/** Fields of LiquidJS's filter that its types hide. */
interface FilterInternals {
  token: FilterToken;
  handler: FilterHandler;
}

/** LiquidJS's own filters that make a text of their input: a number's text is what was spelled. */
const textualFilters: ReadonlySet<string> = new Set([
  'append',
  'prepend',
  'escape',
  'replace',
  'remove',
  'strip',
  'slice',
]);

function compileFilter(compiler: Compiler, filter: Filter, isFloatInput: boolean): Filtering {
  compiler.usage.filters.add(filter.name);
  const { token, handler } = filter as unknown as FilterInternals;
  const values = filter.args.map((argument) => compileArgument(compiler, argument));
  const isTextual = textualFilters.has(filter.name);
  const { liquid } = compiler;
  return (run, value) => {
    const argv: unknown[] = [value];
    for (const evaluate of values) argv.push(evaluate(run));
    if (isTextual) for (const [index, item] of argv.entries()) if (item instanceof ExactNumber) argv[index] = `${item}`;
    for (const item of argv) if (Array.isArray(item)) chargeTexts(run, item);
    const before = run.memory.used;
    run.at = token as unknown as Token;
    const result = handler.apply({ context: run.context, token, liquid, isFloatInput }, argv);
    const plain = isGenerator(result) ? toValueSync(result) : result;
    if (run.memory.used - before > clockCheckUnits) run.time.check();
    return plain;
  };
}

function compileArgument(compiler: Compiler, argument: unknown): Evaluate {
  if (!Array.isArray(argument)) return compileToken(compiler, argument as Token, false);
  const value = compileToken(compiler, argument[1] as Token, false);
  return (run) => [argument[0], value(run)];
}

function isGenerator(value: unknown): value is Generator<unknown, unknown, unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { next?: unknown }).next === 'function';
}

/** Filters may join an array's texts: many references to one long text must count each time. */
function chargeTexts(run: RenderRun, items: readonly unknown[]): void {
  for (const item of items) {
    if (typeof item === 'string') run.memory.use(item.length);
    else if (Array.isArray(item)) chargeTexts(run, item);
  }
}
