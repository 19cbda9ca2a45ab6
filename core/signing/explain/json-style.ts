import type { JsonNode } from '../json-tree.ts';

/** How a JSON text is laid out. Strings and numbers keep their spelling. */
export interface JsonStyle {
  /** After a colon. */
  colon: string;
  /** After a comma, where the text is on one line. */
  comma: string;
  /** One level of indentation; empty = one line. */
  indent: string;
}

export const jsonStyles = {
  compact: { colon: ':', comma: ',', indent: '' },
  spaced: { colon: ': ', comma: ', ', indent: '' },
  colonSpaced: { colon: ': ', comma: ',', indent: '' },
  commaSpaced: { colon: ':', comma: ', ', indent: '' },
  indented2: { colon: ': ', comma: ',', indent: '  ' },
  indented4: { colon: ': ', comma: ',', indent: '    ' },
  indentedTab: { colon: ': ', comma: ',', indent: '\t' },
} as const satisfies Record<string, JsonStyle>;

/** Changes of strings (with quotes), numbers and the order of members while writing. */
export interface JsonRewrite {
  string?(raw: string): string;
  number?(raw: string): string;
  members?(
    members: readonly { key: string; value: JsonNode }[],
    depth: number,
  ): readonly { key: string; value: JsonNode }[];
}

export function writeJson(node: JsonNode, style: JsonStyle, rewrite: JsonRewrite = {}): string {
  const pieces: string[] = [];
  const lineBreak = (depth: number): string => (style.indent === '' ? '' : `\n${style.indent.repeat(depth)}`);
  const separator = style.indent === '' ? style.comma : ',';

  function list(open: string, close: string, count: number, depth: number, write: (index: number) => void): void {
    pieces.push(open);
    for (let index = 0; index < count; index += 1) {
      pieces.push(index === 0 ? '' : separator, lineBreak(depth + 1));
      write(index);
    }
    pieces.push(count === 0 ? '' : lineBreak(depth), close);
  }

  function write(each: JsonNode, depth: number): void {
    if (each.kind === 'object') {
      const members = rewrite.members?.(each.members, depth) ?? each.members;
      list('{', '}', members.length, depth, (index) => {
        const member = members[index];
        if (member === undefined) return;
        pieces.push(rewrite.string?.(member.key) ?? member.key, style.colon);
        write(member.value, depth + 1);
      });
    } else if (each.kind === 'array') {
      list('[', ']', each.items.length, depth, (index) => {
        const item = each.items[index];
        if (item !== undefined) write(item, depth + 1);
      });
    } else if (each.kind === 'string') pieces.push(rewrite.string?.(each.raw) ?? each.raw);
    else if (each.kind === 'number') pieces.push(rewrite.number?.(each.raw) ?? each.raw);
    else pieces.push(each.raw);
  }

  write(node, 0);
  return pieces.join('');
}

/** The layout in which the text is written already; compact when it is none of the known ones. */
export function styleOf(text: string, node: JsonNode): JsonStyle {
  const styles: JsonStyle[] = Object.values(jsonStyles);
  return styles.find((style) => writeJson(node, style) === text) ?? jsonStyles.compact;
}

export function numbersOf(node: JsonNode): string[] {
  if (node.kind === 'number') return [node.raw];
  if (node.kind === 'object') return node.members.flatMap(({ value }) => numbersOf(value));
  return node.kind === 'array' ? node.items.flatMap(numbersOf) : [];
}
