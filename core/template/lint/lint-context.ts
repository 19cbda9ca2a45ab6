import type { Token } from 'liquidjs';
import { type DiagnosticCode, findingLimit } from '../../model/index.ts';
import { movedProblem, type ProblemFix, type TemplateProblem } from '../template-problem.ts';
import type { TextRange } from '../text-range.ts';
import { engineWords } from './engine-words.ts';
import { type JsonPosition, jsonStart } from './json-position.ts';
import { nameInTag, type SymbolDraft } from './symbol-draft.ts';
import type { ValueShape } from './value-shape.ts';

/** What is known of a name that the template gave itself. */
export interface KnownName {
  shape: ValueShape | null;
  /** Its constant text, when it has one. */
  literal: string | null;
  /** Made by `capture`, or otherwise of the template's own making: nothing is said of printing it. */
  isOwnText: boolean;
  symbol?: SymbolDraft | undefined;
}

export interface Declaration {
  name: string;
  place: TextRange;
  kind: 'assign' | 'capture';
}

export interface LintOptions {
  /** What the template can reach; null = nothing is known, so nothing is said of variables. */
  shape: ValueShape | null;
  /** The text becomes JSON: the body of a channel with the JSON format. */
  isJson: boolean;
  /** The text becomes XML or a form, in which texts must be encoded. */
  encoding?: 'xml' | 'form';
  /** Severity of a variable that is nowhere: strict channels refuse it. */
  unknownVariables: 'lenient' | 'strict';
}

/** What the walk over one template knows at a place. */
export class LintContext {
  readonly problems: TemplateProblem[] = [];
  readonly options: LintOptions;
  readonly declarations: Declaration[] = [];
  readonly usedNames = new Set<string>();
  readonly partials = new Set<string>();
  /** Names in reach, innermost last. */
  readonly scopes: Map<string, KnownName>[] = [new Map()];
  /** Paths that a condition around this place asks for: their absence was thought of. */
  readonly guarded = new Map<string, number>();
  /** Null where the text is not known to be JSON, such as inside `capture`. */
  position: JsonPosition | null;

  /** Where the passage that is walked begins: tokens count from there, findings and symbols from the template's beginning. */
  passageBegin = 0;

  /** How many tags around this place keep what is printed for later. */
  asideDepth = 0;

  readonly symbols: SymbolDraft[] = [];
  readonly #isWalkingOn: boolean;

  /** @param isWalkingOn go on after the last finding that is kept, for what else the walk gathers. */
  constructor(options: LintOptions, isWalkingOn = false) {
    this.options = options;
    this.#isWalkingOn = isWalkingOn;
    this.position = options.isJson ? jsonStart : null;
  }

  get isFull(): boolean {
    return this.problems.length >= findingLimit;
  }

  /** Nothing more can come of walking on. */
  get isDone(): boolean {
    return this.isFull && !this.#isWalkingOn;
  }

  /** The walk gathers what the template gives and reads, and needs all of it. */
  get isForNames(): boolean {
    return this.#isWalkingOn;
  }

  /** Names that the template has given so far, outside of loops. */
  get givenNames(): ReadonlyMap<string, KnownName> {
    return this.scopes[0] ?? new Map();
  }

  nameOf(name: string): KnownName | undefined {
    for (let index = this.scopes.length - 1; index >= 0; index -= 1) {
      const known = this.scopes[index]?.get(name);
      if (known !== undefined) return known;
    }
    return undefined;
  }

  /** A name given by a tag; it holds from here on, inside loops and outside. */
  declare(name: string, known: KnownName, kind: SymbolDraft['kind'], tag: Token): void {
    const before = this.scopes[0]?.get(name)?.symbol;
    const symbol = before ?? this.addSymbol(name, kind, known.shape, tag, null);
    const range = this.placeOf(nameInTag(tag, name));
    symbol.definitions.set(range.begin, range);
    this.scopes[0]?.set(name, { ...known, symbol });
  }

  addSymbol(
    name: string,
    kind: SymbolDraft['kind'],
    shape: ValueShape | null,
    tag: Token,
    loop: Token | null,
  ): SymbolDraft {
    const range = this.placeOf(nameInTag(tag, name));
    const definitions = new Map([[range.begin, range]]);
    const place = loop === null ? null : this.placeOf(loop);
    const symbol: SymbolDraft = { name, kind, shape, definitions, references: new Map(), loop: place };
    this.symbols.push(symbol);
    return symbol;
  }

  /** A stretch of the passage as one of the template. */
  placeOf({ begin, end }: TextRange): TextRange {
    return { begin: this.passageBegin + begin, end: this.passageBegin + end };
  }

  isGuarded(path: string): boolean {
    return this.guarded.has(path);
  }

  report(
    code: DiagnosticCode,
    severity: TemplateProblem['severity'],
    place: TextRange,
    message: string,
    more: Pick<Partial<TemplateProblem>, 'engines' | 'hint'> & { fixes?: ProblemFix[]; path?: string | null } = {},
  ): void {
    if (this.isFull) return;
    const { hint = null, fixes = [], path } = more;
    const { begin, end } = place;
    const engines = more.engines ?? engineWords[code];
    const problem: TemplateProblem = {
      code,
      severity,
      message,
      hint,
      begin,
      end,
      fixes,
      ...(engines === undefined ? {} : { engines }),
      ...(path === undefined || path === null ? {} : { path }),
    };
    this.problems.push(this.passageBegin === 0 ? problem : movedProblem(problem, this.passageBegin));
  }
}
