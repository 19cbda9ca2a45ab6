import { type Filter, type Token, TypeGuards, type Value } from 'liquidjs';
import { filterType } from './filter-types.ts';
import { lintArguments, lintInput } from './lint-arguments.ts';
import { lintArithmetic } from './lint-arithmetic.ts';
import type { LintContext } from './lint-context.ts';
import type { FilterPlace, LintedValue } from './linted-value.ts';
import { isPathToken, lookUpPath, reportUnknown } from './path-lookup.ts';
import { emptyShape, mergeShapes, type ValueKind, type ValueShape } from './value-shape.ts';

/** Looks at a value and its filters, reports what is wrong with them, and tells what comes out. */
export function lintValue(context: LintContext, value: Value, isCondition = false): LintedValue {
  const { postfix } = value.initial;
  const [only, another] = postfix;
  const isTolerant = isCondition || value.filters[0]?.name === 'default';
  let result: LintedValue;
  if (only !== undefined && another === undefined) result = lintOperand(context, only, isTolerant);
  else {
    for (const token of postfix) if (!TypeGuards.isOperatorToken(token)) lintOperand(context, token, true);
    const begin = postfix.reduce((least, token) => Math.min(least, token.end), Number.POSITIVE_INFINITY);
    result = { ...nothingKnown, shape: shapeOf('boolean'), initialEnd: begin, end: begin };
  }
  const literal = only !== undefined && another === undefined ? only : null;
  for (const [index, filter] of value.filters.entries()) {
    result = lintFilter(context, result, filter, {
      literal: index === 0 ? literal : null,
      later: value.filters.slice(index + 1),
    });
  }
  return result;
}

const nothingKnown: LintedValue = {
  shape: null,
  literal: null,
  isOwnText: false,
  isJson: false,
  path: null,
  initialEnd: 0,
  end: 0,
};

export function shapeOf(kind: ValueKind, more: Partial<ValueShape> = {}): ValueShape {
  return { ...emptyShape, kinds: new Set([kind]), ...more };
}

/** One operand: a literal, a path or a range. */
export function lintOperand(context: LintContext, token: Token, isTolerant: boolean): LintedValue {
  const known = { ...nothingKnown, initialEnd: token.end, end: token.end };
  if (isPathToken(token)) {
    for (const prop of token.props) if (isPathToken(prop)) lintOperand(context, prop, isTolerant);
    const path = lookUpPath(context, token);
    if (!isTolerant) reportUnknown(context, token, path);
    return { ...known, shape: path.shape, literal: path.literal, isOwnText: path.isOwnText, path };
  }
  if (TypeGuards.isRangeToken(token)) {
    lintOperand(context, token.lhs as Token, isTolerant);
    lintOperand(context, token.rhs as Token, isTolerant);
    return { ...known, shape: shapeOf('array', { items: shapeOf('number') }) };
  }
  if (TypeGuards.isQuotedToken(token)) {
    return { ...known, shape: shapeOf('string', { isBig: /^-?\d{16,}$/.test(token.content) }), literal: token.content };
  }
  if (TypeGuards.isNumberToken(token)) {
    const isBig = Math.abs(token.content) > Number.MAX_SAFE_INTEGER;
    if (isBig) {
      const message = `${token.getText()} is beyond 2^53: it renders as ${String(token.content)}.`;
      const edits = [{ begin: token.begin, end: token.end, newText: `"${token.getText()}"` }];
      context.report('big-integer', 'warning', token, message, {
        hint: 'Write it as a text in quotes.',
        fixes: [{ title: 'Put it in quotes', edits }],
      });
    }
    return { ...known, shape: shapeOf('number', { isBig, mayBeZero: token.content === 0 }), literal: token.getText() };
  }
  if (!('content' in token)) return known;
  const content: unknown = token.content;
  if (typeof content === 'boolean') return { ...known, shape: shapeOf('boolean'), literal: String(content) };
  // nil prints nothing; `empty` and `blank` are for comparisons.
  return { ...known, shape: shapeOf('null'), literal: '' };
}

function lintFilter(context: LintContext, value: LintedValue, filter: Filter, place: FilterPlace): LintedValue {
  const token = (filter as unknown as { token: Token }).token;
  const end = token.begin + token.getText().trimEnd().length;
  const after = { ...nothingKnown, path: value.path, initialEnd: value.initialEnd, end };
  const args = filter.args.map((argument) => (Array.isArray(argument) ? argument[1] : argument) as Token | undefined);
  const linted = args.map((argument) =>
    argument === undefined ? nothingKnown : lintOperand(context, argument, false),
  );
  const type = filterType(filter.name);
  if (filter.name === 'default') return afterDefault(value, linted[0] ?? nothingKnown, end);
  if (type === null) return after;
  lintInput(context, value, filter.name, type, token);
  lintArguments(context, filter.name, type, args, linted);
  lintArithmetic(context, { value, filter: filter.name, token, end, args, linted, ...place });
  if (filter.name === 'json') return { ...after, shape: shapeOf('string'), isJson: true };
  // A look-up, a search or a calculation does not fail for nil; it gives nil or its own result.
  const shape = outputShape(filter.name, type.output, value.shape, type.isPlainText);
  return { ...after, shape, path: null };
}

const keepsItems = new Set(['where', 'reject', 'sort', 'sort_natural', 'uniq', 'reverse', 'intersect']);

function outputShape(
  name: string,
  output: NonNullable<ReturnType<typeof filterType>>['output'],
  input: ValueShape | null,
  isPlainText: boolean,
): ValueShape | null {
  if (output === null) return null;
  if (output === 'input') return input;
  if (output === 'item') return input?.items ?? null;
  if (output === 'array') {
    const items = name === 'split' ? shapeOf('string') : keepsItems.has(name) ? (input?.items ?? null) : null;
    return shapeOf('array', { items });
  }
  return shapeOf(output, { isPlainText });
}

/** `default` leaves nothing missing; what comes out is the value or the other one. */
function afterDefault(value: LintedValue, other: LintedValue, end: number): LintedValue {
  const { path: _, ...rest } = value;
  const literal = value.path?.absence?.kind === 'unknown' ? other.literal : null;
  if (value.shape === null || other.shape === null) return { ...rest, path: null, shape: null, literal, end };
  const kinds = new Set([...value.shape.kinds].filter((kind) => kind !== 'null'));
  const present = { ...value.shape, kinds, isOptional: false };
  return { ...rest, path: null, literal, shape: mergeShapes([present, other.shape]), end };
}
