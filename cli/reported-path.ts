import { isAbsolute, relative, resolve, sep } from 'node:path';

/**
 * A file of a workspace as reports for continuous integration name it: from the root of the checkout, which GitHub tells,
 * or else from where the command runs. Outside of that, the whole path.
 */
export function reportedPath(workspace: string, file: string): string {
  const path = resolve(workspace, file);
  const inRoot = relative(resolve(process.env.GITHUB_WORKSPACE || process.cwd()), path);
  const isInside = inRoot !== '..' && !inRoot.startsWith(`..${sep}`) && !isAbsolute(inRoot);
  return (isInside ? inRoot : path).replaceAll(sep, '/');
}
