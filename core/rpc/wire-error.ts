import type { z } from 'zod';
import { CommandError, type WireError } from '../contract/errors.ts';

/** Any thrown value as an error for people. What is not a `CommandError` is a bug: its words go to the details. */
export function toWireError(error: unknown): WireError {
  return asCommandError(error).toWire();
}

export function asCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new CommandError(
    'internal',
    'Something went wrong inside Hookbench. Nothing was lost; try again, and report it with the details if it stays.',
    { details, cause: error },
  );
}

/** The refusal of an input that does not fit its schema: names the field, in words. */
export function invalidInput(error: z.ZodError): CommandError {
  const { path, message } = deepestIssue(error.issues);
  const field = path.join('.');
  return new CommandError('invalid-input', field === '' ? `${sentence(message)}` : `${field}: ${message}`, {
    ...(field === '' ? {} : { field }),
  });
}

interface PlacedIssue {
  path: string[];
  message: string;
}

/** The first issue; in a union the one that got furthest, because that branch is the one that was meant. */
function deepestIssue(issues: readonly z.core.$ZodIssue[]): PlacedIssue {
  const [issue] = issues;
  if (issue === undefined) return { path: [], message: 'the input is not valid' };
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return { path: [...path, issue.keys[0] ?? ''], message: 'is not a known field' };
  }
  if (issue.code !== 'invalid_union') return { path, message: issue.message };
  const branches = issue.errors.map((branch) => deepestIssue(branch));
  const deepest = branches.reduce<PlacedIssue | null>(
    (best, branch) => (best === null || branch.path.length > best.path.length ? branch : best),
    null,
  );
  if (deepest === null) return { path, message: issue.message };
  return { path: [...path, ...deepest.path], message: deepest.message };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}
