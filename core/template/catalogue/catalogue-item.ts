import type { LanguageItem } from '../template-types.ts';

/** The filter's name is the first word after the bar of its signature. */
export function item(signature: string, description: string, example: string): LanguageItem {
  return { name: /\| (\w+)/.exec(signature)?.[1] ?? signature, signature, description, example };
}
