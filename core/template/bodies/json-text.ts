import { scanJson } from '../../model/index.ts';
import { placeOfOffset } from '../template-problem.ts';

export type JsonCheck = { isValid: true } | { isValid: false; message: string; line: number; column: number };

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Whether bytes are one JSON value (RFC 8259). Checked by tokens: nothing is parsed into numbers, any depth is fine and
 * repeated keys are allowed. `line` and `column` are the 1-based place of the first error; columns count UTF-16 units.
 */
export function checkJson(body: Uint8Array): JsonCheck {
  const fault = scanJson(body);
  if (fault === null) return { isValid: true };
  const before = decoder.decode(body.subarray(0, fault.offset));
  return { isValid: false, message: fault.message, ...placeOfOffset(before, before.length) };
}

/** JSON without blanks between its tokens; spellings of numbers and texts stay. Gives the bytes back when they are not JSON. */
export function compactJson(body: Uint8Array): Uint8Array {
  const compact = new Uint8Array(body.length);
  let length = 0;
  const fault = scanJson(body, (begin, end) => {
    compact.set(body.subarray(begin, end), length);
    length += end - begin;
  });
  return fault === null ? compact.slice(0, length) : body;
}

/**
 * JSON with one member per line and two spaces per level. Works on tokens, so `1.00` and 9007199254740993 stay as they
 * are; a text that is not JSON comes back unchanged.
 */
export function prettyPrintJson(body: Uint8Array): string {
  const pieces: string[] = [];
  let depth = 0;
  let previous = '';
  const fault = scanJson(body, (begin, end) => {
    const token = decoder.decode(body.subarray(begin, end));
    const isClosing = token === '}' || token === ']';
    if (isClosing) depth -= 1;
    const isEmptyContainer = isClosing && (previous === '{' || previous === '[');
    const isFirst = previous === '{' || previous === '[' || previous === ',';
    if ((isFirst || isClosing) && !isEmptyContainer) pieces.push('\n', indent(depth));
    pieces.push(token === ':' ? ': ' : token);
    if (token === '{' || token === '[') depth += 1;
    previous = token;
  });
  return fault === null ? pieces.join('') : decoder.decode(body);
}

/** Past this depth indentation stops growing: deep nesting would make blanks without end. */
const indentLimit = 100;

function indent(depth: number): string {
  return '  '.repeat(Math.min(depth, indentLimit));
}
