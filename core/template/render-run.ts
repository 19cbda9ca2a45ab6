import { Context, type Liquid, type Token } from 'liquidjs';
import type { JsonObject } from '../model/index.ts';
import type { PartialFrame } from './partial-frame.ts';
import { TemplateFault } from './template-fault.ts';
import { MemoryBudget, outputLimitBytes, outputLimitFault, TimeBudget } from './template-limits.ts';
import type { TextRange } from './text-range.ts';
import { UnknownVariables } from './unknown-variables.ts';

export type LocalScope = Record<string, unknown>;

/** Where a piece of output came from: `start` is its offset in the output. */
export interface OutputPiece {
  start: number;
  token: Token;
  /** Where the token's passage begins in its text. */
  passageBegin: number;
  partial: PartialFrame | null;
  /** Loops around it, outermost first; null outside of loops. */
  loops: LoopPlace[] | null;
}

/** Where a loop stood: enough to write `data.items[1].name` for `item.name`. */
export interface LoopPlace {
  variable: string;
  collection: string;
  index: number;
}

export interface RunOptions {
  liquid: Liquid;
  scope: JsonObject;
  isCollectingUnknown: boolean;
  isTracing: boolean;
}

export const loopSignal = { none: 0, break: 1, continue: 2 } as const;
export type LoopSignal = (typeof loopSignal)[keyof typeof loopSignal];

/** One field being rendered: its output so far, variables, place and budgets. */
export class RenderRun {
  readonly memory = new MemoryBudget();
  readonly time = new TimeBudget();
  readonly unknown: UnknownVariables | null;
  readonly pieces: OutputPiece[] | null;
  /** Outputs that printed a whole object. */
  readonly printedObjects: (TextRange & { partial: PartialFrame | null })[] | null;
  output = '';
  /** What is being evaluated: the place of an error. */
  at: Token | null = null;
  /** Where the passage that is executed begins in its text: tokens count from there. */
  passageBegin = 0;
  partial: PartialFrame | null = null;
  signal: LoopSignal = loopSignal.none;
  locals: LocalScope[] = [newScope()];
  registers = new Map<string, unknown>();
  environment: JsonObject;
  readonly #liquid: Liquid;
  #context: Context | null = null;

  constructor(options: RunOptions) {
    this.#liquid = options.liquid;
    this.environment = options.scope;
    this.unknown = options.isCollectingUnknown ? new UnknownVariables() : null;
    this.pieces = options.isTracing ? [] : null;
    this.printedObjects = options.isTracing ? [] : null;
  }

  /** What LiquidJS's filters get as `this.context`; made on first use, because most outputs need none. */
  get context(): Context {
    if (this.#context === null) {
      const context = new Context(this.environment, this.#liquid.options, { sync: true });
      // Both are fields of LiquidJS's context that its types hide; filters must see our budget and our variables.
      Object.assign(context, { memoryLimit: this.memory, scopes: this.locals, liquid: this.#liquid });
      this.#context = context;
    }
    return this.#context;
  }

  get liquid(): Liquid {
    return this.#liquid;
  }

  write(text: string, token: Token): void {
    if (this.pieces !== null) this.#trace(token, this.pieces);
    this.output += text;
    if (this.output.length > outputLimitBytes) {
      this.at = token;
      throw outputLimitFault();
    }
  }

  #trace(token: Token, pieces: OutputPiece[]): void {
    const loops = this.locals.length > 1 ? placesOfLoops(this.locals) : null;
    pieces.push({
      start: this.output.length,
      token,
      passageBegin: this.passageBegin,
      partial: this.partial,
      loops,
    });
  }

  /** Runs `body` with an output of its own and gives that output. */
  capture(body: () => void): string {
    const before = this.output;
    const piecesBefore = this.pieces?.length ?? 0;
    this.output = '';
    try {
      body();
      this.memory.use(this.output.length);
      return this.output;
    } finally {
      this.output = before;
      // What was captured is not output yet: it comes from whatever prints it.
      if (this.pieces !== null) this.pieces.length = piecesBefore;
    }
  }

  /** Runs a partial: it sees its arguments and nothing else. */
  enterPartial(frame: PartialFrame, variables: LocalScope, body: () => void): void {
    const { environment, locals, registers, partial, passageBegin } = this;
    const context = this.#context;
    this.environment = {};
    this.locals = [variables];
    this.registers = new Map();
    this.partial = frame;
    this.passageBegin = 0;
    this.#context = null;
    body();
    this.environment = environment;
    this.locals = locals;
    this.registers = registers;
    this.partial = partial;
    this.passageBegin = passageBegin;
    this.#context = context;
    this.signal = loopSignal.none;
  }

  reportUnknown(token: Token, path: readonly unknown[], parent: unknown): undefined {
    this.unknown?.report(() => ({
      path: writePath(path),
      ...this.rangeOf(token),
      candidates: typeof parent === 'object' && parent !== null && !Array.isArray(parent) ? Object.keys(parent) : [],
      partial: this.partial,
    }));
    return undefined;
  }

  /** The place of a token of the passage that is executed. */
  rangeOf(token: Token): TextRange {
    return { begin: this.passageBegin + token.begin, end: this.passageBegin + token.end };
  }

  /** Names that can be read at the root now. */
  rootNames(): LocalScope {
    return Object.assign(newScope(), this.environment, ...this.locals);
  }

  /** `increment` and `decrement` keep their counters beside the scope's own keys; the caller's scope stays as it is. */
  count(name: string, change: 1 | -1): number {
    const own = this.registers.get('counters');
    if (own === undefined) {
      this.environment = { ...this.environment };
      this.registers.set('counters', true);
      if (this.#context !== null) this.#context.environments = this.environment;
    }
    const value = this.environment[name];
    const before = typeof value === 'number' ? value : 0;
    this.environment[name] = before + change;
    return change === 1 ? before : before - 1;
  }
}

function placesOfLoops(locals: readonly LocalScope[]): LoopPlace[] | null {
  const places: LoopPlace[] = [];
  for (const scope of locals) {
    const loop = scope.forloop as { name: string; index0: number } | undefined;
    if (loop === undefined) continue;
    const variable = Object.keys(scope).find((name) => name !== 'forloop');
    if (variable === undefined) continue;
    places.push({ variable, collection: loop.name.slice(variable.length + 1), index: loop.index0 });
  }
  return places.length === 0 ? null : places;
}

export function newScope(): LocalScope {
  return Object.create(null) as LocalScope;
}

/** Writes a path as a template would: `data.items[0]["odd key"]`. */
export function writePath(path: readonly unknown[]): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      const name = String(part);
      if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name) && !(index > 0 && /^\d+$/.test(name)))
        return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join('');
}

/** Turns whatever a filter threw into a fault with a sentence. */
export function faultOf(error: unknown, filterName: string | null): TemplateFault {
  if (error instanceof TemplateFault) return error;
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return new TemplateFault('limit-exceeded', 'The template or its data is nested too deeply to render.');
  }
  if (error instanceof RangeError && /string length|array length/i.test(error.message)) return outputLimitFault();
  const reason = error instanceof Error ? error.message : String(error);
  const sentence = /[.!?]$/.test(reason) ? reason : `${reason}.`;
  return new TemplateFault(
    'render-error',
    filterName === null ? sentence : `The filter "${filterName}" failed: ${sentence}`,
  );
}
