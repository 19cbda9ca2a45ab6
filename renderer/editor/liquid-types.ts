import type { Catalogue, ScopeNode } from '../../core/contract/index.ts';
import { filterChainOf, quotedText } from './filter-chain.ts';
import { type LiquidName, nameInSight } from './liquid-names.ts';
import { findScopeNode } from './template-context.ts';

const forloop: ScopeNode = {
  name: 'forloop',
  type: 'object',
  preview: null,
  children: [
    ['index', 'number'],
    ['index0', 'number'],
    ['rindex', 'number'],
    ['rindex0', 'number'],
    ['first', 'boolean'],
    ['last', 'boolean'],
    ['length', 'number'],
  ].map(([name = '', type = '']) => ({ name, type, preview: null, children: [] })),
};

/** What the template at hand can reach: the scope of the preview and the names it gives itself. */
export interface Reach {
  scope: readonly ScopeNode[];
  names: readonly LiquidName[];
  offset: number;
  /** What is known of filters; without it nothing is known past one. */
  filters?: readonly Pick<Catalogue['filters'][number], 'name' | 'gives'>[];
}

/** The names of the template that are in sight at the offset, latest first, each once; loops hide what they cover. */
export function namesInSight(names: readonly LiquidName[], offset: number): LiquidName[] {
  const found = new Map<string, LiquidName>();
  for (const name of names) {
    if (!isWithin(offset, name.scope)) continue;
    const before = found.get(name.name);
    if (before?.kind !== 'loop' || name.kind === 'loop') found.set(name.name, name);
  }
  return [...found.values()].reverse();
}

/** Follows a path such as `item.id` or `data.items.0` through assigned and loop variables too; null = not known. */
export function reachNode(reach: Reach, path: readonly string[], depth = 0): ScopeNode | null {
  const [head, ...rest] = path;
  // A name may be assigned from itself; eight steps are more than anyone writes.
  if (head === undefined || depth > 8) return null;
  const name = nameInSight(reach.names, head, reach.offset);
  if (name !== null) {
    const node = nodeOfName(reach, name, depth);
    return rest.length === 0 || node === null ? node : findScopeNode(node.children, rest);
  }
  if (head === 'forloop' && reach.names.some(({ kind, scope }) => kind === 'loop' && isWithin(reach.offset, scope))) {
    return rest.length === 0 ? forloop : findScopeNode(forloop.children, rest);
  }
  return findScopeNode(reach.scope, path);
}

/** At its very end a name is still in sight: there it is that one types. */
function isWithin(offset: number, { begin, end }: { begin: number; end: number }): boolean {
  return begin <= offset && offset <= end;
}

function nodeOfName(reach: Reach, name: LiquidName, depth: number): ScopeNode | null {
  const before = { ...reach, offset: name.begin - 1 };
  const plain = (type: string): ScopeNode => ({ name: name.name, type, preview: null, children: [] });
  switch (name.kind) {
    case 'captured':
      return plain('string');
    case 'counter':
      return plain('number');
    case 'loop': {
      if (name.source.startsWith('(')) return plain('number');
      const collection = reachNode(before, pathOf(name.source), depth + 1);
      const item = collection?.type === 'array' ? collection.children[0] : undefined;
      return item === undefined ? null : { ...item, name: name.name };
    }
    case 'assigned': {
      const node = reachExpression(before, name.source, depth + 1);
      return node === null ? null : { ...node, name: name.name };
    }
  }
}

/** What an expression with filters comes to; null = not known. */
export function reachExpression(reach: Reach, expression: string, depth = 0): ScopeNode | null {
  const { head, filters } = filterChainOf(expression);
  let node = operandNode(reach, head, depth);
  for (const { name, args } of filters) {
    const gives = reach.filters?.find((filter) => filter.name === name)?.gives;
    node = gives === undefined ? null : throughFilter(node, gives, args, (text) => operandNode(reach, text, depth));
  }
  return node;
}

function operandNode(reach: Reach, text: string, depth: number): ScopeNode | null {
  const literal = literalType(text);
  if (literal !== null) return { name: text, type: literal, preview: text, children: [] };
  if (text.startsWith('(')) return listOf(plainNode('number'));
  return reachNode(reach, pathOf(text), depth + 1);
}

const plainNode = (type: string): ScopeNode => ({ name: '0', type, preview: null, children: [] });

/** A list is shown by its first item; a list without any is one of which nothing more is known. */
function listOf(item: ScopeNode | null): ScopeNode {
  return { ...plainNode('array'), children: item === null ? [] : [{ ...item, name: '0', preview: null }] };
}

type Gives = NonNullable<Catalogue['filters'][number]['gives']>;

function throughFilter(
  input: ScopeNode | null,
  gives: Gives,
  args: readonly string[],
  operand: (text: string) => ScopeNode | null,
): ScopeNode | null {
  const item = input?.type === 'array' ? (input.children[0] ?? null) : null;
  switch (gives) {
    case 'same':
      // `default` says what a value is that may be missing.
      return input === null || input.type === 'null' ? operand(args[0] ?? '') : { ...input, preview: null };
    case 'item':
      return item === null ? null : { ...item, preview: null };
    case 'items':
      return input?.type === 'array' ? listOf(item) : null;
    case 'texts':
      return listOf(plainNode('string'));
    case 'values': {
      const path = quotedText(args[0] ?? '')?.split('.') ?? [];
      return listOf(item === null || path.length === 0 ? null : findScopeNode(item.children, path));
    }
    default:
      return plainNode(gives);
  }
}

function literalType(source: string): string | null {
  if (/^(?:"[^"]*"|'[^']*')$/.test(source)) return 'string';
  if (/^-?\d+(?:\.\d+)?$/.test(source)) return 'number';
  if (/^(?:true|false)$/.test(source)) return 'boolean';
  return null;
}

/** `data.items[0].name` and `data["items"]` in steps; empty when it is no path. */
export function pathOf(expression: string): string[] {
  if (!/^[A-Za-z_][\w-]*(?:\.[\w-]+|\[(?:\d+|"[^"]*"|'[^']*')\])*$/.test(expression)) return [];
  return [...expression.matchAll(/[\w-]+|"([^"]*)"|'([^']*)'/g)].map((match) => match[1] ?? match[2] ?? match[0]);
}
