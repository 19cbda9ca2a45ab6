import { z } from 'zod';

/** Key of a channel, workflow, partial, scenario, receiver or environment: also its file or folder name (knock.md 8.1). */
export const documentKeySchema = z
  .string()
  .regex(/^[a-z0-9_-]{1,255}$/, 'use lower-case letters, digits, "-" and "_" (1 to 255 of them)');

/** Name of an event type, such as `task.completed` or `project:created`. */
export const eventTypeKeySchema = z
  .string()
  .regex(/^[A-Za-z0-9_.:-]{1,255}$/, 'use letters, digits, ".", ":", "-" and "_" (1 to 255 of them)');

/** Name of a variable or secret, reachable in Liquid as `vars.<name>`. */
export const variableNameSchema = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, 'start with a letter or "_", then letters, digits and "_"');

/** Collection or id of an object, or id of a user: any text without "/" and NUL that is not only blanks (knock.md 1.1). */
export const entityNameSchema = z
  .string()
  .min(1, 'must not be empty')
  .refine(
    (text) => text.trim() !== '' && !text.includes('/') && !text.includes('\0'),
    'must not be blank or contain "/" or a NUL character',
  );

const portableCharacter = /^[a-z0-9_.-]$/;

/**
 * File name (without extension) for a free-form key, the same on case-insensitive disks: every character outside
 * `a-z 0-9 _ . -` is percent-encoded as UTF-8, upper-case letters too, so two keys never share a file.
 */
export function fileNameOfKey(key: string): string {
  const name = Array.from(key, (character) =>
    portableCharacter.test(character) ? character : percentEncode(character),
  ).join('');
  return name.startsWith('.') ? `%2E${name.slice(1)}` : name;
}

/** Reads what `fileNameOfKey` wrote. */
export function keyOfFileName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function percentEncode(character: string): string {
  const encoded = encodeURIComponent(character);
  return encoded !== character ? encoded : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
