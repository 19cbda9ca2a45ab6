import type { JsonObject } from '../model/index.ts';
import { scanJson } from './json-scanner.ts';
import { placeOfOutput, renderField } from './render-field.ts';
import type { CompiledTemplate, TemplateLibrary } from './template-library.ts';
import { placeOfOffset, type TemplateProblem } from './template-problem.ts';

/**
 * The finding for a body that does not render to JSON, at the place of the template that made the wrong text. Renders
 * once more with tracing, so call it only when the body is known to be wrong. Null when it is right after all.
 */
export function jsonProblem(
  library: TemplateLibrary,
  template: CompiledTemplate,
  scope: JsonObject,
): TemplateProblem | null {
  const result = renderField(library, template, scope, 'diagnose');
  if (!result.ok || result.output.trim() === '') return null;
  const bytes = new TextEncoder().encode(result.output);
  const fault = scanJson(bytes);
  if (fault === null) return null;
  const offset = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, fault.offset)).length;
  const place = placeOfOffset(result.output, offset);
  return {
    code: 'invalid-json',
    severity: 'error',
    message: `The body is not JSON: ${lowerFirst(fault.message)} (line ${place.line}, column ${place.column} of the rendered body)`,
    hint: 'Print values with "| json", and check commas and quotes.',
    ...placeOfOutput(template, result.run, offset),
  };
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
