import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { refuseOtherFolders } from '../../cli/workspace-folder.ts';

// Nothing is closed to root.
it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a folder that this user may not read is not taken for one without a workspace',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hookbench-closed-'));
    try {
      await chmod(folder, 0o000);
      await expect(refuseOtherFolders(folder)).rejects.toThrow('cannot be read by this user');
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);

it('a folder that is none, and one without a workspace, are told apart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hookbench-empty-'));
  try {
    await expect(refuseOtherFolders(join(folder, 'missing'))).rejects.toThrow('There is no folder');
    await expect(refuseOtherFolders(folder)).rejects.toThrow('is not a workspace: it has no hookbench.json');
  } finally {
    await rm(folder, { recursive: true });
  }
});
