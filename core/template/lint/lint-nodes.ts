import {
  AssignTag,
  BreakTag,
  CaptureTag,
  CaseTag,
  ContinueTag,
  CycleTag,
  DecrementTag,
  EchoTag,
  ForTag,
  type Hash,
  IfTag,
  IncrementTag,
  LiquidTag,
  Output,
  RawTag,
  TablerowTag,
  type Template,
  type Token,
  TypeGuards,
  UnlessTag,
  type Value,
} from 'liquidjs';
import { IfChangedTag } from '../own-tags.ts';
import { PartialTag } from '../partial-tag.ts';
import { followJson } from './json-position.ts';
import { lintBranches, lintWhenValues } from './lint-branches.ts';
import type { KnownName, LintContext } from './lint-context.ts';
import { lintEncoding } from './lint-encoding.ts';
import { lintOutput } from './lint-output.ts';
import { lintOwnText } from './lint-own-text.ts';
import { lintOperand, lintValue, shapeOf } from './lint-value.ts';
import { isPathToken, lookUpPath } from './path-lookup.ts';
import type { ValueShape } from './value-shape.ts';

/** Fields of LiquidJS's tags that its types hide. */
interface TagInternals {
  key: string;
  value: Value | undefined;
  variable: string;
  candidates: { initial: { postfix: readonly Token[] } }[];
  tokens: Token[];
  str: string;
}

const ownText: KnownName = { shape: null, literal: null, isOwnText: true };
const counter: KnownName = { shape: shapeOf('number'), literal: null, isOwnText: false };

const loopNumbers = ['index', 'index0', 'rindex', 'rindex0', 'length', 'row', 'col', 'col0'];
const loopFlags = ['first', 'last', 'col_first', 'col_last'];
const loopShape = shapeOf('object', {
  properties: new Map([
    ...loopNumbers.map((name) => [name, shapeOf('number')] as const),
    ...loopFlags.map((name) => [name, shapeOf('boolean')] as const),
  ]),
});

/** Walks a block's nodes in order. */
export function lintNodes(context: LintContext, nodes: readonly Template[]): void {
  let left: Template | null = null;
  for (const node of nodes) {
    if (context.isDone) return;
    if (left !== null && !isBlankText(node)) {
      const message = `This is never rendered: {% ${left instanceof BreakTag ? 'break' : 'continue'} %} comes before it.`;
      context.report('unreachable', 'warning', node.token, message);
      left = null;
    }
    lintNode(context, node);
    if (node instanceof BreakTag || node instanceof ContinueTag) left = node;
  }
}

function isBlankText(node: Template): boolean {
  return TypeGuards.isHTMLToken(node.token) && (node as unknown as TagInternals).str.trim() === '';
}

function lintNode(context: LintContext, node: Template): void {
  const internals = node as unknown as TagInternals;
  const { token } = node;
  if (TypeGuards.isHTMLToken(token)) {
    lintOwnText(context, token.getText(), token.begin);
    follow(context, internals.str);
  } else if (node instanceof RawTag) follow(context, internals.tokens.map((part) => part.getText()).join(''));
  else if (node instanceof Output || node instanceof EchoTag) {
    if (internals.value === undefined) return;
    const value = lintValue(context, internals.value);
    lintComparison(context, internals.value, token);
    lintOutput(context, value, token);
    lintEncoding(context, value, internals.value.filters.at(-1)?.name ?? null, token);
    notEmpty(context);
  } else if (node instanceof AssignTag) lintAssign(context, internals, token);
  else if (node instanceof CaptureTag) {
    aside(context, () => lintNodes(context, node.templates));
    context.declare(node.variable, ownText, 'capture', token);
    context.declarations.push({ name: node.variable, place: context.placeOf(token), kind: 'capture' });
  } else if (node instanceof IfTag || node instanceof UnlessTag) lintConditional(context, node);
  else if (node instanceof CaseTag) lintCase(context, node);
  else if (node instanceof ForTag || node instanceof TablerowTag) lintLoop(context, node);
  else if (node instanceof LiquidTag || node instanceof IfChangedTag) {
    if (node instanceof IfChangedTag) reportDifference(context, 'ifchanged', token);
    lintNodes(context, node.templates);
  } else if (node instanceof PartialTag) {
    context.partials.add(node.key);
    lintHash(context, node.hash);
    notEmpty(context);
  } else if (node instanceof CycleTag) {
    for (const { initial } of internals.candidates)
      for (const part of initial.postfix) lintOperand(context, part, false);
    notEmpty(context);
  } else if (node instanceof IncrementTag || node instanceof DecrementTag) {
    context.declare(internals.variable, counter, 'counter', token);
    notEmpty(context);
  }
}

function follow(context: LintContext, text: string): void {
  if (context.position !== null) context.position = followJson(context.position, text);
}

/** Something was printed: a string that was just opened is no longer empty. */
function notEmpty(context: LintContext): void {
  if (context.position?.isStringEmpty === true) context.position = { ...context.position, isStringEmpty: false };
}

/** Runs `walk` over text that is no part of the JSON, nor yet of the XML or the form. */
function aside(context: LintContext, walk: () => void): void {
  const before = context.position;
  context.position = null;
  context.asideDepth += 1;
  walk();
  context.asideDepth -= 1;
  context.position = before;
}

