import {
  AssignTag,
  CaptureTag,
  EchoTag,
  type Filter,
  ForTag,
  IfTag,
  type Liquid,
  Output,
  TablerowTag,
  type Template,
  type Token,
  Tokenizer,
  TypeGuards,
  toValueSync,
  UnlessTag,
  Value,
} from 'liquidjs';
import { didYouMean } from './closest-name.ts';
import { arityOf } from './filter-catalogue.ts';
import { PartialTag } from './partial-tag.ts';
import type { TemplateProblem } from './template-problem.ts';

/** Finds what LiquidJS lets pass in silence: unknown filters, wrong argument counts, text left over in a tag. */
export function lintTemplate(liquid: Liquid, templates: readonly Template[]): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  for (const template of templates) lintNode(liquid, template, problems);
  return problems;
}

function lintNode(liquid: Liquid, node: Template, problems: TemplateProblem[]): void {
  for (const argument of node.arguments?.() ?? []) {
    if (argument instanceof Value) lintValue(liquid, argument, problems);
  }
  lintRest(liquid, node, problems);
  if (node instanceof PartialTag || node.children === undefined) return;
  for (const child of toValueSync(node.children(false, true))) lintNode(liquid, child, problems);
}

function lintValue(liquid: Liquid, value: Value, problems: TemplateProblem[]): void {
  lintOperands(value.initial.postfix, problems);
  for (const filter of value.filters) lintFilter(liquid, filter, problems);
}

/** `{{ foo bar }}`: two operands with no operator between them. */
function lintOperands(postfix: readonly Token[], problems: TemplateProblem[]): void {
  const tokens = [...postfix].sort((left, right) => left.begin - right.begin);
  let isOperandBefore = false;
  for (const token of tokens) {
    const isOperator = TypeGuards.isOperatorToken(token);
    if (!isOperator && isOperandBefore) {
      const hint = 'Put an operator between them, "|" before a filter, or quotes around a text.';
      problems.push(problemAt(token, 'syntax', 'error', `Unexpected "${token.getText()}" after the value.`, hint));
      return;
    }
    isOperandBefore = !isOperator;
  }
  const last = tokens.at(-1);
  if (last !== undefined && TypeGuards.isOperatorToken(last)) {
    problems.push(problemAt(last, 'syntax', 'error', `A value is missing after "${last.getText()}".`, null));
  }
}

function lintFilter(liquid: Liquid, filter: Filter, problems: TemplateProblem[]): void {
  const { token } = filter as unknown as { token: Token };
  const name = filter.name;
  if (!(name in liquid.filters)) {
    const end = token.begin + name.length;
    const hint = didYouMean(name, Object.keys(liquid.filters));
    problems.push({ ...problemAt(token, 'unknown-filter', 'error', `There is no filter "${name}".`, hint), end });
    return;
  }
  const arity = arityOf(name);
  const count = filter.args.filter((argument) => !Array.isArray(argument)).length;
  if (arity === null) return;
  if (filter.args.length < arity.minimum) {
    const message = `The filter "${name}" needs ${arity.minimum === 1 ? 'an argument' : `${arity.minimum} arguments`}.`;
    problems.push(problemAt(token, 'syntax', 'error', message, `Write it like: ${arity.signature}`));
  } else if (count > arity.maximum) {
    const message = `The filter "${name}" takes ${arity.maximum === 0 ? 'no arguments' : `at most ${arity.maximum}`}; the others are ignored.`;
    problems.push(problemAt(token, 'syntax', 'warning', message, `Write it like: ${arity.signature}`));
  } else if (filter.args.length === 0 && token.getText().trimEnd().endsWith(':')) {
    problems.push(problemAt(token, 'syntax', 'warning', `"${name}:" has a colon but no argument.`, null));
  }
}

const loopModifiers = new Set(['limit', 'offset', 'reversed', 'cols']);

/** Text of a tag that its parser did not take. */
function lintRest(liquid: Liquid, node: Template, problems: TemplateProblem[]): void {
  const tokenizer = node instanceof Output ? reread(liquid, node) : tokenizerOf(node);
  if (tokenizer === null) return;
  if (node instanceof ForTag || node instanceof TablerowTag) {
    const names = Object.keys(node instanceof ForTag ? node.hash.hash : node.args.hash);
    const strange = names.find((name) => !loopModifiers.has(name));
    if (strange !== undefined) {
      const hint = 'A loop knows limit, offset and reversed.';
      problems.push(problemAt(node.token, 'syntax', 'error', `Unexpected "${strange}" in the tag.`, hint));
    }
  }
  tokenizer.skipBlank();
  const rest = tokenizer.remaining();
  if (rest.trim() === '') return;
  const begin = tokenizer.p;
  const message = `Unexpected "${rest.trim().slice(0, 40)}" at the end.`;
  problems.push({
    code: 'syntax',
    severity: 'error',
    message,
    hint: 'Remove it.',
    begin,
    end: begin + rest.trimEnd().length,
  });
}

function reread(liquid: Liquid, node: Output): Tokenizer {
  const { input, contentRange } = node.token as unknown as { input: string; contentRange: [number, number] };
  const tokenizer = new Tokenizer(input, liquid.options.operators, undefined, contentRange);
  tokenizer.readFilteredValue();
  return tokenizer;
}

/** Tags whose parser reads all of the tag, so that a rest is a mistake. */
const readsAll = [AssignTag, CaptureTag, EchoTag, ForTag, IfTag, TablerowTag, UnlessTag, PartialTag];

function tokenizerOf(node: Template): Tokenizer | null {
  if (!readsAll.some((tag) => node instanceof tag)) return null;
  return (node.token as unknown as { tokenizer: Tokenizer }).tokenizer;
}

function problemAt(
  token: Token,
  code: TemplateProblem['code'],
  severity: TemplateProblem['severity'],
  message: string,
  hint: string | null,
): TemplateProblem {
  return { code, severity, message, hint, begin: token.begin, end: token.end };
}
