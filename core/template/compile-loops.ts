import type { ForTag, Hash, TablerowTag, Template, Token } from 'liquidjs';
import { compileToken } from './compile-expression.ts';
import type { Execute, NodeCompiler } from './compile-nodes.ts';
import { enumerate } from './liquid-values.ts';
import { type LocalScope, loopSignal, newScope, type RenderRun } from './render-run.ts';

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
  if (hash.offset !== undefined) items = items.slice(hash.offset as number);
  if (hash.limit !== undefined) items = items.slice(0, hash.limit as number);
  if (hash.reversed !== undefined) items = [...items].reverse();
  return { items, offset: Number(hash.offset ?? 0) || 0 };
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
    const offset = Number(hash.offset ?? 0) || 0;
    const items = all.slice(offset, offset + Number(hash.limit ?? all.length));
    const columns = Number(hash.cols ?? 0) || items.length;
    const loop = newLoop(run, items.length, node.variable);
    const scope = newScope();
    scope.tablerowloop = loop;
    run.locals.push(scope);
    for (const item of items) {
      run.time.step();
      scope[node.variable] = item;
      placeCell(loop, columns);
      if (loop.col_first === true) {
        if (loop.row !== 1) run.write('</tr>', token);
        run.write(`<tr class="row${String(loop.row)}">`, token);
      }
      run.write(`<td class="col${String(loop.col)}">`, token);
      body(run);
      run.write('</td>', token);
      advance(loop);
    }
    if (items.length > 0) run.write('</tr>', token);
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
