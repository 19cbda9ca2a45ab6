import { type TopLevelToken, TypeGuards } from 'liquidjs';
import { followJson, type JsonPosition, jsonStart } from '../lint/json-position.ts';
import { blockTags } from '../tag-names.ts';
import { formatTemplate, readTokens } from './format-template.ts';
import { Seams } from './seams.ts';
import { type Piece, writePieces } from './write-pieces.ts';

/**
 * Re-indents JSON with Liquid in it: a member per line, two spaces per level, block tags on lines of their own. Changes
 * blanks outside of strings only, so every rendering has the same JSON tokens; but not the same bytes. Null when that is
 * not certain: a string that a branch leaves open, tags that trim blanks, a token made of parts around a tag.
 */
export function reflowJson(text: string): string | null {
  const formatted = formatTemplate(text);
  const tokens = readTokens(formatted);
  if (tokens === null) return null;
  const reader = new PieceReader(formatted);
  for (const token of tokens) if (!reader.read(token)) return null;
  return reader.isWhole ? writePieces(reader.pieces) : null;
}

const middleTags = new Set(['else', 'elsif', 'when']);
const printingTags = new Set(['echo', 'cycle', 'render', 'increment', 'decrement']);

class PieceReader {
  readonly pieces: Piece[] = [];
  readonly #text: string;
  readonly #seams = new Seams();
  #position: JsonPosition = jsonStart;
  /** The last piece is a value that may go on without a blank. */
  #isGlued = false;
  /** No blank since the last tag. */
  #isAfterTag = false;
  #verbatim: { tag: string; depth: number } | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  get isWhole(): boolean {
    return !this.#position.isInString && this.#verbatim === null && !this.#seams.isBroken;
  }

  /** False when the template cannot be reflowed. */
  read(token: TopLevelToken): boolean {
    const source = this.#text.slice(token.begin, token.end);
    const tag = TypeGuards.isTagToken(token) ? token.name : null;
    if (this.#verbatim !== null) return this.#readVerbatim(source, tag, this.#verbatim);
    if (TypeGuards.isHTMLToken(token)) this.#readText(source);
    else if (/^\{.-|-.\}$/.test(source) || tag === 'raw' || tag === 'capture') return false;
    else if (tag === null || printingTags.has(tag)) this.#readOutput(source);
    else if (!this.#readTag(source, tag)) return false;
    return !this.#seams.isBroken;
  }

  #readOutput(source: string): void {
    if (!this.#position.isInString) this.#seams.value(false, this.#isAfterTag);
    this.#glue(source);
    this.#isAfterTag = false;
  }

  #glue(part: string): void {
    const last = this.pieces.at(-1);
    if (this.#isGlued && last?.kind === 'value') last.text += part;
    else this.pieces.push({ text: part, kind: 'value' });
    this.#isGlued = true;
  }

  #readTag(source: string, tag: string): boolean {
    const { isInString } = this.#position;
    if (tag === 'comment' || tag === 'doc') {
      if (isInString) return false;
      this.#verbatim = { tag, depth: 1 };
    } else if (middleTags.has(tag)) this.#seams.middle(tag, isInString);
    else if (blockTags.has(tag)) this.#seams.open(tag, isInString);
    else if (tag.startsWith('end')) this.#seams.close(isInString);
    if (isInString) {
      this.#glue(source);
      return true;
    }
    const isBlock = blockTags.has(tag) && this.#verbatim === null;
    const kind = middleTags.has(tag)
      ? 'block-middle'
      : isBlock
        ? 'block-open'
        : tag.startsWith('end')
          ? 'block-close'
          : 'tag';
    this.pieces.push({ text: source, kind });
    this.#isGlued = false;
    this.#isAfterTag = true;
    return true;
  }

  #readVerbatim(source: string, tag: string | null, verbatim: { tag: string; depth: number }): boolean {
    const last = this.pieces.at(-1);
    if (last !== undefined) last.text += source;
    verbatim.depth += tag === verbatim.tag ? 1 : tag === `end${verbatim.tag}` ? -1 : 0;
    if (verbatim.depth === 0) this.#verbatim = null;
    return true;
  }

  /** JSON text: the rest of a string first, when it begins inside of one. */
  #readText(source: string): void {
    let rest = source;
    if (this.#position.isInString) {
      const end = endOfString(this.#position, source);
      this.#glue(source.slice(0, end));
      this.#position = followJson(this.#position, source.slice(0, end));
      rest = source.slice(end);
      if (this.#position.isInString) return;
      this.#seams.stop();
      this.#isAfterTag = false;
    }
    for (const [found] of rest.matchAll(/\s+|[{}[\],:]|"(?:[^"\\]|\\.)*(?:"|$)|[^\s{}[\],:"]+/gs))
      this.#readToken(found);
    this.#position = followJson(this.#position, rest);
  }

  #readToken(found: string): void {
    if (found.trim() === '') {
      this.#isGlued = false;
      this.#isAfterTag = false;
      this.#seams.stop();
      return;
    }
    const kind = kindOfToken(found);
    const isBare = kind === 'value' && !found.startsWith('"');
    if (isBare) this.#seams.value(false, this.#isAfterTag);
    else this.#seams.stop();
    const last = this.pieces.at(-1);
    if (kind === 'value' && this.#isGlued && last?.kind === 'value') last.text += found;
    else this.pieces.push({ text: found, kind });
    this.#isGlued = kind === 'value';
    this.#isAfterTag = false;
  }
}

/** Offset behind the quote that closes the string the text begins in. */
function endOfString(position: JsonPosition, text: string): number {
  let isEscaped = position.isEscaped;
  for (let at = 0; at < text.length; at += 1) {
    if (isEscaped) isEscaped = false;
    else if (text[at] === '\\') isEscaped = true;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function kindOfToken(text: string): Piece['kind'] {
  if (text === '{' || text === '[') return 'open';
  if (text === '}' || text === ']') return 'close';
  return text === ',' ? 'comma' : text === ':' ? 'colon' : 'value';
}
