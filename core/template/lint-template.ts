import {
  AssignTag,
  CaptureTag,
  CaseTag,
  DecrementTag,
  EchoTag,
  type Filter,
  ForTag,
  IfTag,
  IncrementTag,
  type Liquid,
  Output,
  TablerowTag,
  type Template,
  type Token,
  type Tokenizer,
  TypeGuards,
  toValueSync,
  UnlessTag,
  Value,
} from 'liquidjs';
import { findingLimit } from '../model/index.ts';
import { arityOf } from './catalogue/filter-catalogue.ts';
import { closestName } from './closest-name.ts';
import { DocTag } from './own-tags.ts';
import { PartialTag } from './partial-tag.ts';
import type { TemplateProblem } from './template-problem.ts';

/** Finds what LiquidJS lets pass in silence: unknown filters, wrong argument counts, text left over in a tag. */
export function lintTemplate(liquid: Liquid, templates: readonly Template[]): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  for (const template of templates) {
    // More findings than this help nobody; the walk ends with the node that passes it.
    if (problems.length >= findingLimit) break;
    lintNode(liquid, template, problems);
  }
  return problems;
}

function lintNode(liquid: Liquid, node: Template, problems: TemplateProblem[]): void {
  for (const argument of node.arguments?.() ?? []) {
    if (argument instanceof Value) lintValue(liquid, argument, problems);
    else if (typeof argument === 'object') lintPath(argument as Token, problems);
  }
  lintDeclaration(node, problems);
  lintCounter(node, problems);
  if (node instanceof CaseTag) lintWhens(node, problems);
  lintRest(node, problems);
  if (node instanceof PartialTag || node.children === undefined) return;
  for (const child of toValueSync(node.children(false, true))) {
    if (problems.length >= findingLimit) return;
    lintNode(liquid, child, problems);
  }
}

/** A name that other engines would not take. */
function lintDeclaration(node: Template, problems: TemplateProblem[]): void {
  if (node instanceof DocTag && node.token.args.trim() !== '') {
    problems.push(problemAt(node.token, 'syntax', 'error', 'Doc takes no arguments.', 'Write {% doc %}.'));
  }
  if (!(node instanceof AssignTag || node instanceof CaptureTag)) return;
  const name = node instanceof AssignTag ? (node as unknown as { key: string }).key : node.variable;
  // A name of digits is allowed, and useless: it reads as a number.
  if (/^(?:[\p{L}_][\p{L}\p{N}_-]*|\d+)$/u.test(name)) return;
  const hint = 'Names are made of letters, digits, "_" and "-", and begin with a letter.';
  problems.push(problemAt(node.token, 'syntax', 'error', `"${name}" cannot be the name of a variable.`, hint));
}

/** `{% increment %}` without a name counts under an empty one. */
function lintCounter(node: Template, problems: TemplateProblem[]): void {
  if (!(node instanceof IncrementTag || node instanceof DecrementTag)) return;
  const { variable } = node as unknown as { variable: string };
  if (variable !== '') return;
  problems.push(problemAt(node.token, 'syntax', 'error', 'The counter has no name.', `Write {% ${node.name} name %}.`));
}

/** `{% when %}` without values, and what stands between its values. */
function lintWhens(node: CaseTag, problems: TemplateProblem[]): void {
  for (const { values } of node.branches) {
    const [first] = values as readonly Token[];
    if (first === undefined) {
      problems.push(problemAt(node.token, 'syntax', 'error', 'A {% when %} of this case has no value.', null));
      continue;
    }
    for (const [index, value] of (values as readonly Token[]).entries()) {
      const next = (values as readonly Token[])[index + 1];
      const close = value.input.indexOf('%}', value.end);
      const after = value.input.slice(value.end, next?.begin ?? (close < 0 ? value.end : close));
      if (next === undefined ? /^\s*-?$/.test(after) : /^\s*(,|or)\s*$/.test(after)) continue;
      const message = `Unexpected "${after.trim().slice(0, 40)}" in {% when %}.`;
      problems.push(problemAt(value, 'syntax', 'error', message, 'Separate values with commas or "or".'));
    }
  }
}

function lintValue(liquid: Liquid, value: Value, problems: TemplateProblem[]): void {
  lintOperands(value.initial.postfix, problems);
  for (const filter of value.filters) lintFilter(liquid, filter, problems);
}

