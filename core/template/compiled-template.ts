import { findingLimit } from '../model/index.ts';
import type { Execute } from './node-compiler.ts';
import type { PlacedPassage } from './passage.ts';
import { loopSignal } from './render-run.ts';
import { movedProblem, type TemplateProblem } from './template-problem.ts';
import { addUsage, newUsage, type TemplateUsage } from './template-usage.ts';

/** One template text, ready to run. */
export interface CompiledTemplate {
  text: string;
  /** Holds no Liquid: the text is the output. */
  isStatic: boolean;
  execute: Execute;
  /** The parsed template, for what looks at it without rendering; empty for a static one. */
  passages: readonly PlacedPassage[];
  /** Ordered by place. */
  problems: readonly TemplateProblem[];
  usage: TemplateUsage;
}

export function staticTemplate(text: string): CompiledTemplate {
  return { text, isStatic: true, execute: () => {}, passages: [], problems: [], usage: newUsage() };
}

/** A text that is refused unread. */
export function refusedTemplate(text: string, problem: TemplateProblem): CompiledTemplate {
  return { text, isStatic: false, execute: () => {}, passages: [], problems: [problem], usage: newUsage() };
}

/** A template made of its passages, which may belong to other versions of it as well. */
export class PassageTemplate implements CompiledTemplate {
  readonly isStatic = false;
  readonly text: string;
  readonly passages: readonly PlacedPassage[];
  readonly problems: readonly TemplateProblem[];
  #usage: TemplateUsage | null = null;
  #execute: Execute | null = null;

  constructor(text: string, passages: readonly PlacedPassage[]) {
    this.text = text;
    this.passages = passages;
    this.problems = problemsOf(passages);
  }

  get execute(): Execute {
    this.#execute ??= this.#hasError() ? () => {} : executeAll(this.passages);
    return this.#execute;
  }

  get usage(): TemplateUsage {
    if (this.#usage !== null) return this.#usage;
    const usage = newUsage();
    if (!this.#hasError()) for (const { passage } of this.passages) addUsage(usage, passage.usage);
    this.#usage = usage;
    return usage;
  }

  #hasError(): boolean {
    return this.problems.some(({ severity }) => severity === 'error');
  }
}

function executeAll(passages: readonly PlacedPassage[]): Execute {
  const [only] = passages;
  if (only !== undefined && passages.length === 1) return only.passage.execute;
  return (run) => {
    for (const { begin, passage } of passages) {
      run.passageBegin = begin;
      passage.execute(run);
      if (run.signal !== loopSignal.none) return;
    }
  };
}

function problemsOf(passages: readonly PlacedPassage[]): readonly TemplateProblem[] {
  const [only] = passages;
  if (only !== undefined && passages.length === 1) return only.passage.problems.slice(0, findingLimit);
  const found: TemplateProblem[] = [];
  for (const { begin, passage } of passages) {
    if (found.length >= findingLimit) break;
    for (const problem of passage.problems) found.push(movedProblem(problem, begin));
  }
  return found.slice(0, findingLimit);
}
