import { TemplateFault } from './template-fault.ts';

/** Characters of one template field or partial. */
export const parseLimitCharacters = 2_000_000;
/** Bytes one field may render to; also what one `capture` may hold. */
export const outputLimitBytes = 10_000_000;
/** Real milliseconds one field may take to render. */
export const renderLimitMs = 1_000;
/** Characters and array elements that filters, ranges and captures of one field may make in all. */
export const memoryLimitUnits = 32_000_000;
/** Partials inside partials (knock.md 4.2). */
export const partialDepthLimit = 5;
/** Block tags inside block tags. */
export const blockDepthLimit = 100;

export function outputLimitFault(): TemplateFault {
  return new TemplateFault(
    'limit-exceeded',
    'The output grew past 10 MB, so rendering was stopped.',
    'Look for a loop or a capture that repeats its own text.',
  );
}

/** Counts what filters, ranges and captures allocate. Has the face of LiquidJS's own limiter, which filters call. */
export class MemoryBudget {
  used = 0;

  use(count: number): void {
    const units = Number(count);
    if (!(units > 0)) return;
    this.used += units;
    this.#stopPast(this.used);
  }

  check(count: number): void {
    this.#stopPast(Number(count));
  }

  #stopPast(units: number): void {
    if (units <= memoryLimitUnits) return;
    throw new TemplateFault(
      'limit-exceeded',
      'The template used more memory than a template may, so rendering was stopped.',
      'Make ranges and repeated texts smaller.',
    );
  }
}

/** Stops a rendering that takes too long. Asked often, so it reads the clock only now and then. */
export class TimeBudget {
  #steps = 0;
  #deadlineMs: number | null = null;

  /** One node rendered or one loop iteration done. */
  step(): void {
    this.#steps += 1;
    if ((this.#steps & 31) === 0) this.check();
  }

  check(): void {
    const nowMs = performance.now();
    this.#deadlineMs ??= nowMs + renderLimitMs;
    if (nowMs <= this.#deadlineMs) return;
    throw new TemplateFault(
      'limit-exceeded',
      'Rendering took longer than 1 second and was stopped.',
      'Look for loops inside loops and for very long ranges.',
    );
  }
}
