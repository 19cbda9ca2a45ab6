import type { Token } from 'liquidjs';
import type { LintContext } from './lint-context.ts';
import type { FilterPlace, LintedValue } from './linted-value.ts';

export interface ArithmeticStep extends FilterPlace {
  value: LintedValue;
  filter: string;
  token: Token;
  /** End of the filter with its arguments. */
  end: number;
  args: readonly (Token | undefined)[];
  linted: readonly LintedValue[];
}

const calculating = new Set(['plus', 'minus', 'times', 'divided_by', 'modulo']);
const numeric = new Set([...calculating, 'abs', 'ceil', 'floor', 'round', 'at_least', 'at_most', 'sum']);
/** Filters after which the digits of a decimal no longer matter. */
const rounding = new Set(['round', 'ceil', 'floor', 'currency', 'rounded_currency', 'format_number']);
const moneyName = /(?:price|amount|total|cost|fee|tax|balance|money|discount|subtotal)s?$/i;

/** Divisions by zero, divisions of whole numbers, decimals that are not rounded, integers that are too big. */
export function lintArithmetic(context: LintContext, step: ArithmeticStep): void {
  if (!numeric.has(step.filter)) return;
  lintBig(context, step);
  if (!calculating.has(step.filter)) return;
  if (step.filter === 'divided_by' || step.filter === 'modulo') lintDivision(context, step);
  lintMoney(context, step);
}

function lintDivision(context: LintContext, { value, filter, args, linted, literal, later }: ArithmeticStep): void {
  const [by] = linted;
  const [token] = args;
  if (by === undefined || token === undefined) return;
  if (by.literal !== null && Number(by.literal) === 0) {
    context.report('not-finite', 'error', token, 'This divides by zero, so rendering fails.', {
      hint: 'LiquidJS would print Infinity or NaN, which no JSON can hold.',
    });
    return;
  }
  const isOpen =
    by.path !== null &&
    (by.shape === null || by.shape.mayBeZero || by.shape.kinds.has('null') || by.path.absence !== null);
  if (isOpen) {
    const message = `Rendering fails when "${by.path?.text ?? ''}" is 0 or not there: a division by zero.`;
    const hint = 'Check it with {% if %}, or give it a lower limit with "| at_least: 1".';
    context.report('not-finite', 'info', token, message, { hint, path: by.path?.text ?? null });
  }
  const isWhole = by.literal !== null && /^[+-]?\d+$/.test(by.literal);
  const isFloat = literal !== null && /^[+-]?\d+\.\d+$/.test(literal.getText());
  const isKnownText = value.shape !== null && !value.shape.kinds.has('number') && !value.shape.kinds.has('string');
  if (filter !== 'divided_by' || !isWhole || isFloat || isKnownText) return;
  if (later[0] !== undefined && (later[0].name === 'floor' || later[0].name === 'ceil')) return;
  const message = `A whole number divided by ${by.literal ?? ''} is cut to a whole number: 9 by 2 is 4.`;
  const edits = [{ begin: token.end, end: token.end, newText: '.0' }];
  context.report('integer-division', 'info', token, message, {
    hint: `Divide by ${by.literal ?? ''}.0 for decimals.`,
    fixes: [{ title: `Divide by ${by.literal ?? ''}.0`, edits }],
  });
}

function lintMoney(context: LintContext, { value, filter, token, end, linted, literal, later }: ArithmeticStep): void {
  if (filter === 'modulo' || later.some(({ name }) => rounding.has(name) || calculating.has(name))) return;
  const operands = [literal?.getText() ?? value.path?.text ?? '', linted[0]?.literal ?? linted[0]?.path?.text ?? ''];
  const isDecimal = operands.some((text) => /^[+-]?\d+\.\d*[1-9]\d*$/.test(text));
  const money = operands.find((text) => moneyName.test(text));
  if (!isDecimal && money === undefined) return;
  const message =
    'The digits of this decimal depend on the engine: 10.1 minus 2.2 is 7.9 here, 7.8999999999999995 elsewhere.';
  const name = { begin: token.begin, end: token.begin + filter.length };
  context.report('money-float', 'info', name, message, {
    hint: 'Round it, or count in cents.',
    path: money ?? null,
    fixes: [{ title: 'Add "| round: 2"', edits: [{ begin: end, end, newText: ' | round: 2' }] }],
  });
}

function lintBig(context: LintContext, { value, filter, token, linted }: ArithmeticStep): void {
  const big = [value, ...linted].find(({ shape }) => shape?.isBig === true);
  if (big === undefined) return;
  const subject = big.path === null ? 'This number' : `"${big.path.text}"`;
  const name = { begin: token.begin, end: token.begin + filter.length };
  context.report('big-integer', 'warning', name, `${subject} can be beyond 2^53, where calculating rounds it.`, {
    hint: 'Keep it a text, and do not calculate with it.',
    path: big.path?.text ?? null,
  });
}
