import { followJson } from './json-position.ts';
import type { LintContext } from './lint-context.ts';

/** Whole numbers; those with a fraction or an exponent are rounded by design. */
const wholeNumber = /(?<![\w.+-])-?\d{16,}(?![\w.])/g;

/** Numbers in the template's own JSON text that many readers of the payload round. */
export function lintOwnText(context: LintContext, text: string, textBegin: number): void {
  let { position } = context;
  let at = 0;
  for (const { 0: digits, index } of text.matchAll(wholeNumber)) {
    if (position === null || context.isFull) return;
    position = followJson(position, text.slice(at, index));
    at = index;
    if (position.isInString || Number.isSafeInteger(Number(digits))) continue;
    const begin = textBegin + index;
    const end = begin + digits.length;
    context.report(
      'big-integer',
      'warning',
      { begin, end },
      `${digits} is beyond 2^53: many readers of JSON round it.`,
      {
        hint: 'Write it as a text in quotes.',
        fixes: [{ title: 'Put it in quotes', edits: [{ begin, end, newText: `"${digits}"` }] }],
      },
    );
  }
}
