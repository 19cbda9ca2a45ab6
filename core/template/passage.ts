import type { Liquid, Template } from 'liquidjs';
import type { TemplateBlock } from './block-structure.ts';
import { compileNodes } from './compile-nodes.ts';
import { lintTemplate } from './lint-template.ts';
import type { Execute, NodeCompiler } from './node-compiler.ts';
import { parseTemplate } from './parse-template.ts';
import type { TemplateProblem } from './template-problem.ts';
import { newUsage, type TemplateUsage } from './template-usage.ts';

/** A stretch of a template that is parsed and compiled by itself. Offsets in it count from its own beginning. */
export class Passage {
  readonly text: string;
  readonly nodes: readonly Template[];
  readonly blocks: readonly TemplateBlock[];
  readonly problems: readonly TemplateProblem[];
  readonly isSelfContained: boolean;
  readonly #runPartial: NodeCompiler['runPartial'];
  readonly #liquid: Liquid;
  #compiled: { execute: Execute; usage: TemplateUsage } | null = null;

  constructor(liquid: Liquid, text: string, runPartial: NodeCompiler['runPartial']) {
    const { templates, problems, blocks, isSelfContained } = parseTemplate(liquid, text);
    this.text = text;
    this.nodes = templates;
    this.blocks = blocks;
    this.problems = [...problems, ...lintTemplate(liquid, templates)].sort((left, right) => left.begin - right.begin);
    this.isSelfContained = isSelfContained;
    this.#liquid = liquid;
    this.#runPartial = runPartial;
  }

  get execute(): Execute {
    return this.#compile().execute;
  }

  get usage(): TemplateUsage {
    return this.#compile().usage;
  }

  /** Compiles when it is first rendered: an editor parses many texts that never are. */
  #compile(): { execute: Execute; usage: TemplateUsage } {
    if (this.#compiled !== null) return this.#compiled;
    const usage = newUsage();
    const compiler: NodeCompiler = { liquid: this.#liquid, usage, runPartial: this.#runPartial };
    this.#compiled = { execute: compileNodes(compiler, this.nodes), usage };
    return this.#compiled;
  }
}

/** A passage and where it begins in its template. */
export interface PlacedPassage {
  begin: number;
  passage: Passage;
}
