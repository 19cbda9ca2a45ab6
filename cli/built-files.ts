/** What was built beside the command. Only the file that is started knows where that is: others lie in chunks. */
export interface BuiltFiles {
  logWorkerUrl: URL;
  heavyWorkerUrl: URL;
  /** Folder of the page. */
  rendererFolder: string;
}
