import { access, constants, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../core/contract/index.ts';

/** Rejects with `CommandError`: the engine would take any folder for an empty workspace; on the command line it is more likely a slip. */
export async function refuseOtherFolders(path: string): Promise<void> {
  const folder = await stat(path).catch(() => null);
  if (folder === null || !folder.isDirectory()) {
    throw new CommandError('not-found', `There is no folder ${path}. Name a workspace with --workspace.`, {
      field: 'workspace',
    });
  }
  const isReadable = await access(path, constants.R_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!isReadable) {
    throw new CommandError(
      'invalid-input',
      `${path} cannot be read by this user. Check the permissions of the folder.`,
      {
        field: 'workspace',
      },
    );
  }
  if ((await stat(join(path, 'hookbench.json')).catch(() => null)) === null) {
    throw new CommandError(
      'invalid-input',
      `${path} is not a workspace: it has no hookbench.json. Name another with --workspace; \`hookbench serve --new\` makes one of a new or empty folder.`,
      { field: 'workspace' },
    );
  }
}
