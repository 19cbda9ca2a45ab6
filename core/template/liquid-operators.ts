import { Drop, defaultOperators, type Operators, toValueSync } from 'liquidjs';
import { plainValue } from './liquid-values.ts';

type Operator = (left: unknown, right: unknown, context: unknown) => unknown;

const stock = defaultOperators as unknown as Record<'==' | 'contains', Operator>;

/** `nil == blank` holds in Shopify's Liquid; LiquidJS asks `nil`, which knows nothing of `blank`, so `blank` is asked. */
function isEqual(left: unknown, right: unknown, context: unknown): boolean {
  const isNilFirst = left instanceof Drop && plainValue(left) === null && right instanceof Drop;
  return toValueSync(isNilFirst ? stock['=='](right, left, context) : stock['=='](left, right, context)) === true;
}

/** Nothing contains nil or false, as in Shopify's Liquid. */
function contains(left: unknown, right: unknown, context: unknown): boolean {
  const wanted = plainValue(right);
  if (wanted === null || wanted === undefined || wanted === false) return false;
  return toValueSync(stock.contains(left, right, context)) === true;
}

/** Liquid's operators with Shopify's rules where LiquidJS differs. */
export const liquidOperators: Operators = {
  ...defaultOperators,
  '==': isEqual as Operators[string],
  '!=': ((left: unknown, right: unknown, context: unknown) => !isEqual(left, right, context)) as Operators[string],
  '<': ordered('<', (left, right) => left < right),
  '>': ordered('>', (left, right) => left > right),
  '<=': ordered('<=', (left, right) => left <= right),
  '>=': ordered('>=', (left, right) => left >= right),
  contains: contains as Operators[string],
};

/** Nil is neither less nor greater than anything; JavaScript would take it for zero. */
function ordered(name: string, compare: (left: number, right: number) => boolean): Operators[string] {
  const general = defaultOperators[name] as unknown as Operator;
  const operator = (left: unknown, right: unknown, context: unknown): unknown => {
    if (left === null || left === undefined || right === null || right === undefined) return false;
    if (typeof left === 'object' || typeof right === 'object') return toValueSync(general(left, right, context));
    return compare(left as number, right as number);
  };
  return operator as Operators[string];
}
