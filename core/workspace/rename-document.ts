import { dirname, join } from 'node:path';
import { CommandError } from '../contract/errors.ts';
import type { DocumentKind, DocumentRename, StoredDocument } from '../model/index.ts';
import type { EnvironmentSet } from './data/environment-set.ts';
import type { DocumentFile } from './document-file.ts';
import type { DocumentSet } from './document-set.ts';
import { withDocumentRenamed } from './references.ts';
import type { DiskPorts } from './staged-files.ts';
import type { Workspace } from './workspace-types.ts';

/** What a workspace is made of. */
interface WorkspaceParts {
  documents: DocumentSet;
  environments: EnvironmentSet;
  ports: DiskPorts;
}

/**
 * Moves a document to another key with everything in its folder, its texts in files as they were, and writes the new key wherever documents name the
 * old one; an environment's data goes with it. Resolves with those once all is durable. All of it or nothing: when a file is refused on the way, what was
 * written is put back. Rejects with `not-found`, with `conflict` for a key that is taken, and as `put` does.
 */
export async function renameDocument(
  workspace: Workspace,
  { documents: set, environments, ports }: WorkspaceParts,
  rename: DocumentRename,
): Promise<StoredDocument[]> {
  const { kind, from, to } = rename;
  const file = set.find(kind, from);
  const document = workspace.get(kind, from);
  if (file === undefined || document === null) {
    throw new CommandError('not-found', `There is no ${wordOf(kind)} "${from}" in this workspace.`, { field: 'from' });
  }
  if (from === to) return [];
  const taken = set.find(kind, to);
  if (taken !== undefined && !taken.isGone) {
    throw new CommandError('conflict', `There is a ${wordOf(kind)} "${to}" already. Choose another key.`, {
      field: 'to',
    });
  }
  if (kind === 'environment') await environments.refuseTaken(to);
  const back: (() => Promise<unknown>)[] = [];
  const rewritten: StoredDocument[] = [];
  try {
    const target = set.open(kind, to);
    target.layOutLike(file);
    // It may name itself: a partial can render itself.
    await workspace.put(kind, to, withDocumentRenamed(document, rename), null);
    back.push(() => workspace.remove(kind, to));
    for (const user of workspace.documents()) {
      if (user.kind === kind && (user.key === from || user.key === to)) continue;
      const value = withDocumentRenamed(user, rename);
      if (value === user.value) continue;
      rewritten.push(await workspace.put(user.kind, user.key, value, null));
      back.push(() => workspace.put(user.kind, user.key, user.value, null));
    }
    for (const [source, moved] of await otherFiles(ports, file, target)) {
      await moveFile(ports, source, moved);
      back.push(() => moveFile(ports, moved, source));
    }
    const removeOld = () => workspace.remove(kind, from);
    await (kind === 'environment' ? environments.move(from, to, removeOld) : removeOld());
  } catch (error) {
    for (const undo of back.reverse()) await undo().catch(() => {});
    throw error;
  }
  return rewritten;
}

/** What else lies in the document's folder, such as blocks of an e-mail or notes, with where it goes. */
async function otherFiles(
  { root, files }: DiskPorts,
  { place: { folder }, ownPaths }: DocumentFile,
  target: DocumentFile,
): Promise<[from: string, to: string][]> {
  const { folder: targetFolder } = target.place;
  if (folder === null || targetFolder === null) return [];
  const own = new Set(ownPaths.map((path) => join(root, path)));
  const found: [string, string][] = [];
  const walk = async (path: string): Promise<void> => {
    for (const { name, kind } of (await files.listFolder(join(root, folder, path))) ?? []) {
      const inner = join(path, name);
      const source = join(root, folder, inner);
      if (kind === 'folder') await walk(inner);
      else if (!own.has(source)) found.push([source, join(root, targetFolder, inner)]);
    }
  };
  await walk('');
  return found;
}

async function moveFile({ files }: DiskPorts, from: string, to: string): Promise<void> {
  await files.makeFolder(dirname(to));
  await files.rename(from, to);
  await files.syncFolder(dirname(to));
  await files.removeEmptyFolder(dirname(from));
}

function wordOf(kind: DocumentKind): string {
  return kind.replace('-', ' ');
}
