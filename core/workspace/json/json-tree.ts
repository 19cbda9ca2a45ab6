import { JsonScanner } from './json-scanner.ts';

interface Extent {
  /** Offsets in the text; `end` is behind the last character. */
  start: number;
  end: number;
}

export interface JsonMember {
  key: string;
  keyStart: number;
  node: JsonNode;
}

/** A JSON value with its place in the text: what messages point at, and where unchanged spellings are taken from. */
export type JsonNode = Extent &
  (
    | { kind: 'object'; members: JsonMember[] }
    | { kind: 'array'; items: JsonNode[] }
    | { kind: 'scalar'; value: string | number | boolean | null }
  );

/** A name that an object has twice; `offset` is where the second begins. */
export interface DuplicateName {
  path: string[];
  offset: number;
}

export interface JsonTree {
  root: JsonNode;
  duplicates: DuplicateName[];
}

/** Parses a whole text; throws `JsonSyntaxError`. */
export function parseJsonTree(text: string): JsonTree {
  const scanner = new JsonScanner(text);
  const duplicates: DuplicateName[] = [];
  const root = readNode(scanner, [], duplicates);
  scanner.end();
  return { root, duplicates };
}

/** `path` leads to the node, and is the same list for all of them: copying it for each value would take the most of the time. */
function readNode(scanner: JsonScanner, path: string[], duplicates: DuplicateName[]): JsonNode {
  const code = scanner.peek();
  const start = scanner.offset;
  if (code === 123) {
    scanner.checkDepth(path.length);
    const members: JsonMember[] = [];
    const names = new Set<string>();
    scanner.object((key, keyStart) => {
      path.push(key);
      if (names.has(key)) duplicates.push({ path: [...path], offset: keyStart });
      names.add(key);
      members.push({ key, keyStart, node: readNode(scanner, path, duplicates) });
      path.pop();
    });
    return { kind: 'object', members, start, end: scanner.offset };
  }
  if (code === 91) {
    scanner.checkDepth(path.length);
    const items: JsonNode[] = [];
    scanner.array(() => {
      path.push(String(items.length));
      items.push(readNode(scanner, path, duplicates));
      path.pop();
    });
    return { kind: 'array', items, start, end: scanner.offset };
  }
  return { kind: 'scalar', value: readScalar(scanner, code, start), start, end: scanner.offset };
}

function readScalar(scanner: JsonScanner, code: number, start: number): string | number | boolean | null {
  if (code === 34) return scanner.string();
  scanner.passWordOrNumber();
  return JSON.parse(scanner.text.slice(start, scanner.offset)) as number | boolean | null;
}

/** The member of an object node, or undefined. Of duplicates the last counts, as it does for `JSON.parse`. */
export function memberOf(node: JsonNode | undefined, key: string): JsonMember | undefined {
  return node?.kind === 'object' ? node.members.findLast((member) => member.key === key) : undefined;
}

/** Where the value at a path begins (its name, for a member); the nearest thing around it when the path leads nowhere. */
export function offsetOfPath(root: JsonNode, path: readonly PropertyKey[]): number {
  let node = root;
  let { start } = root;
  for (const segment of path) {
    if (node.kind === 'object') {
      const member = memberOf(node, String(segment)) ?? memberOf(node, `${String(segment)}@`);
      if (!member) break;
      start = member.keyStart;
      node = member.node;
    } else if (node.kind === 'array') {
      const item = node.items[Number(segment)];
      if (!item) break;
      start = item.start;
      node = item;
    } else break;
  }
  return start;
}

/** 1-based line and column (in UTF-16 units, as editors count) of an offset. */
export function placeOfOffset(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (let next = text.indexOf('\n'); next >= 0 && next < offset; next = text.indexOf('\n', next + 1)) {
    line++;
    lineStart = next + 1;
  }
  return { line, column: offset - lineStart + 1 };
}

/** Numbers whose digits a JSON number of this program cannot hold, such as 9007199254740993 or 1e999. */
export function inexactNumbers(text: string, root: JsonNode): { path: string[]; offset: number; spelling: string }[] {
  const found: { path: string[]; offset: number; spelling: string }[] = [];
  const path: string[] = [];
  const visitAt = (name: string, node: JsonNode): void => {
    path.push(name);
    visit(node);
    path.pop();
  };
  const visit = (node: JsonNode): void => {
    if (node.kind === 'object') for (const member of node.members) visitAt(member.key, member.node);
    else if (node.kind === 'array') {
      for (const [index, item] of node.items.entries()) visitAt(String(index), item);
    } else if (typeof node.value === 'number' && !isExact(text.slice(node.start, node.end), node.value)) {
      found.push({ path: [...path], offset: node.start, spelling: text.slice(node.start, node.end) });
    }
  };
  visit(root);
  return found;
}

function isExact(spelling: string, value: number): boolean {
  if (Number.isSafeInteger(value)) return true;
  if (!Number.isFinite(value)) return false;
  return /^-?[0-9]+$/.test(spelling) ? BigInt(spelling) === BigInt(value) : true;
}