/** `{{ a == b }}`: only LiquidJS calculates it outside of a condition. */
function lintComparison(context: LintContext, { initial }: Value, token: Token): void {
  const operator = initial.postfix.find((part) => TypeGuards.isOperatorToken(part));
  if (operator === undefined) return;
  const message = `"${operator.getText()}" is calculated here, but only conditions have operators elsewhere.`;
  context.report('engine-difference', 'warning', token, message, {
    hint: 'Use {% if %} to choose between two outputs.',
    engines: {
      shopify: 'Shopify prints the value before the operator and drops the rest, or refuses it in strict mode.',
      knock: "Knock's reference has operators in conditions only.",
    },
  });
}

function lintAssign(context: LintContext, { key, value }: TagInternals, token: Token): void {
  if (value === undefined) return;
  const { shape, literal, isJson, isOwnText } = lintValue(context, value);
  lintComparison(context, value, token);
  context.declare(key, { shape, literal, isOwnText: isOwnText || isJson }, 'assign', token);
  context.declarations.push({ name: key, place: context.placeOf(token), kind: 'assign' });
}

/** Walks branches from one position in the JSON; what follows goes on from the end of the first. */
function alternatives(context: LintContext, branches: readonly (readonly Template[])[]): void {
  const before = context.position;
  let after: typeof before | undefined;
  for (const templates of branches) {
    context.position = before;
    lintNodes(context, templates);
    if (after === undefined && templates.length > 0) after = context.position;
  }
  context.position = after === undefined ? before : after;
}

function lintConditional(context: LintContext, node: IfTag | UnlessTag): void {
  const paths: string[] = [];
  for (const { value } of node.branches) {
    lintValue(context, value, true);
    for (const token of value.initial.postfix) if (isPathToken(token)) paths.push(lookUpPath(context, token).text);
  }
  lintBranches(context, node);
  guarding(context, paths, () =>
    alternatives(context, [...node.branches.map(({ templates }) => templates), node.elseTemplates ?? []]),
  );
}

/** What a condition asks for is thought of in all of its branches, and so are the objects around it. */
function guarding(context: LintContext, paths: readonly string[], walk: () => void): void {
  const all = paths.flatMap((path) =>
    [...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index)).concat(path),
  );
  for (const path of all) context.guarded.set(path, (context.guarded.get(path) ?? 0) + 1);
  walk();
  for (const path of all) {
    const count = (context.guarded.get(path) ?? 1) - 1;
    if (count === 0) context.guarded.delete(path);
    else context.guarded.set(path, count);
  }
}

function lintCase(context: LintContext, node: CaseTag): void {
  const target = lintValue(context, node.value, true);
  for (const { values } of node.branches) for (const value of values) lintOperand(context, value as Token, true);
  lintWhenValues(context, node);
  const paths = target.path === null ? [] : [target.path.text];
  guarding(context, paths, () =>
    alternatives(context, [...node.branches.map(({ templates }) => templates), node.elseTemplates]),
  );
}

function lintLoop(context: LintContext, node: ForTag | TablerowTag): void {
  const collection = lintOperand(context, node.collection as Token, false);
  lintHash(context, node instanceof ForTag ? node.hash : node.args);
  if (node instanceof TablerowTag) reportDifference(context, 'tablerow', node.token);
  const kinds = collection.shape === null ? [] : [...collection.shape.kinds];
  const isNeverList =
    kinds.length > 0 && kinds.every((kind) => kind === 'number' || kind === 'boolean' || kind === 'string');
  if (isNeverList) {
    const message = `"${collection.path?.text ?? node.collection.getText()}" is no list: there is nothing to repeat.`;
    context.report('filter-arguments', 'warning', node.collection as Token, message, {
      path: collection.path?.text ?? null,
    });
  }
  const known = isListShape(collection.shape) ? (collection.shape?.items ?? null) : null;
  const symbol = context.addSymbol(node.variable, 'loop', known, node.token, node.token);
  const item: KnownName = { shape: known, literal: null, isOwnText: false, symbol };
  const loop: KnownName = { shape: loopShape, literal: null, isOwnText: false };
  const loopName = node instanceof ForTag ? 'forloop' : 'tablerowloop';
  context.scopes.push(
    new Map([
      [node.variable, item],
      [loopName, loop],
    ]),
  );
  if (node instanceof ForTag) alternatives(context, [node.templates, node.elseTemplates]);
  else aside(context, () => lintNodes(context, node.templates));
  context.scopes.pop();
}

/** An object is walked as pairs, whose type is not followed. */
function isListShape(shape: ValueShape | null): boolean {
  return shape?.kinds.has('array') === true && !shape.kinds.has('object');
}

function lintHash(context: LintContext, { hash }: Hash): void {
  for (const token of Object.values(hash)) if (token !== undefined) lintOperand(context, token as Token, false);
}

function reportDifference(context: LintContext, name: string, token: Token): void {
  context.report(
    'engine-difference',
    'info',
    token,
    `{% ${name} %} works here, but Knock's reference does not list it.`,
  );
}
