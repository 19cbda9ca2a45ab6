export { copyWorkspace, createWorkspace } from './create-workspace.ts';
export { placeOfDocument } from './document-layout.ts';
export type { FileStamp, FileSystemPort, FolderEntry } from './file-system-port.ts';
export type { FileText, HeavyDocument } from './heavy-document.ts';
export type { Migration, WorkspaceFiles } from './migrations/migration.ts';
export { openWorkspace } from './open-workspace.ts';
export { readFileText } from './read-document.ts';
export { realFiles } from './real-files.ts';
export type { TimerPort } from './timer-port.ts';
export { typedTextOffenceOf } from './typed-json.ts';
export type {
  ChangeOrigin,
  DataSnapshot,
  EnvironmentData,
  Workspace,
  WorkspaceChange,
  WorkspaceInfo,
  WorkspaceOptions,
} from './workspace-types.ts';
