import type { DiagnosticCode, TemplateDiagnostic } from '../model/index.ts';
import { lineIndexOf } from './line-index.ts';

/** A change of a template's text by offsets; `begin` = `end` inserts. */
export interface ProblemEdit {
  begin: number;
  end: number;
  newText: string;
}

export interface ProblemFix {
  title: string;
  edits: ProblemEdit[];
}

/** A finding with its place as offsets into the template's text. */
export interface TemplateProblem {
  code: DiagnosticCode;
  severity: TemplateDiagnostic['severity'];
  message: string;
  hint: string | null;
  begin: number;
  end: number;
  fixes?: ProblemFix[] | undefined;
  engines?: { shopify: string; knock: string } | undefined;
  path?: string | undefined;
  samples?: string[] | undefined;
}

/** The same finding with `by` characters more before it. */
export function movedProblem(problem: TemplateProblem, by: number): TemplateProblem {
  const { begin, end, fixes } = problem;
  const moved = { ...problem, begin: begin + by, end: end + by };
  if (fixes === undefined || fixes.length === 0) return moved;
  const movedFixes = fixes.map(({ title, edits }) => ({
    title,
    edits: edits.map((edit) => ({ ...edit, begin: edit.begin + by, end: edit.end + by })),
  }));
  return { ...moved, fixes: movedFixes };
}

/** 1-based line and column of an offset; columns count UTF-16 units, as editors do. */
export function placeOfOffset(text: string, offset: number): { line: number; column: number } {
  return lineIndexOf(text).placeOf(offset);
}

export function toDiagnostic(problem: TemplateProblem, field: string, text: string): TemplateDiagnostic {
  const { code, severity, message, hint, fixes, engines, path, samples } = problem;
  const lines = lineIndexOf(text);
  const range = (begin: number, end: number) => {
    const last = lines.placeOf(end);
    return { ...lines.placeOf(begin), endLine: last.line, endColumn: last.column };
  };
  return {
    code,
    severity,
    field,
    message,
    hint,
    ...range(problem.begin, Math.max(problem.end, problem.begin + 1)),
    ...(fixes === undefined || fixes.length === 0
      ? {}
      : {
          fixes: fixes.map(({ title, edits }) => ({
            title,
            edits: edits.map(({ begin, end, newText }) => ({ ...range(begin, end), newText })),
          })),
        }),
    ...(engines === undefined ? {} : { engines }),
    ...(path === undefined ? {} : { path }),
    ...(samples === undefined ? {} : { samples }),
  };
}
