import { TypeGuards } from 'liquidjs';
import { findingLimit, type JsonObject } from '../model/index.ts';
import { didYouMean } from './closest-name.ts';
import type { CompiledTemplate } from './compiled-template.ts';
import { outermostCall, type PartialFrame } from './partial-frame.ts';
import { faultOf, type OutputPiece, RenderRun } from './render-run.ts';
import { describeInPartial, type TemplateLibrary } from './template-library.ts';
import { outputLimitBytes, outputLimitFault } from './template-limits.ts';
import type { TemplateProblem } from './template-problem.ts';
import type { TextRange } from './text-range.ts';

export type FieldMode = 'lenient' | 'strict' | 'diagnose';

export type FieldRender =
  | { ok: true; output: string; run: RenderRun | null }
  | { ok: false; problems: TemplateProblem[]; run: RenderRun | null };

/**
 * Renders one text. `lenient` records nothing, `strict` fails at unknown variables and names all of them, `diagnose`
 * goes on like lenient and records unknown variables, printed objects and where each piece of output came from.
 */
export function renderField(
  library: TemplateLibrary,
  template: CompiledTemplate,
  scope: JsonObject,
  mode: FieldMode,
): FieldRender {
  if (template.isStatic) return { ok: true, output: template.text, run: null };
  const errors = template.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) return { ok: false, problems: errors, run: null };
  const run = new RenderRun({
    liquid: library.liquid,
    scope,
    isCollectingUnknown: mode !== 'lenient',
    isTracing: mode === 'diagnose',
  });
  try {
    template.execute(run);
    if (run.output.length * 3 > outputLimitBytes && Buffer.byteLength(run.output) > outputLimitBytes)
      throw outputLimitFault();
  } catch (error) {
    return { ok: false, problems: [problemOfError(library, run, error)], run };
  }
  if (mode === 'strict' && run.unknown !== null && run.unknown.found.length > 0) {
    return { ok: false, problems: unknownProblems(library, run, 'error'), run };
  }
  return { ok: true, output: run.output, run };
}

function problemOfError(library: TemplateLibrary, run: RenderRun, error: unknown): TemplateProblem {
  const at = run.at;
  const isFilter = at !== null && 'name' in at && typeof at.name === 'string' && 'args' in at && Array.isArray(at.args);
  const fault = faultOf(error, isFilter ? String(at.name) : null);
  const { code, hint, message } = fault;
  const place = at === null ? { begin: 0, end: 0 } : run.rangeOf(at);
  return { ...locate(library, place, run.partial, message), code, severity: 'error', hint };
}

/** Moves a place inside a partial to the `render` tag in the field, and says so in the message. */
function locate(
  library: TemplateLibrary,
  { begin, end }: TextRange,
  partial: PartialFrame | null,
  message: string,
): TextRange & { message: string } {
  let place = { message, begin, end };
  let isInnermost = true;
  for (let frame = partial; frame !== null; frame = frame.parent) {
    const text = library.partial(frame.key)?.text ?? '';
    const described = isInnermost ? describeInPartial(frame.key, text, place.begin, place.message) : place.message;
    place = { message: described, begin: frame.begin, end: frame.end };
    isInnermost = false;
  }
  return place;
}

/** One finding per unknown variable and place; where more were met than are kept, that is said at the last one's place. */
export function unknownProblems(
  library: TemplateLibrary,
  run: RenderRun,
  severity: 'error' | 'warning',
): TemplateProblem[] {
  const { found, isCut } = run.unknown ?? { found: [], isCut: false };
  const problems = found.map(({ path, begin, end, candidates, partial }): TemplateProblem => {
    const words = `"${path}" is not known here${severity === 'warning' ? ' and renders empty' : ''}.`;
    const place = locate(library, { begin, end }, partial, words);
    return { ...place, code: 'unknown-variable', severity, hint: hintFor(path, candidates), path };
  });
  const last = problems.at(-1);
  if (!isCut || last === undefined) return problems;
  const message = `Unknown variables behind these ${findingLimit} are not listed.`;
  const { begin, end } = last;
  return [...problems, { code: 'unknown-variable', severity, message, hint: null, begin, end }];
}

function hintFor(path: string, candidates: readonly string[]): string | null {
  const cut = path.lastIndexOf('.');
  const parent = cut < 0 ? '' : path.slice(0, cut + 1);
  return didYouMean(path.slice(cut + 1), candidates)?.replace('"', `"${parent}`) ?? null;
}

export function printedObjectProblems(library: TemplateLibrary, run: RenderRun): TemplateProblem[] {
  const seen = new Set<number>();
  return (run.printedObjects ?? []).flatMap(({ begin, end, partial }) => {
    const place = locate(library, { begin, end }, partial, 'This prints a whole object as "[object Object]".');
    if (seen.has(place.begin)) return [];
    seen.add(place.begin);
    return [
      {
        ...place,
        code: 'render-error' as const,
        severity: 'warning' as const,
        hint: 'Add "| json" to print it as JSON.',
      },
    ];
  });
}

/** The place in a template that made the output at `offset`; the whole output's last piece when it is past the end. */
export function placeOfOutput(template: CompiledTemplate, run: RenderRun | null, offset: number): TextRange {
  if (run?.pieces == null) return { begin: offset, end: offset + 1 };
  const piece = findPiece(run.pieces, offset, run.output);
  if (piece === undefined) return { begin: 0, end: Math.min(1, template.text.length) };
  const { token, passageBegin, partial } = piece;
  if (partial !== null) return outermostCall(partial);
  const [begin, end] = [passageBegin + token.begin, passageBegin + token.end];
  if (!TypeGuards.isHTMLToken(token)) return { begin, end };
  const at = Math.min(begin + token.trimLeft + offset - piece.start, end);
  return { begin: at, end: at + 1 };
}

/** The piece at an offset; a tag that printed nothing right before it is to blame for a hole there. */
function findPiece(pieces: readonly OutputPiece[], offset: number, output: string): OutputPiece | undefined {
  const index = pieces.findLastIndex((piece) => piece.start <= offset);
  const piece = pieces[index];
  const before = pieces[index - 1];
  const isHole =
    piece !== undefined && before?.start === piece.start && output.slice(piece.start, offset).trim() === '';
  return isHole ? before : piece;
}
