import type { ResolvedRecipient } from '../model/index.ts';

/** The recipient's `name` property, or its id. */
export function displayNameOf({ reference, properties }: ResolvedRecipient): string {
  const { name } = properties;
  if (typeof name === 'string' && name.trim() !== '') return name;
  return typeof reference === 'string' ? reference : reference.id;
}
