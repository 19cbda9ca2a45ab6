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
  toValueSync,
  UnlessTag,
  Value,
} from 'liquidjs';
import { type Compiler, compileToken, compileValue, type Evaluate } from './compile-expression.ts';
import { compileFor, compileTablerow } from './compile-loops.ts';
import { ExactNumber } from './exact-number.ts';
import { liquidOperators } from './liquid-operators.ts';
import { isPrimitive, isTruthy, plainValue, printValue } from './liquid-values.ts';
import type { Execute, NodeCompiler } from './node-compiler.ts';
import { IfChangedTag } from './own-tags.ts';
import { PartialTag } from './partial-tag.ts';
import { type LocalScope, loopSignal, newScope, type RenderRun } from './render-run.ts';

/** Fields of LiquidJS's tags that its types hide, though they are all a tag consists of. */
interface TagInternals {
  key: string;
  value: Value | undefined;
  variable: string;
  candidates: ConstructorParameters<typeof Value>[0][];
  group: Token | undefined;
  tokens: Token[];
  str: string;
}

/** Compiles parsed nodes into one function; the outcome is that of LiquidJS's own rendering (proved by a property test). */
export function compileNodes(compiler: NodeCompiler, templates: readonly Template[]): Execute {
  const nodes = templates.flatMap((template) => compileNode(compiler, template) ?? []);
  const [first, second] = nodes;
  if (first === undefined) return () => {};
  if (second === undefined) return first;
  return (run) => {
    for (const node of nodes) {
      node(run);
      if (run.signal !== loopSignal.none) return;
    }
  };
}

function compileNode(compiler: NodeCompiler, node: Template): Execute | null {
  const { token } = node;
  if (TypeGuards.isHTMLToken(token)) return compileText((node as unknown as TagInternals).str, token);
  const execute = compileActiveNode(compiler, node);
  if (execute === null) return null;
  return (run) => {
    run.time.step();
    execute(run);
  };
}

function compileText(text: string, token: Token): Execute | null {
  return text === '' ? null : (run) => run.write(text, token);
}

function compileActiveNode(compiler: NodeCompiler, node: Template): Execute | null {
  const internals = node as unknown as TagInternals;
  const { token } = node;
  if (node instanceof Output || node instanceof EchoTag) {
    return internals.value === undefined ? null : compileOutput(compileValue(compiler, internals.value, false), token);
  }
  if (node instanceof AssignTag && internals.value !== undefined) {
    const value = compileValue(compiler, internals.value, false);
    const { key } = internals;
    return (run) => {
      bottom(run)[key] = value(run);
    };
  }
  if (node instanceof CaptureTag) {
    const body = compileNodes(compiler, node.templates);
    return (run) => {
      bottom(run)[node.variable] = run.capture(() => body(run));
    };
  }
  if (node instanceof IfTag) return compileConditional(compiler, node, null);
  if (node instanceof UnlessTag) return compileConditional(compiler, node, 0);
  if (node instanceof CaseTag) return compileCase(compiler, node);
  if (node instanceof ForTag) return compileFor(compiler, node, compileNodes, compileHash);
  if (node instanceof TablerowTag) return compileTablerow(compiler, node, compileNodes, compileHash);
  if (node instanceof LiquidTag) return compileNodes(compiler, node.templates);
  if (node instanceof IfChangedTag) return compileIfChanged(compiler, node);
  if (node instanceof PartialTag) return compilePartial(compiler, node);
  if (node instanceof RawTag) return compileText(internals.tokens.map((part) => part.getText()).join(''), token);
  if (node instanceof CycleTag) return compileCycle(compiler, internals, token);
  if (node instanceof IncrementTag || node instanceof DecrementTag) {
    const change = node instanceof IncrementTag ? 1 : -1;
    return (run) => run.write(String(run.count(internals.variable, change)), token);
  }
  if (node instanceof BreakTag || node instanceof ContinueTag) {
    const signal = node instanceof BreakTag ? loopSignal.break : loopSignal.continue;
    return (run) => {
      run.signal = signal;
    };
  }
  return null;
}

function bottom(run: RenderRun): LocalScope {
  return run.locals[0] ?? newScope();
}

