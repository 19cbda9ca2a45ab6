import { type CaseTag, type IfTag, type Token, TypeGuards, UnlessTag } from 'liquidjs';
import type { LintContext } from './lint-context.ts';
import { isPathToken } from './path-lookup.ts';

/** Conditions that are always the same, and conditions that an earlier branch has taken already. */
export function lintBranches(context: LintContext, node: IfTag | UnlessTag): void {
  const seen = new Set<string>();
  for (const [index, { value }] of node.branches.entries()) {
    const { postfix } = value.initial;
    const [first] = postfix;
    if (first === undefined) continue;
    const place = rangeOf(postfix);
    const text = first.input.slice(place.begin, place.end).replace(/\s+/g, ' ');
    const constant = postfix.length === 1 && value.filters.length === 0 ? constantOf(first) : null;
    const isInverted = node instanceof UnlessTag && index === 0;
    if (constant !== null) {
      const isTaken = constant !== isInverted;
      const message = isTaken
        ? `This condition always holds${index + 1 < node.branches.length || (node.elseTemplates ?? []).length > 0 ? ', so the branches after it are never rendered' : ''}.`
        : 'This condition never holds, so its branch is never rendered.';
      context.report('unreachable', 'warning', place, message);
    } else if (seen.has(text)) {
      context.report(
        'unreachable',
        'warning',
        place,
        'A branch before this one has the same condition, so this one is never rendered.',
      );
    }
    if (value.filters.length === 0) seen.add(text);
  }
}

function rangeOf(tokens: readonly Token[]): { begin: number; end: number } {
  const begin = Math.min(...tokens.map((token) => token.begin));
  return { begin, end: Math.max(...tokens.map((token) => token.end)) };
}

/** Whether a literal counts as true; null for what is no literal. */
function constantOf(token: Token): boolean | null {
  if (TypeGuards.isQuotedToken(token) || TypeGuards.isNumberToken(token)) return true;
  if (isPathToken(token) || !('content' in token)) return null;
  const text = token.getText();
  if (text === 'true') return true;
  return text === 'false' || text === 'nil' || text === 'null' ? false : null;
}

/** A value that two branches of a case ask for. */
export function lintWhenValues(context: LintContext, node: CaseTag): void {
  const seen = new Set<string>();
  for (const { values } of node.branches) {
    for (const value of values as readonly Token[]) {
      const key = TypeGuards.isQuotedToken(value) ? `"${value.content}` : value.getText();
      if (seen.has(key)) {
        const message = `${value.getText()} stands in two branches of this case: both are rendered.`;
        context.report('unreachable', 'warning', value, message, { hint: 'Remove one of them.' });
      }
      seen.add(key);
    }
  }
}
