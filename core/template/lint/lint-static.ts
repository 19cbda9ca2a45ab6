import { findingLimit } from '../../model/index.ts';
import type { CompiledTemplate } from '../compiled-template.ts';
import type { TemplateProblem } from '../template-problem.ts';
import { LintContext, type LintOptions } from './lint-context.ts';
import { lintOwnText } from './lint-own-text.ts';
import { lintPassages } from './lint-passages.ts';

export interface StaticLint {
  problems: TemplateProblem[];
  /** Keys of the partials it renders. */
  partials: ReadonlySet<string>;
}

/**
 * Findings about a parsed template that need no rendering, in one pass over its nodes. Time grows with the template's
 * length only; at most 200 findings are given, and what is left out is said at the last one's place.
 */
export function lintStatic(
  { text, isStatic, passages }: Pick<CompiledTemplate, 'text' | 'isStatic' | 'passages'>,
  options: LintOptions,
): StaticLint {
  const context = new LintContext(options);
  if (isStatic) lintOwnText(context, text, 0);
  else lintPassages(context, passages);
  const { problems, declarations, usedNames } = context;
  for (const { name, place, kind } of declarations) {
    if (usedNames.has(name) || context.isFull) continue;
    const message =
      kind === 'assign' ? `"${name}" is assigned and never used.` : `"${name}" is captured and never used.`;
    const fixes = kind === 'assign' ? [{ title: 'Remove it', edits: [{ ...place, newText: '' }] }] : [];
    context.report('unused-variable', 'warning', place, message, { fixes, path: name });
  }
  if (context.isFull) {
    const last = problems.at(-1);
    const message = `More than ${findingLimit} findings: the rest of the template is not looked at.`;
    problems.push({
      code: 'limit-exceeded',
      severity: 'info',
      message,
      hint: null,
      begin: last?.begin ?? 0,
      end: last?.end ?? 1,
    });
  }
  return { problems, partials: context.partials };
}