/** `{{ foo bar }}`: two operands with no operator between them; `not`, which Liquid does not have. */
function lintOperands(postfix: readonly Token[], problems: TemplateProblem[]): void {
  for (const token of postfix) lintPath(token, problems);
  if (postfix.length < 2) return;
  const tokens = [...postfix].sort((left, right) => left.begin - right.begin);
  let isOperandBefore = false;
  for (const [index, token] of tokens.entries()) {
    const isOperator = TypeGuards.isOperatorToken(token);
    if (isOperator && token.operator === 'not') {
      problems.push(describeNot(token, tokens, index));
      return;
    }
    if (!isOperator && isOperandBefore) {
      const hint = 'Put an operator between them, "|" before a filter, or quotes around a text.';
      const before = tokens[index - 1]?.end ?? token.begin;
      const end = tokens.at(-1)?.end ?? token.end;
      const fixes = [
        { title: `Remove "${token.getText()}"`, edits: [{ begin: before, end, newText: '' }] },
        { title: 'Put "|" before it', edits: [{ begin: token.begin, end: token.begin, newText: '| ' }] },
      ];
      const message = `Unexpected "${token.getText()}" after the value.`;
      problems.push({ ...problemAt(token, 'syntax', 'error', message, hint), fixes, engines: leavesOut });
      return;
    }
    isOperandBefore = !isOperator;
  }
  const last = tokens.at(-1);
  if (last !== undefined && TypeGuards.isOperatorToken(last)) {
    problems.push(problemAt(last, 'syntax', 'error', `A value is missing after "${last.getText()}".`, null));
  }
}

function describeNot(token: Token, tokens: readonly Token[], index: number): TemplateProblem {
  const operand = tokens[index + 1];
  const isAlone = tokens.length === 2 && index === 0 && operand !== undefined;
  const text = operand?.getText() ?? '';
  const newText = `${text} == nil or ${text} == false`;
  return {
    ...problemAt(token, 'syntax', 'error', 'Liquid has no "not".', 'Use {% unless %}, or compare with == false.'),
    fixes: isAlone ? [{ title: `Write "${newText}"`, edits: [{ begin: token.begin, end: operand.end, newText }] }] : [],
    engines: {
      shopify: 'Shopify reads "not" as the name of a variable or refuses it.',
      knock: "Knock's reference lists no such operator.",
    },
  };
}

/** Names and indexes that only LiquidJS reads: `-name`, `list.0.name`. */
function lintPath(token: Token | undefined, problems: TemplateProblem[]): void {
  if (token === undefined) return;
  if (TypeGuards.isRangeToken(token)) {
    lintPath(token.lhs, problems);
    lintPath(token.rhs, problems);
  }
  if (!TypeGuards.isPropertyAccessToken(token)) return;
  const root = token.input[token.begin] === '-' ? token : null;
  if (root !== null) {
    const message = 'A name cannot begin with "-".';
    const edits = [{ begin: token.begin, end: token.begin + 1, newText: '' }];
    problems.push({
      ...problemAt(token, 'syntax', 'error', message, null),
      fixes: [{ title: 'Remove the "-"', edits }],
    });
  }
  for (const prop of token.props) {
    if (TypeGuards.isPropertyAccessToken(prop)) lintPath(prop, problems);
    const isDotted = token.input[prop.begin - 1] === '.' && /^\d+$/.test(prop.getText());
    if (!isDotted) continue;
    const message = `An index stands in brackets: [${prop.getText()}].`;
    const edits = [{ begin: prop.begin - 1, end: prop.end, newText: `[${prop.getText()}]` }];
    problems.push({
      ...problemAt(prop, 'syntax', 'error', message, null),
      fixes: [{ title: `Write [${prop.getText()}]`, edits }],
      engines: {
        shopify: 'Shopify refuses an index after a dot.',
        knock: 'What Knock does with it is not documented.',
      },
    });
  }
}

