import { blockTags } from './tag-names.ts';
import { endOfVerbatim } from './template-tokenizer.ts';

/** A shorter text is parsed whole: that takes less than a frame. */
const wholeLimitCharacters = 6_000;
const leastCharacters = 1_000;
const mostCharacters = 8_000;
/** One line in so many may begin a passage. */
const linesPerPassage = 16;
/** Characters of a line that decide whether it may. */
const readCharacters = 48;

/**
 * Cuts a template into passages that can be parsed one by one: gives where each begins. A passage ends between two lines
 * of the template's own text, outside of all blocks, where whitespace control cannot reach across. Which lines those are
 * follows from what stands in them, so that after an edit all passages but the edited one are as they were.
 *
 * It reads tags as LiquidJS's tokenizer does. Where the two should differ, the passage does not parse by itself, and the
 * whole text is parsed instead.
 */
export function cutPassages(text: string): number[] {
  const begins = [0];
  if (text.length <= wholeLimitCharacters) return begins;
  const open: string[] = [];
  let at = 0;
  while (at < text.length) {
    const tag = nextTag(text, at);
    if (open.length === 0) addBegins(text, at, tag, begins);
    if (tag >= text.length) return begins;
    const end = text[tag + 1] === '{' ? endOfOutput(text, tag) : endOfTag(text, tag, open);
    // What is never closed, the last passage says.
    if (end < 0) return begins;
    at = end;
  }
  return begins;
}

function nextTag(text: string, from: number): number {
  for (let at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at + 1)) {
    const next = text.charCodeAt(at + 1);
    if (next === 0x7b || next === 0x25) return at;
  }
  return text.length;
}

/** Adds the lines between two tags at which a passage may begin. */
function addBegins(text: string, from: number, to: number, begins: number[]): void {
  let line = text.indexOf('\n', from) + 1;
  if (line === 0 || line >= to) return;
  const firstInk = inkFrom(text, from, to);
  const lastInk = inkBefore(text, from, to);
  for (; line > 0 && line < to; line = text.indexOf('\n', line) + 1) {
    if (firstInk >= line || lastInk < line) continue;
    const length = line - (begins.at(-1) ?? 0);
    if (length < leastCharacters) continue;
    if (length >= mostCharacters || lineHash(text, line) % linesPerPassage === 0) begins.push(line);
  }
}

/** Ink is what no engine takes for a blank. */
function isInk(code: number): boolean {
  return code > 32 && code < 127;
}

function inkFrom(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && !isInk(text.charCodeAt(at))) at += 1;
  return at;
}

function inkBefore(text: string, from: number, to: number): number {
  let at = to - 1;
  while (at >= from && !isInk(text.charCodeAt(at))) at -= 1;
  return at;
}

/** FNV-1a over the beginning of a line. */
function lineHash(text: string, line: number): number {
  let hash = 0x811c9dc5;
  for (let at = line; at < line + readCharacters; at += 1) {
    const code = text.charCodeAt(at);
    if (Number.isNaN(code) || code === 10) break;
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** `}}` outside of quotes; -1 when there is none. */
function endOfOutput(text: string, begin: number): number {
  const close = text.indexOf('}}', begin + 2);
  if (close < 0) return -1;
  let at = begin + 2;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x22 || code === 0x27) {
      const quote = endOfQuote(text, at, code);
      if (quote < 0) return -1;
      at = quote;
    } else if (code === 0x7d && text.charCodeAt(at + 1) === 0x7d) return at + 2;
    else at += 1;
  }
  return -1;
}

function endOfQuote(text: string, begin: number, quote: number): number {
  for (let at = begin + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at += 1;
    else if (code === quote) return at + 1;
  }
  return -1;
}

const tagName = /\{%-?\s*(\w+)/y;

/** Behind a tag, and behind the content of one that is taken as it is; notes what the tag opens or closes. */
function endOfTag(text: string, begin: number, open: string[]): number {
  const close = text.indexOf('%}', begin + 1);
  if (close < 0) return -1;
  tagName.lastIndex = begin;
  const name = tagName.exec(text)?.[1] ?? '';
  const inside = open.at(-1);
  if (inside !== 'comment' && (name === 'raw' || name === 'doc')) return endOfVerbatim(name, text, close + 2);
  if (inside === 'comment' && name !== 'comment' && name !== 'endcomment') return close + 2;
  if (blockTags.has(name)) open.push(name);
  else if (name.startsWith('end')) {
    const opening = open.lastIndexOf(name.slice(3));
    if (opening >= 0) open.length = opening;
  }
  return close + 2;
}
