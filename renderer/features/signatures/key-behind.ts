import type { App } from '../../stores/app.ts';
import { selectDocument } from '../../stores/documents.ts';

const variable = /^\{\{-?\s*vars\.([A-Za-z_]\w*)\s*-?\}\}$/;

/**
 * The key that a receiver's or a channel's text stands for: itself, or the value of the variable or secret it names.
 * Null for any other template, and for a name without a value.
 */
export async function keyBehind(
  app: Pick<App, 'engine' | 'documents'>,
  environment: string,
  text: string,
): Promise<string | null> {
  if (text.trim() === '') return null;
  const name = variable.exec(text.trim())?.[1];
  if (name === undefined) return /\{\{|\{%/.test(text) ? null : text;
  const value = selectDocument(app.documents.getState(), 'environment', environment)?.value;
  const plain = value !== undefined && Object.hasOwn(value.variables, name) ? value.variables[name] : undefined;
  if (plain !== undefined) return plain;
  if (value?.secrets.includes(name) !== true) return null;
  return (await app.engine.call('secrets.reveal', { environment, name })).value;
}
