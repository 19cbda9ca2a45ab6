import type { Passage, PlacedPassage } from '../passage.ts';
import { movedProblem, type TemplateProblem } from '../template-problem.ts';
import type { JsonPosition } from './json-position.ts';
import { LintContext, type LintOptions } from './lint-context.ts';
import { lintNodes } from './lint-nodes.ts';

/** What the walk over one passage gave when it knew no name that the template gives itself. */
interface KeptWalk {
  options: LintOptions;
  before: JsonPosition | null;
  after: JsonPosition | null;
  /** Places count from the passage's beginning. */
  problems: readonly TemplateProblem[];
  usedNames: ReadonlySet<string>;
  partials: ReadonlySet<string>;
  /** The walk over the next passages must know what this one gives. */
  givesNames: boolean;
  /** Names that could have been meant count among what the template gives. */
  missesNames: boolean;
}

/** The last walk over each passage: typing leaves most passages, and what is found in them, as they were. */
const keptWalks = new WeakMap<Passage, KeptWalk>();

/** Walks a template. What one passage gives, the next ones know. */
export function lintPassages(context: LintContext, passages: readonly PlacedPassage[]): void {
  for (const { begin, passage } of passages) {
    if (context.isDone) return;
    context.passageBegin = begin;
    const walk = passages.length === 1 || context.isForNames ? null : walkAlone(context, passage);
    if (walk === null || isAbout(context, walk)) lintNodes(context, passage.nodes);
    else takeOver(context, walk);
  }
  context.passageBegin = 0;
}

function walkAlone({ options, position }: LintContext, passage: Passage): KeptWalk {
  const known = keptWalks.get(passage);
  if (known !== undefined && isSameOptions(known.options, options) && isSamePosition(known.before, position)) {
    return known;
  }
  const alone = new LintContext(options);
  alone.position = position;
  lintNodes(alone, passage.nodes);
  const { problems, usedNames, partials } = alone;
  const walk = {
    options,
    before: position,
    after: alone.position,
    problems,
    usedNames,
    partials,
    givesNames: alone.givenNames.size > 0,
    missesNames: problems.some(({ code }) => code === 'unknown-variable'),
  };
  keptWalks.set(passage, walk);
  return walk;
}

/** The passage gives names, or what it says of names would be other with those given before it. */
function isAbout({ givenNames }: LintContext, { givesNames, missesNames, usedNames }: KeptWalk): boolean {
  if (givesNames || (missesNames && givenNames.size > 0)) return true;
  for (const name of givenNames.keys()) if (usedNames.has(name)) return true;
  return false;
}

function takeOver(context: LintContext, { problems, usedNames, partials, after }: KeptWalk): void {
  for (const problem of problems) {
    if (context.isFull) break;
    context.problems.push(movedProblem(problem, context.passageBegin));
  }
  for (const name of usedNames) context.usedNames.add(name);
  for (const key of partials) context.partials.add(key);
  context.position = after;
}

function isSameOptions(left: LintOptions, right: LintOptions): boolean {
  return (
    left.shape === right.shape &&
    left.isJson === right.isJson &&
    left.encoding === right.encoding &&
    left.unknownVariables === right.unknownVariables
  );
}

function isSamePosition(left: JsonPosition | null, right: JsonPosition | null): boolean {
  if (left === null || right === null) return left === right;
  return (
    left.isInString === right.isInString &&
    left.isStringEmpty === right.isStringEmpty &&
    left.isEscaped === right.isEscaped
  );
}
