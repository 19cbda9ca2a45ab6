import type { JsonValue } from '../../model/index.ts';

const referencePattern = /^\s*\{\{-?\s*vars\.([A-Za-z_][A-Za-z0-9_]*)\s*-?\}\}\s*$/;

/** The variable that a text is nothing but a reference to, such as `{{ vars.prod_key }}`; null = it is something else. */
export function referencedVariable(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? (referencePattern.exec(value)?.[1] ?? null) : null;
}