function lintFilter(liquid: Liquid, filter: Filter, problems: TemplateProblem[]): void {
  const { token } = filter as unknown as { token: Token };
  const name = filter.name;
  if (!(name in liquid.filters)) {
    const end = token.begin + name.length;
    const meant = closestName(name, Object.keys(liquid.filters));
    const hint = meant === null ? null : `Did you mean "${meant}"?`;
    const edits = meant === null ? [] : [{ begin: token.begin, end, newText: meant }];
    problems.push({
      ...problemAt(token, 'unknown-filter', 'error', `There is no filter "${name}".`, hint),
      end,
      fixes: meant === null ? [] : [{ title: `Replace by "${meant}"`, edits }],
      engines: {
        shopify: 'Shopify passes the value through unless filters are strict.',
        knock: 'Knock passes the value through unchanged.',
      },
    });
    return;
  }
  for (const argument of filter.args) lintPath(Array.isArray(argument) ? argument[1] : argument, problems);
  const arity = arityOf(name);
  const count = filter.args.filter((argument) => !Array.isArray(argument)).length;
  if (arity === null) return;
  if (filter.args.length < arity.minimum) {
    const message = `The filter "${name}" needs ${arity.minimum === 1 ? 'an argument' : `${arity.minimum} arguments`}.`;
    const hint = `Write it like: ${arity.signature}`;
    problems.push({
      ...problemAt(token, 'filter-arguments', 'error', message, hint),
      engines: refusesArguments,
    });
  } else if (count > arity.maximum) {
    const message = `The filter "${name}" takes ${mostArguments(arity.maximum)}.`;
    const hint = `Write it like: ${arity.signature}`;
    const from = arity.maximum === 0 ? token.begin + name.length : (endOf(filter.args[arity.maximum - 1]) ?? token.end);
    const end = token.begin + token.getText().trimEnd().length;
    problems.push({
      ...problemAt(token, 'filter-arguments', 'error', message, hint),
      fixes: [{ title: 'Remove what is too many', edits: [{ begin: from, end, newText: '' }] }],
      engines: refusesArguments,
    });
  } else if (filter.args.length === 0 && token.getText().trimEnd().endsWith(':')) {
    problems.push(problemAt(token, 'syntax', 'warning', `"${name}:" has a colon but no argument.`, null));
  }
}

const leavesOut = {
  shopify: 'Shopify refuses it in strict mode and drops the rest in lax mode.',
  knock: "Knock's engine refuses it.",
};

const refusesArguments = {
  shopify: 'Shopify raises "wrong number of arguments".',
  knock: "Knock's engine fails the step.",
};

function endOf(argument: unknown): number | undefined {
  const token = (Array.isArray(argument) ? argument[1] : argument) as Token | undefined;
  return token?.end;
}

const loopModifiers = new Set(['limit', 'offset', 'reversed', 'cols']);

/** Text of a tag that its parser did not take. */
function lintRest(node: Template, problems: TemplateProblem[]): void {
  const rest = node instanceof Output ? restOfOutput(node) : restOfTag(node);
  if (rest === null) return;
  if (node instanceof ForTag || node instanceof TablerowTag) {
    const names = Object.keys(node instanceof ForTag ? node.hash.hash : node.args.hash);
    const strange = names.find((name) => !loopModifiers.has(name));
    if (strange !== undefined) {
      const hint = 'A loop knows limit, offset and reversed.';
      problems.push(problemAt(node.token, 'syntax', 'error', `Unexpected "${strange}" in the tag.`, hint));
    }
  }
  const { input } = node.token;
  let [begin, end] = rest;
  while (begin < end && input.charCodeAt(begin) <= 32) begin += 1;
  while (begin < end && input.charCodeAt(end - 1) <= 32) end -= 1;
  if (begin >= end || input.slice(begin, end).trim() === '') return;
  problems.push({
    code: 'syntax',
    severity: 'error',
    message: `Unexpected "${input.slice(begin, end).slice(0, 40)}" at the end.`,
    hint: 'Remove it.',
    begin,
    end,
    fixes: [{ title: 'Remove it', edits: [{ begin, end, newText: '' }] }],
    engines: leavesOut,
  });
}

/** An output's parser does not say where it stopped: behind the last operand or filter it took. */
function restOfOutput(node: Output): [begin: number, end: number] {
  const { contentRange } = node.token as unknown as { contentRange: [number, number] };
  const { initial, filters } = node.value;
  const last = filters.at(-1) as unknown as { token: Token } | undefined;
  const begin = last?.token.end ?? initial.postfix.reduce((most, token) => Math.max(most, token.end), contentRange[0]);
  return [begin, contentRange[1]];
}

function restOfTag(node: Template): [begin: number, end: number] | null {
  if (!readsAll.some((tag) => node instanceof tag)) return null;
  const { p, N } = (node.token as unknown as { tokenizer: Tokenizer }).tokenizer;
  return [p, N];
}

/** Tags whose parser reads all of the tag, so that a rest is a mistake. */
const readsAll = [AssignTag, CaptureTag, EchoTag, ForTag, IfTag, TablerowTag, UnlessTag, PartialTag];

function problemAt(
  token: Token,
  code: TemplateProblem['code'],
  severity: TemplateProblem['severity'],
  message: string,
  hint: string | null,
): TemplateProblem {
  return { code, severity, message, hint, begin: token.begin, end: token.end };
}

function mostArguments(maximum: number): string {
  if (maximum === 0) return 'no arguments';
  return maximum === 1 ? 'one argument at most' : `at most ${maximum} arguments`;
}
