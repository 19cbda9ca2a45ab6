import type { ScopeNode } from '../../core/contract/index.ts';

/** With two lines more a hover shows it without scrolling. */
const lineLimit = 9;
const characterLimit = 400;

/**
 * The beginning of an object or a list as indented JSON. No more is written than is shown: a scope may be large. Texts are as
 * short, and secrets as hidden, as the scope gives them; a value it does not know stands as its type.
 */
export function excerptOf(node: ScopeNode): string {
  const lines: string[] = [];
  let characters = 0;
  let isCut = false;
  const isFull = (): boolean => lines.length >= lineLimit || characters >= characterLimit;
  const write = (line: string): void => {
    if (isFull()) {
      isCut = true;
      return;
    }
    const room = characterLimit - characters;
    lines.push(line.length > room ? `${line.slice(0, room)}…` : line);
    characters += line.length;
  };

  function writeNode({ type, preview, children }: ScopeNode, indent: string, before: string, after: string): void {
    const isList = type === 'array';
    if (!isList && type !== 'object') {
      write(`${indent}${before}${scalarText(type, preview)}${after}`);
      return;
    }
    const [open, close] = isList ? '[]' : '{}';
    if (children.length === 0) {
      write(`${indent}${before}${open}${close}${after}`);
      return;
    }
    write(`${indent}${before}${open}`);
    for (const [index, child] of children.entries()) {
      if (isFull()) break;
      const comma = index === children.length - 1 ? '' : ',';
      writeNode(child, `${indent}  `, isList ? '' : `${JSON.stringify(child.name)}: `, comma);
    }
    write(`${indent}${close}${after}`);
  }

  writeNode(node, '', '', '');
  return [...lines, ...(isCut ? ['…'] : [])].join('\n');
}

function scalarText(type: string, preview: string | null): string {
  if (preview === null) return type;
  return type === 'string' ? JSON.stringify(preview) : preview;
}
