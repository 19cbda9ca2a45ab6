import type { TemplateDiagnostic } from '../../model/index.ts';
import { type BodyFormat, isJsonFormat } from '../bodies/body-formats.ts';
import { allFields, type CompiledField } from '../compiled-fields.ts';
import type { ChannelRequest } from '../compiled-request.ts';
import type { CompiledTemplate } from '../compiled-template.ts';
import { partialProblems, type TemplateLibrary } from '../template-library.ts';
import { type TemplateProblem, toDiagnostic } from '../template-problem.ts';
import type { LintOptions } from './lint-context.ts';
import { lintStatic } from './lint-static.ts';
import type { TextToLint } from './text-to-lint.ts';
import type { ValueShape } from './value-shape.ts';

/** Every finding about one text that needs no rendering: syntax, partials, and the static pass. */
export function lintText(library: TemplateLibrary, { field, text, ...options }: TextToLint): TemplateDiagnostic[] {
  const template = library.compileText(text);
  return problemsOf(library, template, options).map((problem) => toDiagnostic(problem, field, text));
}

/** The same for every text of a request. */
export function lintRequest(
  library: TemplateLibrary,
  request: ChannelRequest,
  shape: ValueShape | null,
): TemplateDiagnostic[] {
  const { bodyFormat, unknownVariables } = request.template;
  return allFields(request.fields).flatMap(({ name, template }: CompiledField) => {
    const problems = problemsOf(library, template, { shape, unknownVariables, ...printingOf(name, bodyFormat) });
    return problems.map((problem) => toDiagnostic(problem, name, template.text));
  });
}

/** What a text becomes, which decides how values must be printed in it. */
export function printingOf(field: string, format: BodyFormat): Pick<LintOptions, 'isJson' | 'encoding'> {
  if (field !== 'body') return { isJson: false };
  return { isJson: isJsonFormat(format), ...(format === 'xml' || format === 'form' ? { encoding: format } : {}) };
}

function problemsOf(library: TemplateLibrary, template: CompiledTemplate, options: LintOptions): TemplateProblem[] {
  const { problems: found, partials } = lintStatic(template, options);
  const problems = [...template.problems, ...partialProblems(library, template, partials)];
  const errors = problems.filter(({ severity }) => severity === 'error');
  // What is written wrongly is not judged by its meaning as well.
  const meaning = found.filter(({ begin, end }) => !errors.some((error) => error.begin < end && begin < error.end));
  return [...problems, ...meaning].sort((left, right) => left.begin - right.begin);
}
