import type { PropertyAccessToken, Token } from 'liquidjs';
import type { TextRange } from '../text-range.ts';
import type { ValueShape } from './value-shape.ts';

/** A name that the template gives: what it is, where it stands, and where it can be used. */
export interface TemplateSymbol {
  name: string;
  kind: 'assign' | 'capture' | 'loop' | 'counter';
  /** In words: `string`, `number or null`, `list of object`; `unknown` when nothing is known. */
  type: string;
  /** The name itself, wherever it is given; more than one when it is given again. */
  definitions: TextRange[];
  /** The name itself, wherever it is read. */
  references: TextRange[];
  /** Where it can be used. */
  scope: TextRange;
}

/** A symbol while the template is walked. */
export interface SymbolDraft {
  name: string;
  kind: TemplateSymbol['kind'];
  shape: ValueShape | null;
  definitions: Map<number, TextRange>;
  references: Map<number, TextRange>;
  /** The place of the loop's opening tag; null = the name lives from its first definition to the end. */
  loop: TextRange | null;
}

/** The place of a name inside the tag that gives it. */
export function nameInTag(tag: Token, name: string): TextRange {
  const text = tag.getText();
  const head = /^(?:\{%-?)?\s*\w+\s+/.exec(text)?.[0].length ?? 0;
  const at = text.indexOf(name, head);
  const begin = tag.begin + Math.max(0, at);
  return { begin, end: begin + name.length };
}

export function rootRange(token: PropertyAccessToken): TextRange | null {
  const [root] = token.props as readonly Token[];
  // A name in brackets and quotes is a text to whoever renames: it is left out.
  if (root === undefined || /^["']/.test(root.getText())) return null;
  return { begin: root.begin, end: root.end };
}
