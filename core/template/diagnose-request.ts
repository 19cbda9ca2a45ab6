import type { JsonObject, TemplateDiagnostic } from '../model/index.ts';
import { type BodyFormat, defaultContentType, fitsContentType } from './bodies/body-formats.ts';
import { allFields, type CompiledField } from './compiled-fields.ts';
import type { ChannelRequest } from './compiled-request.ts';
import type { FieldRenderer } from './field-renderer.ts';
import { type FieldRender, printedObjectProblems, unknownProblems } from './render-field.ts';
import type { RenderRun } from './render-run.ts';
import { problemsOfOutput } from './rendered-body.ts';
import { checkHeader, checkUrl } from './request-rules.ts';
import { partialProblems, type TemplateLibrary } from './template-library.ts';
import { type TemplateProblem, toDiagnostic } from './template-problem.ts';

/** Static findings, then those of rendering every field with this scope; in the order of the fields and their text. */
export function diagnoseRequest(
  library: TemplateLibrary,
  request: ChannelRequest,
  renderer: FieldRenderer,
  scope: JsonObject,
): TemplateDiagnostic[] {
  return allFields(request.fields).flatMap((field) => {
    const problems = [
      ...field.template.problems,
      ...partialProblems(library, field.template, field.template.usage.partials),
    ];
    if (!problems.some((problem) => problem.severity === 'error')) {
      problems.push(...renderProblems(library, request, field, renderer.diagnose(field, scope)));
    }
    problems.sort((left, right) => left.begin - right.begin);
    return problems.map((problem) => toDiagnostic(problem, field.name, field.template.text));
  });
}

function renderProblems(
  library: TemplateLibrary,
  request: ChannelRequest,
  field: CompiledField,
  result: FieldRender,
): TemplateProblem[] {
  const severity = request.template.unknownVariables === 'strict' ? 'error' : 'warning';
  const run = result.run;
  const found =
    run === null ? [] : [...unknownProblems(library, run, severity), ...printedObjectProblems(library, run)];
  if (!result.ok) return [...found, ...result.problems];
  return [...found, ...outputProblems(request, field, result)];
}

/** What is wrong with the text a field rendered to. */
function outputProblems(
  request: ChannelRequest,
  field: CompiledField,
  rendered: { output: string; run: RenderRun | null },
): TemplateProblem[] {
  const { output } = rendered;
  const { bodyFormat } = request.template;
  const whole = { severity: 'error' as const, begin: 0, end: field.template.text.length };
  if (field.name === 'url') {
    const finding = checkUrl(output.trim());
    return finding === null ? [] : [{ ...whole, ...finding, code: 'invalid-url' }];
  }
  if (field.name === 'body') return problemsOfOutput(field.template, rendered, bodyFormat);
  if (field.name === 'signing.key') {
    if (output !== '') return [];
    const message = 'The signing key renders to nothing, so the message is skipped.';
    const hint = 'Give the recipient a key, or correct the variable.';
    return [{ ...whole, severity: 'warning', code: 'empty-key', message, hint }];
  }
  if (field.name.startsWith('signing.previousKeys.')) return [];
  const header = request.fields.headers.find((row) => row.name === field.name);
  const finding = header === undefined ? null : checkHeader(header.key, output.trim());
  if (finding !== null) return [{ ...whole, ...finding, code: 'invalid-header' }];
  const isMismatch =
    header?.key.toLowerCase() === 'content-type' &&
    request.fields.body !== null &&
    !fitsContentType(bodyFormat, output);
  if (!isMismatch) return [];
  const message = `The header says "${output.trim().slice(0, 80)}", but the body is ${formatNames[bodyFormat]}.`;
  const hint = `Write "${defaultContentType(bodyFormat) ?? ''}", or choose another body format.`;
  return [{ ...whole, severity: 'warning', code: 'content-type-mismatch', message, hint }];
}

const formatNames: Record<BodyFormat, string> = {
  json: 'JSON',
  text: 'text',
  xml: 'XML',
  form: 'a form',
  graphql: 'a GraphQL request, which is JSON',
};
