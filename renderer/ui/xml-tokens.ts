import { indentOf, type JsonToken, type JsonTokenKind } from './json-tokens.ts';

type UnitKind = 'open' | 'close' | 'empty' | 'text' | 'blank' | 'cdata' | 'other';

/** A tag, a comment, … or the text between two of them; joined they are the text again. */
interface XmlUnit {
  kind: UnitKind;
  text: string;
}

/** A token of a text that is laid out in lines. */
export interface XmlLayoutToken extends JsonToken {
  /** What is shown in its place; the text itself when absent. */
  shown?: string;
  /** Blanks that are shown before it. */
  space?: string;
}

const unitPattern =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<\?[\s\S]*?(?:\?>|$)|<![^>]*>?|<\/?[^\s<>/"'=]+(?:"[^"]*"|'[^']*'|[^<>"'])*>?|[^<]+|</g;
const tagNamePattern = /^<\/?[^\s<>/"'=]+/;
const insideTagPattern = /"[^"]*"?|'[^']*'?|[^\s"'=/>]+|\s+|[=/>]/g;

function readUnits(text: string): XmlUnit[] {
  return (text.match(unitPattern) ?? []).map((part) => ({ kind: kindOf(part), text: part }));
}

function kindOf(part: string): UnitKind {
  if (!part.startsWith('<')) return /^\s*$/.test(part) ? 'blank' : 'text';
  if (part.startsWith('<![CDATA[')) return 'cdata';
  if (/^<[!?]/.test(part)) return 'other';
  if (!part.endsWith('>')) return 'text';
  if (part.startsWith('</')) return 'close';
  return part.endsWith('/>') ? 'empty' : 'open';
}

/** Splits XML text into tokens for colouring; broken text passes. */
export function readXmlTokens(text: string): JsonToken[] {
  return readUnits(text).flatMap(tokensOf);
}

function tokensOf({ kind, text }: XmlUnit): JsonToken[] {
  if (kind !== 'open' && kind !== 'close' && kind !== 'empty') {
    return [{ kind: kind === 'blank' ? 'space' : 'other', text }];
  }
  const name = tagNamePattern.exec(text)?.[0] ?? '';
  const inside = text.slice(name.length).match(insideTagPattern) ?? [];
  return [{ kind: 'key', text: name }, ...inside.map((part) => ({ kind: insideKind(part), text: part }))];
}

function insideKind(part: string): JsonTokenKind {
  if (/^["']/.test(part)) return 'string';
  if (/^\s/.test(part)) return 'space';
  if (part === '>' || part === '/') return 'key';
  return part === '=' ? 'punctuation' : 'keyword';
}

/**
 * XML in lines of two spaces' indent, by tokens alone: only blanks between elements are left out or added. An element that
 * holds text, or nothing but blanks, or that says `xml:space="preserve"`, is shown as it is. Null when the tags do not
 * fit together.
 */
export function layOutXml(text: string): XmlLayoutToken[] | null {
  const units = readUnits(text);
  const verbatimEnds = findVerbatim(units);
  if (verbatimEnds === null) return null;
  const tokens: XmlLayoutToken[] = [];
  let depth = 0;
  let isFirst = true;
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at];
    if (unit === undefined) break;
    if (unit.kind === 'blank') {
      tokens.push({ kind: 'space', text: unit.text, shown: '' });
      continue;
    }
    if (unit.kind === 'close') depth -= 1;
    const end = verbatimEnds.get(at) ?? at;
    const [first, ...rest] = units.slice(at, end + 1).flatMap(tokensOf);
    if (first !== undefined) tokens.push(isFirst ? first : { ...first, space: `\n${indentOf(depth)}` }, ...rest);
    if (unit.kind === 'open' && end === at) depth += 1;
    isFirst = false;
    at = end;
  }
  return tokens;
}

/** The text as `layOutXml` shows it; as it is when that gives none. */
export function prettyPrintXml(text: string): string {
  const tokens = layOutXml(text);
  if (tokens === null) return text;
  return tokens.map(({ text: token, shown = token, space = '' }) => space + shown).join('');
}

/** Of each element that is shown as it is, where it begins and ends; null when the tags do not fit together. */
function findVerbatim(units: readonly XmlUnit[]): Map<number, number> | null {
  const ends = new Map<number, number>();
  const open: { at: number; name: string; hasText: boolean; hasElements: boolean }[] = [];
  let roots = 0;
  for (const [at, { kind, text }] of units.entries()) {
    const parent = open.at(-1);
    if (kind === 'open' || kind === 'empty') {
      if (parent === undefined) roots += 1;
      else parent.hasElements = true;
    }
    if (kind === 'open') {
      open.push({ at, name: nameOf(text), hasText: keepsBlanks(text), hasElements: false });
    } else if (kind === 'close') {
      open.pop();
      if (parent === undefined || parent.name !== nameOf(text)) return null;
      if (parent.hasText || !parent.hasElements) ends.set(parent.at, at);
    } else if (kind === 'text' || kind === 'cdata') {
      if (parent === undefined) return null;
      parent.hasText = true;
    }
  }
  return open.length === 0 && roots === 1 ? ends : null;
}

function nameOf(tag: string): string {
  return (tagNamePattern.exec(tag)?.[0] ?? '').replace(/^<\/?/, '');
}

function keepsBlanks(tag: string): boolean {
  return /\sxml:space\s*=\s*(?:"preserve"|'preserve')/.test(tag);
}
