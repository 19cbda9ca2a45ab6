export type { FileStamp, FileSystemPort, FolderEntry } from './file-system-port.ts';
export type { Migration, WorkspaceFiles } from './migrations/migration.ts';
export type { TimerPort } from './timer-port.ts';
export type {
  ChangeOrigin,
  DataSnapshot,
  EnvironmentData,
  Workspace,
  WorkspaceChange,
  WorkspaceInfo,
  WorkspaceOptions,
} from './workspace-types.ts';

import type { FileSystemPort } from './file-system-port.ts';
import type { Workspace, WorkspaceOptions } from './workspace-types.ts';

export declare function openWorkspace(options: WorkspaceOptions): Promise<Workspace>;
export declare function createWorkspace(options: { path: string; name: string; files?: FileSystemPort }): Promise<void>;
export declare function copyWorkspace(options: { from: string; to: string; files?: FileSystemPort }): Promise<void>;
