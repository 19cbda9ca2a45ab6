import type { Liquid, Template, Token } from 'liquidjs';
import type { TemplateBlock } from './block-structure.ts';
import { BoundedCache } from './bounded-cache.ts';
import { compileNodes } from './compile-nodes.ts';
import { lintTemplate } from './lint-template.ts';
import { createLiquid } from './liquid-engine.ts';
import type { Execute, NodeCompiler } from './node-compiler.ts';
import { parseTemplate } from './parse-template.ts';
import type { LocalScope, PartialFrame, RenderRun } from './render-run.ts';
import { TemplateFault } from './template-fault.ts';
import { partialDepthLimit } from './template-limits.ts';
import { placeOfOffset, type TemplateProblem } from './template-problem.ts';
import type { TemplateOptions } from './template-types.ts';
import { newUsage, type TemplateUsage } from './template-usage.ts';

/** One template text, ready to run. */
export interface CompiledTemplate {
  text: string;
  /** Holds no Liquid: the text is the output. */
  isStatic: boolean;
  execute: Execute;
  /** The parsed template, for what looks at it without rendering. */
  nodes: readonly Template[];
  blocks: readonly TemplateBlock[];
  problems: readonly TemplateProblem[];
  usage: TemplateUsage;
}

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
  const partials = new Map<string, CompiledTemplate | undefined>();
  const library: TemplateLibrary = {
    liquid,
    compileText: (text) => cache.getOrMake(text, () => compileTemplate(library, text)),
    partial(key) {
      if (!partials.has(key)) {
        const text = options.partials(key);
        partials.set(key, text === undefined ? undefined : library.compileText(text));
      }
      return partials.get(key);
    },
    clear() {
      cache.clear();
      partials.clear();
    },
  };
  return library;
}

function compileTemplate(library: TemplateLibrary, text: string): CompiledTemplate {
  const usage = newUsage();
  if (!text.includes('{{') && !text.includes('{%')) {
    return { text, isStatic: true, execute: () => {}, nodes: [], blocks: [], problems: [], usage };
  }
  const { liquid } = library;
  const { templates, problems, blocks } = parseTemplate(liquid, text);
  const found = [...problems, ...lintTemplate(liquid, templates)];
  const hasError = found.some((problem) => problem.severity === 'error');
  found.sort((left, right) => left.begin - right.begin);
  if (hasError) return { text, isStatic: false, execute: () => {}, nodes: templates, blocks, problems: found, usage };
  return new LazyTemplate(library, text, templates, blocks, found);
}

/** Compiles when it is first rendered: an editor parses many texts that never are. */
class LazyTemplate implements CompiledTemplate {
  readonly isStatic = false;
  readonly text: string;
  readonly nodes: readonly Template[];
  readonly blocks: readonly TemplateBlock[];
  readonly problems: readonly TemplateProblem[];
  readonly #library: TemplateLibrary;
  #compiled: { execute: Execute; usage: TemplateUsage } | null = null;

  constructor(
    library: TemplateLibrary,
    text: string,
    nodes: readonly Template[],
    blocks: readonly TemplateBlock[],
    problems: readonly TemplateProblem[],
  ) {
    this.#library = library;
    this.text = text;
    this.nodes = nodes;
    this.blocks = blocks;
    this.problems = problems;
  }

  get execute(): Execute {
    return this.#compile().execute;
  }

  get usage(): TemplateUsage {
    return this.#compile().usage;
  }

  #compile(): { execute: Execute; usage: TemplateUsage } {
    if (this.#compiled !== null) return this.#compiled;
    const usage = newUsage();
    const runInner: NodeCompiler['runPartial'] = (...call) => runPartial(this.#library, ...call);
    const compiler: NodeCompiler = { liquid: this.#library.liquid, usage, runPartial: runInner };
    this.#compiled = { execute: compileNodes(compiler, this.nodes), usage };
    return this.#compiled;
  }
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
  const frame: PartialFrame = { key, token, depth, parent: run.partial };
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
