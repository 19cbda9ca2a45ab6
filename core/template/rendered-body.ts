import { type BodyFormat, bodyFaults } from './bodies/body-formats.ts';
import type { CompiledTemplate } from './compiled-template.ts';
import { placeOfOutput } from './render-field.ts';
import type { RenderRun } from './render-run.ts';
import { placeOfOffset, type TemplateProblem } from './template-problem.ts';

/**
 * Findings for a body that does not render to what its format asks for, at the places of the template that made the
 * wrong text. `rendered` comes from a rendering with tracing.
 */
export function problemsOfOutput(
  template: CompiledTemplate,
  rendered: { output: string; run: RenderRun | null },
  format: BodyFormat,
): TemplateProblem[] {
  const { output, run } = rendered;
  return bodyFaults(format, output).map(({ code, severity, message, hint, offset, end }) => {
    const { line, column } = placeOfOffset(output, offset);
    const where = `(line ${line}, column ${column} of the rendered body)`;
    const place = placeOfOutput(template, run, offset);
    // Of the template's own text all that is wrong is marked; what a tag printed is marked by the tag.
    const isOwnText = place.end === place.begin + 1;
    return {
      code,
      severity,
      message: `${message.replace(/\.$/, '')} ${where}.`,
      hint,
      begin: place.begin,
      end: isOwnText ? place.begin + (end - offset) : place.end,
    };
  });
}
