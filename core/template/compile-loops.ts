import type { ForTag, Hash, TablerowTag, Template, Token } from 'liquidjs';
import { compileToken } from './compile-expression.ts';
import { enumerate, plainValue } from './liquid-values.ts';
import type { Execute, NodeCompiler } from './node-compiler.ts';
import { type LocalScope, loopSignal, newScope, type RenderRun } from './render-run.ts';
import { TemplateFault } from './template-fault.ts';

type CompileNodes = (compiler: NodeCompiler, templates: readonly Template[]) => Execute;
type CompileHash = (compiler: NodeCompiler, hash: Hash) => (run: RenderRun) => LocalScope;

/** `{% for %}` with `offset`, `limit` and `reversed`, always applied in that order. */
export function compileFor(
  compiler: NodeCompiler,
  node: ForTag,
  compileNodes: CompileNodes,
  compileHash: CompileHash,
): Execute {
  const collection = compileToken(compiler, node.collection as Token, false);
  const modifiers = compileHash(compiler, node.hash);
  const body = compileNodes(compiler, node.templates);
  const otherwise = compileNodes(compiler, node.elseTemplates);
  const name = `${node.variable}-${node.collection.getText()}`;
  return (run) => {
    const all = enumerate(collection(run));
    if (all.length === 0) {
      otherwise(run);
      return;
    }
    const { items, offset } = select(run, all, name, modifiers);
    run.registers.set(`continue:${name}`, offset + items.length);
    const scope = newScope();
    const loop = newLoop(run, items.length, name);
    scope.forloop = loop;
    run.locals.push(scope);
    for (const item of items) {
      run.time.step();
      scope[node.variable] = item;
      run.signal = loopSignal.none;
      body(run);
      if ((run.signal as number) === loopSignal.break) break;
      advance(loop);
    }
    run.signal = loopSignal.none;
    run.locals.pop();
  };
}

function select(
  run: RenderRun,
  all: unknown[],
  name: string,
  modifiers: (run: RenderRun) => LocalScope,
): { items: unknown[]; offset: number } {
  const scope = newScope();
  scope.continue = run.registers.get(`continue:${name}`) ?? 0;
  run.locals.push(scope);
  const hash = modifiers(run);
  run.locals.pop();
  let items = all;
  const offset = wholeNumber(hash.offset, 'offset') ?? 0;
  const limit = wholeNumber(hash.limit, 'limit');
  if (offset !== 0) items = items.slice(offset);
  if (limit !== null) items = items.slice(0, limit);
  if (hash.reversed !== undefined) items = [...items].reverse();
  return { items, offset };
}

/** Null for nil. */
function wholeNumber(value: unknown, name: string): number | null {
  const plain = plainValue(value) ?? null;
  if (plain === null) return null;
  const number = typeof plain === 'number' || (typeof plain === 'string' && plain.trim() !== '') ? Number(plain) : NaN;
  if (Number.isFinite(number)) return Math.trunc(number);
  throw new TemplateFault('render-error', `The ${name} of a loop must be a whole number.`);
}

interface Loop extends Record<string, unknown> {
  index: number;
  index0: number;
  length: number;
}

function newLoop(run: RenderRun, length: number, name: string): Loop {
  const parent = run.locals.findLast((scope) => 'forloop' in scope)?.forloop;
  const loop: Loop = { name, length, index: 0, index0: -1, parentloop: parent ?? null };
  advance(loop);
  return loop;
}

function advance(loop: Loop): void {
  loop.index0 += 1;
  loop.index = loop.index0 + 1;
  loop.rindex = loop.length - loop.index0;
  loop.rindex0 = loop.length - loop.index;
  loop.first = loop.index0 === 0;
  loop.last = loop.index === loop.length;
}

/** `{% tablerow %}`: HTML rows; kept because Liquid has it. */
export function compileTablerow(
  compiler: NodeCompiler,
  node: TablerowTag,
  compileNodes: CompileNodes,
  compileHash: CompileHash,
): Execute {
  const collection = compileToken(compiler, node.collection as Token, false);
  const modifiers = compileHash(compiler, node.args);
  const body = compileNodes(compiler, node.templates);
  const { token } = node;
  return (run) => {
    const all = enumerate(collection(run));
    const hash = modifiers(run);
    const offset = wholeNumber(hash.offset, 'offset') ?? 0;
    const items = all.slice(offset, offset + (wholeNumber(hash.limit, 'limit') ?? all.length));
    const columns = wholeNumber(hash.cols, 'number of columns') || items.length;
    const loop = newLoop(run, items.length, node.variable);
    const scope = newScope();
    scope.tablerowloop = loop;
    run.locals.push(scope);
    run.write('<tr class="row1">\n', token);
    for (const item of items) {
      run.time.step();
      scope[node.variable] = item;
      placeCell(loop, columns);
      run.write(`<td class="col${String(loop.col)}">`, token);
      run.signal = loopSignal.none;
      body(run);
      run.write('</td>', token);
      if ((run.signal as number) === loopSignal.break) break;
      if (loop.col_last === true && loop.last !== true) {
        run.write(`</tr>\n<tr class="row${String(Number(loop.row) + 1)}">`, token);
      }
      advance(loop);
    }
    run.signal = loopSignal.none;
    run.write('</tr>\n', token);
    run.locals.pop();
  };
}

function placeCell(loop: Loop, columns: number): void {
  const column0 = loop.index0 % columns;
  loop.row = Math.floor(loop.index0 / columns) + 1;
  loop.col = column0 + 1;
  loop.col0 = column0;
  loop.col_first = column0 === 0;
  loop.col_last = column0 + 1 === columns;
}
