import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** One offence against a schema: where, and what to do, in a sentence. */
export interface SchemaOffence {
  path: PropertyKey[];
  message: string;
}

/** More would only repeat what the first ones say. */
const maxOffences = 10;

/** Zod's findings in words for people, with the value at hand to tell a missing field from a wrong one. */
export function describeIssues(issues: readonly Issue[], value: unknown): SchemaOffence[] {
  return issues.flatMap((issue) => offencesOf(issue, value)).slice(0, maxOffences);
}

function offencesOf(issue: Issue, root: unknown): SchemaOffence[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: `Unknown field "${key}". Remove it, or correct its spelling.`,
    }));
  }
  if (issue.code === 'invalid_union' && valueAt(root, issue.path) === undefined) {
    return [{ path: issue.path, message: `${nameOf(issue.path)} is missing.` }];
  }
  if (issue.code === 'invalid_union') {
    const branch = closestBranch(issue.errors);
    if (branch) return branch.flatMap((inner) => offencesOf({ ...inner, path: [...issue.path, ...inner.path] }, root));
  }
  if (issue.code === 'invalid_key') {
    const [first] = issue.issues;
    return [
      { path: issue.path, message: `"${String(issue.path.at(-1))}" cannot be a name here: ${first?.message ?? ''}.` },
    ];
  }
  const name = nameOf(issue.path);
  if (issue.code === 'invalid_type' && valueAt(root, issue.path) === undefined) {
    return [{ path: issue.path, message: `${name} is missing; it must be ${article(issue.expected)}.` }];
  }
  if (issue.code === 'invalid_type') {
    const found = kindOf(valueAt(root, issue.path));
    return [{ path: issue.path, message: `${name} must be ${article(issue.expected)}, not ${article(found)}.` }];
  }
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map((one) => JSON.stringify(one)).join(', ');
    return [{ path: issue.path, message: `${name} must be ${issue.values.length > 1 ? 'one of ' : ''}${allowed}.` }];
  }
  return [{ path: issue.path, message: `${name}: ${lowerFirst(issue.message)}.` }];
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'The value' : `"${path.map(String).join('.')}"`;
}

/** Of a union's alternatives the one that the value came closest to: it got deepest, with the fewest offences. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const rank = (branch: readonly Issue[]) =>
    Math.min(...branch.map((issue) => issue.path.length)) * 100 -
    branch.length * 10 -
    (branch.some((issue) => issue.path.length === 0 && issue.code === 'invalid_type') ? 50 : 0);
  return branches
    .filter((branch) => branch.length > 0)
    .reduce<readonly Issue[] | undefined>(
      (best, branch) => (best && rank(best) >= rank(branch) ? best : branch),
      undefined,
    );
}

export function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const segment of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = Object.hasOwn(value, segment) ? (value as Record<PropertyKey, unknown>)[segment] : undefined;
  }
  return value;
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function article(kind: string): string {
  if (kind === 'null') return 'null';
  if (kind === 'int') return 'a whole number';
  if (kind === 'string') return 'text';
  return `${/^[aeio]/.test(kind) ? 'an' : 'a'} ${kind === 'record' ? 'object' : kind}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '');
}