function compileOutput(value: Evaluate, token: Token): Execute {
  return (run) => {
    const found = value(run);
    const result = found instanceof ExactNumber ? found.toString() : plainValue(found);
    if (typeof result === 'string') {
      run.write(result, token);
      return;
    }
    run.at = token;
    const isObject = typeof result === 'object' && result !== null && !Array.isArray(result);
    if (isObject) run.printedObjects?.push({ ...run.rangeOf(token), partial: run.partial });
    const text = printValue(result);
    if (text !== '' || run.pieces !== null) run.write(text, token);
  };
}

/** `if` and `unless`; `inverted` is the index of the branch that is taken when its condition does not hold. */
function compileConditional(compiler: NodeCompiler, node: IfTag | UnlessTag, inverted: number | null): Execute {
  const branches = node.branches.map((branch, index) => ({
    condition: compileValue(compiler, branch.value, true),
    wanted: index !== inverted,
    body: compileNodes(compiler, branch.templates),
  }));
  const otherwise = compileNodes(compiler, node.elseTemplates ?? []);
  return (run) => {
    for (const branch of branches) {
      if (isTruthy(branch.condition(run)) === branch.wanted) {
        branch.body(run);
        return;
      }
    }
    otherwise(run);
  };
}

/** Every branch with an equal value is rendered, once per equal value at most; `else` when there is none. */
function compileCase(compiler: NodeCompiler, node: CaseTag): Execute {
  const target = compileValue(compiler, node.value, true);
  const branches = node.branches.map((branch) => ({
    values: branch.values.map((value) => compileToken(compiler, value as Token, true)),
    body: compileNodes(compiler, branch.templates),
  }));
  const otherwise = compileNodes(compiler, node.elseTemplates);
  return (run) => {
    const wanted = plainValue(target(run));
    let isHit = false;
    for (const branch of branches) {
      if (branch.values.some((value) => isEqual(run, wanted, value(run)))) {
        isHit = true;
        branch.body(run);
      }
    }
    if (!isHit) otherwise(run);
  };
}

/** Renders its content unless that is what any `ifchanged` of this text rendered last. */
function compileIfChanged(compiler: NodeCompiler, node: IfChangedTag): Execute {
  const body = compileNodes(compiler, node.templates);
  return (run) => {
    const text = run.capture(() => body(run));
    if (text === (run.registers.get('ifchanged') ?? '')) return;
    run.registers.set('ifchanged', text);
    run.write(text, node.token);
  };
}

function isEqual(run: RenderRun, left: unknown, right: unknown): boolean {
  if (isPrimitive(left) && isPrimitive(right)) return left === right;
  const equals = liquidOperators['=='] as (l: unknown, r: unknown, context: unknown) => unknown;
  return toValueSync(equals(left, right, run.context)) === true;
}

function compileCycle(compiler: NodeCompiler, internals: TagInternals, token: Token): Execute {
  const values = internals.candidates.map((candidate) => new Value(candidate, compiler.liquid));
  const outputs = values.map((value) => compileOutput(compileValue(compiler, value, false), token));
  const group = compileToken(compiler, internals.group, false);
  const texts = internals.candidates.map((candidate) =>
    typeof candidate === 'string' ? candidate : candidate.getText(),
  );
  const ownKey = internals.group === undefined ? `cycle::${texts.join(',')}` : null;
  return (run) => {
    // Cycles of one name share their position, also when their values differ (Shopify's rule).
    const key = ownKey ?? `cycle:${String(plainValue(group(run)))}`;
    const position = Number(run.registers.get(key) ?? 0);
    run.registers.set(key, position + 1 >= outputs.length ? 0 : position + 1);
    outputs[position]?.(run);
  };
}

/** Named arguments of a tag; one without a value counts as true. */
export function compileHash(compiler: Compiler, hash: Hash): (run: RenderRun) => LocalScope {
  const entries = Object.entries(hash.hash).map(
    ([name, token]) => [name, token === undefined ? () => true : compileToken(compiler, token, false)] as const,
  );
  return (run) => {
    const values = newScope();
    for (const [name, value] of entries) values[name] = value(run);
    return values;
  };
}

function compilePartial(compiler: NodeCompiler, node: PartialTag): Execute {
  compiler.usage.partials.add(node.key);
  const argumentsOf = compileHash(compiler, node.hash);
  return (run) => {
    const variables = argumentsOf(run);
    run.at = node.token;
    compiler.runPartial(run, node.key, node.token, variables);
  };
}
