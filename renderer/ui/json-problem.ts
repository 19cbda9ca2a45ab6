import { DuplicateNameError, scanJson } from '../../core/contract/index.ts';
import { ui } from '../strings/ui.ts';

/**
 * Why `readExactJson` refused a typed text: where, and in the words of the parser that checks what is sent, rather than in
 * the browser's.
 */
export function jsonProblem(text: string, cause: unknown): string {
  if (cause instanceof DuplicateNameError) return atEnd(text.slice(0, cause.offset), cause.message);
  const bytes = new TextEncoder().encode(text);
  const fault = scanJson(bytes);
  if (fault === null) return String(cause);
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, fault.offset));
  return atEnd(before, fault.message);
}

function atEnd(before: string, message: string): string {
  const lines = before.split(/\r\n|\r|\n/);
  return ui.jsonProblem(lines.length, (lines.at(-1) ?? '').length + 1, message);
}
