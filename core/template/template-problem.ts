import type { DiagnosticCode, TemplateDiagnostic } from '../model/index.ts';

/** A finding with its place as offsets into the template's text. */
export interface TemplateProblem {
  code: DiagnosticCode;
  severity: TemplateDiagnostic['severity'];
  message: string;
  hint: string | null;
  begin: number;
  end: number;
}

/** 1-based line and column of an offset; columns count UTF-16 units, as editors do. */
export function placeOfOffset(text: string, offset: number): { line: number; column: number } {
  const end = Math.max(0, Math.min(offset, text.length));
  let line = 1;
  let lineStart = 0;
  for (let index = text.indexOf('\n'); index !== -1 && index < end; index = text.indexOf('\n', index + 1)) {
    line += 1;
    lineStart = index + 1;
  }
  return { line, column: end - lineStart + 1 };
}

export function toDiagnostic(problem: TemplateProblem, field: string, text: string): TemplateDiagnostic {
  const { code, severity, message, hint } = problem;
  const begin = placeOfOffset(text, problem.begin);
  const end = placeOfOffset(text, Math.max(problem.end, problem.begin + 1));
  return { code, severity, field, message, hint, ...begin, endLine: end.line, endColumn: end.column };
}
