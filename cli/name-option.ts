import { InvalidArgumentError } from 'commander';

/** A blank name, as of a shell variable without a value, would mean the folder one happens to be in. */
export function parseFolder(text: string): string {
  return named(text, 'Name a folder.');
}

export function parseFile(text: string): string {
  return named(text, 'Name a file.');
}

/** Of an environment variable. */
export function parseVariable(text: string): string {
  return named(text, 'Name an environment variable.');
}

function named(text: string, otherwise: string): string {
  if (text.trim() === '') throw new InvalidArgumentError(otherwise);
  return text;
}
