import type { LintOptions } from './lint-context.ts';

/** One text as an editor holds it; the field's name decides nothing but the name in the findings. */
export interface TextToLint extends LintOptions {
  field: string;
  text: string;
}
