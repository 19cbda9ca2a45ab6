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
    /** A value that was checked, and whose inside is not told. */
    | { kind: 'passed' }
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

/**
 * Parses a whole text; throws `JsonSyntaxError`. Of values at paths that `isPassed` names only the extent is told: nodes of
 * all that is in them may take a hundred times the memory of the text.
 */
export function parseJsonTree(text: string, isPassed: (path: readonly string[]) => boolean = () => false): JsonTree {
  const scanner = new JsonScanner(text);
  const duplicates: DuplicateName[] = [];
  const root = readNode({ scanner, duplicates, isPassed, path: [] });
  scanner.end();
  return { root, duplicates };
}

interface Reading {
  scanner: JsonScanner;
  duplicates: DuplicateName[];
  isPassed(path: readonly string[]): boolean;
  /** Leads to the value that is read. One list for all of them: to copy it for each takes the most of the time. */
  path: string[];
}

function readNode(reading: Reading): JsonNode {
  const { scanner, path } = reading;
  const code = scanner.peek();
  const start = scanner.offset;
  if (code !== 123 && code !== 91) {
    return { kind: 'scalar', value: readScalar(scanner, code, start), start, end: scanner.offset };
  }
  if (reading.isPassed(path)) {
    passValue(reading);
    return { kind: 'passed', start, end: scanner.offset };
  }
  if (code === 123) {
    const members: JsonMember[] = [];
    readMembers(reading, (key, keyStart) => members.push({ key, keyStart, node: readNode(reading) }));
    return { kind: 'object', members, start, end: scanner.offset };
  }
  const items: JsonNode[] = [];
  readItems(reading, () => items.push(readNode(reading)));
  return { kind: 'array', items, start, end: scanner.offset };
}

function passValue(reading: Reading): void {
  const code = reading.scanner.peek();
  if (code === 123) readMembers(reading, () => passValue(reading));
  else if (code === 91) readItems(reading, () => passValue(reading));
  else reading.scanner.value();
}

function readMembers({ scanner, path, duplicates }: Reading, read: (key: string, keyStart: number) => void): void {
  scanner.checkDepth(path.length);
  const names = new Set<string>();
  scanner.object((key, keyStart) => {
    path.push(key);
    if (names.has(key)) duplicates.push({ path: [...path], offset: keyStart });
    names.add(key);
    read(key, keyStart);
    path.pop();
  });
}

function readItems({ scanner, path }: Reading, read: () => void): void {
  scanner.checkDepth(path.length);
  let count = 0;
  scanner.array(() => {
    path.push(String(count));
    count += 1;
    read();
    path.pop();
  });
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
    } else if (
      node.kind === 'scalar' &&
      typeof node.value === 'number' &&
      !isExact(text.slice(node.start, node.end), node.value)
    ) {
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
