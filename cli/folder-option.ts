import { InvalidArgumentError } from 'commander';

/** A blank name, as of a shell variable without a value, would mean the folder one happens to be in. */
export function parseFolder(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Name a folder.');
  return text;
}
