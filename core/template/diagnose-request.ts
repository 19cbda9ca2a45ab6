import type { JsonObject, TemplateDiagnostic } from '../model/index.ts';
import { allFields, type CompiledField } from './compiled-fields.ts';
import type { ChannelRequest } from './compiled-request.ts';
import { printedObjectProblems, renderField, unknownProblems } from './render-field.ts';
import { jsonProblem } from './rendered-json.ts';
import { checkHeader, checkUrl } from './request-rules.ts';
import { partialProblems, type TemplateLibrary } from './template-library.ts';
import { type TemplateProblem, toDiagnostic } from './template-problem.ts';

/** Static findings, then those of rendering every field with this scope; in the order of the fields and their text. */
export function diagnoseRequest(
  library: TemplateLibrary,
  request: ChannelRequest,
  scope: JsonObject,
): TemplateDiagnostic[] {
  return allFields(request.fields).flatMap((field) => {
    const problems = [
      ...field.template.problems,
      ...partialProblems(library, field.template, field.template.usage.partials),
    ];
    if (!problems.some((problem) => problem.severity === 'error')) {
      problems.push(...renderProblems(library, request, field, scope));
    }
    problems.sort((left, right) => left.begin - right.begin);
    return problems.map((problem) => toDiagnostic(problem, field.name, field.template.text));
  });
}

function renderProblems(
  library: TemplateLibrary,
  request: ChannelRequest,
  field: CompiledField,
  scope: JsonObject,
): TemplateProblem[] {
  const severity = request.template.unknownVariables === 'strict' ? 'error' : 'warning';
  const result = renderField(library, field.template, scope, 'diagnose');
  const run = result.run;
  const found =
    run === null ? [] : [...unknownProblems(library, run, severity), ...printedObjectProblems(library, run)];
  if (!result.ok) return [...found, ...result.problems];
  return [...found, ...outputProblems(library, request, field, result.output, scope)];
}

/** What is wrong with the text a field rendered to. */
function outputProblems(
  library: TemplateLibrary,
  request: ChannelRequest,
  field: CompiledField,
  output: string,
  scope: JsonObject,
): TemplateProblem[] {
  const whole = { severity: 'error' as const, begin: 0, end: field.template.text.length };
  if (field.name === 'url') {
    const finding = checkUrl(output.trim());
    return finding === null ? [] : [{ ...whole, ...finding, code: 'invalid-url' }];
  }
  if (field.name === 'body') {
    if (request.template.bodyFormat !== 'json') return [];
    const problem = jsonProblem(library, field.template, scope);
    return problem === null ? [] : [problem];
  }
  if (field.name === 'signing.key') {
    if (output !== '') return [];
    const message = 'The signing key renders to nothing, so the message is skipped.';
    const hint = 'Give the recipient a key, or correct the variable.';
    return [{ ...whole, severity: 'warning', code: 'empty-key', message, hint }];
  }
  const header = request.fields.headers.find((row) => row.name === field.name);
  const finding = header === undefined ? null : checkHeader(header.key, output.trim());
  return finding === null ? [] : [{ ...whole, ...finding, code: 'invalid-header' }];
}

/** Paths of unknown variables, each once, in reading order. */
export function findUnknownVariables(library: TemplateLibrary, request: ChannelRequest, scope: JsonObject): string[] {
  const paths = allFields(request.fields).flatMap((field) => {
    const { run } = renderField(library, field.template, scope, 'diagnose');
    return run?.unknown?.map((variable) => variable.path) ?? [];
  });
  return [...new Set(paths)];
}
