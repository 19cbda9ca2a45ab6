import type { Liquid, Token } from 'liquidjs';
import { BoundedCache } from './bounded-cache.ts';
import { type CompiledTemplate, PassageTemplate, refusedTemplate, staticTemplate } from './compiled-template.ts';
import { cutPassages } from './cut-passages.ts';
import { createLiquid } from './liquid-engine.ts';
import type { NodeCompiler } from './node-compiler.ts';
import type { PartialFrame } from './partial-frame.ts';
import { Passage, type PlacedPassage } from './passage.ts';
import type { LocalScope, RenderRun } from './render-run.ts';
import { TemplateFault } from './template-fault.ts';
import { parseLimitCharacters, partialDepthLimit } from './template-limits.ts';
import { placeOfOffset, type TemplateProblem } from './template-problem.ts';
import type { TemplateOptions } from './template-types.ts';

/** Compiles texts and partials and keeps them. */
export interface TemplateLibrary {
  liquid: Liquid;
  compileText(text: string): CompiledTemplate;
  partial(key: string): CompiledTemplate | undefined;
  clear(): void;
}

/**
 * Characters of template text whose compiled form is kept. It takes some hundred times as much memory: with more, typing in
 * a template of a megabyte would spend most of its time on collecting the versions before.
 */
export const keptCharacters = 3_000_000;

export function createTemplateLibrary(options: TemplateOptions): TemplateLibrary {
  const liquid = createLiquid(options);
  const cache = new BoundedCache<CompiledTemplate>(1_000, keptCharacters);
  const passages = new BoundedCache<Passage>(10_000, keptCharacters, copied);
  const partials = new Map<string, CompiledTemplate | undefined>();
  const runInner: NodeCompiler['runPartial'] = (...call) => runPartial(library, ...call);
  const parse = (text: string): Passage => new Passage(liquid, text, runInner);
  const library: TemplateLibrary = {
    liquid,
    compileText: (text) =>
      cache.getOrMake(text, () => compileTemplate(text, parse, (part) => passages.getOrMake(part, parse))),
    partial(key) {
      if (!partials.has(key)) {
        const text = options.partials(key);
        partials.set(key, text === undefined ? undefined : library.compileText(text));
      }
      return partials.get(key);
    },
    clear() {
      cache.clear();
      passages.clear();
      partials.clear();
    },
  };
  return library;
}

function compileTemplate(
  text: string,
  parse: (text: string) => Passage,
  parseKept: (text: string) => Passage,
): CompiledTemplate {
  if (!text.includes('{{') && !text.includes('{%')) return staticTemplate(text);
  if (text.length > parseLimitCharacters) return refusedTemplate(text, tooLong(text));
  const begins = cutPassages(text);
  const placed = begins.length === 1 ? null : placePassages(text, begins, parseKept);
  return new PassageTemplate(text, placed ?? [{ begin: 0, passage: parse(text) }]);
}

/** Null when one of them is part of something that goes on behind it: the text must be parsed whole. */
function placePassages(
  text: string,
  begins: readonly number[],
  parse: (text: string) => Passage,
): PlacedPassage[] | null {
  const placed: PlacedPassage[] = [];
  for (const [index, begin] of begins.entries()) {
    const next = begins[index + 1];
    const passage = parse(text.slice(begin, next));
    if (next !== undefined && !passage.isSelfContained) return null;
    placed.push({ begin, passage });
  }
  return placed;
}

/** The same text in memory of its own. */
function copied(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

function tooLong({ length }: string): TemplateProblem {
  const message = `The template is ${length} characters long; at most ${parseLimitCharacters} are allowed.`;
  return { code: 'limit-exceeded', severity: 'error', message, hint: null, begin: 0, end: 0 };
}

function runPartial(library: TemplateLibrary, run: RenderRun, key: string, token: Token, variables: LocalScope): void {
  const depth = (run.partial?.depth ?? 0) + 1;
  if (depth > partialDepthLimit) {
    throw new TemplateFault(
      'limit-exceeded',
      `Partials are nested more than ${partialDepthLimit} deep at "${key}".`,
      'Check whether a partial renders itself.',
    );
  }
  const partial = library.partial(key);
  if (partial === undefined) throw new TemplateFault('unknown-partial', `There is no partial "${key}".`);
  const frame: PartialFrame = { key, ...run.rangeOf(token), depth, parent: run.partial };
  const broken = partial.problems.find((problem) => problem.severity === 'error');
  if (broken !== undefined)
    throw new TemplateFault(
      broken.code,
      describeInPartial(key, partial.text, broken.begin, broken.message),
      broken.hint,
    );
  run.enterPartial(frame, variables, () => (partial.isStatic ? run.write(partial.text, token) : partial.execute(run)));
}

/** A finding inside a partial is shown where the partial is called, so its own place goes into the words. */
export function describeInPartial(key: string, text: string, offset: number, message: string): string {
  const { line, column } = placeOfOffset(text, offset);
  return `In partial "${key}", line ${line}, column ${column}: ${message}`;
}

/** Findings about the partials that a template names. */
export function partialProblems(
  library: TemplateLibrary,
  template: Pick<CompiledTemplate, 'text'>,
  keys: Iterable<string>,
): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  for (const key of keys) {
    if (library.partial(key) !== undefined) continue;
    const begin = Math.max(0, template.text.search(new RegExp(`\\{%-?\\s*render\\s+['"]${escapePattern(key)}['"]`)));
    const close = template.text.indexOf('%}', begin);
    problems.push({
      code: 'unknown-partial',
      severity: 'error',
      message: `There is no partial "${key}".`,
      hint: 'Create the partial, or correct its key.',
      begin,
      end: close < 0 ? template.text.length : close + 2,
    });
  }
  return problems;
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
