/** The workspace's own text files by path inside the workspace (with "/"). */
export type WorkspaceFiles = ReadonlyMap<string, string>;

/**
 * One step from a layout to the next. Pure: it gets every text file of the workspace and returns the files of the new
 * layout. The version in `hookbench.json` is raised for it. A file left out is removed; an equal text is not rewritten.
 */
export interface Migration {
  from: number;
  to: number;
  /** What it does, for the log and the curious. */
  description: string;
  migrate(files: WorkspaceFiles): WorkspaceFiles;
}
