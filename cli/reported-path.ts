import { relative, resolve, sep } from 'node:path';

/**
 * A file of a workspace as reports for continuous integration name it: from the root of the checkout, which GitHub tells,
 * or else from where the command runs.
 */
export function reportedPath(workspace: string, file: string): string {
  const root = process.env.GITHUB_WORKSPACE || process.cwd();
  return relative(resolve(root), resolve(workspace, file)).replaceAll(sep, '/');
}
