import { ui } from '../strings/ui.ts';

/** What is typed in a number field while it says something else than the number. */
export type TypedNumber = { text: string; value: number };

export interface NumberLimits {
  min?: number;
  max?: number;
  /** Whole numbers unless told otherwise. */
  isFraction?: boolean;
}

/** Why the field does not take the text; undefined = it does. */
export function numberProblemOf(text: string, { min, max, isFraction }: NumberLimits): string | undefined {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return ui.notNumber;
  if (isFraction !== true && !Number.isInteger(number)) return ui.wholeNumber;
  if (min !== undefined && number < min) return ui.atLeast(min);
  if (max !== undefined && number > max) return ui.atMost(max);
  return undefined;
}
