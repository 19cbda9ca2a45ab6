/** The message the preload posts to the page with the engine's port in its transfer list. */
export const enginePortMessage = 'hookbench:engine-port';

/** How the engine process fares; `message` is a sentence for people, null while there is nothing to say. */
export interface EngineState {
  status: 'starting' | 'running' | 'exited';
  message: string | null;
}

export type ThemeChoice = 'light' | 'dark' | 'system';

/**
 * What the desktop host offers to the page as `window.hookbench`; absent in the browser.
 *
 * The engine's MessagePort is not part of it, because a port cannot cross the context bridge. The page first listens
 * for `message` events on `window` whose `source` is `window` itself and whose `data` is `enginePortMessage`, and then
 * calls `requestEnginePort()`. The event's `ports[0]` is the engine; one more event follows for each engine started
 * later (after a crash or a change of workspace), and the earlier port is dead by then.
 *
 * The page never names files: folders are chosen in the host's own dialogs.
 */
export interface HostBridge {
  readonly kind: 'desktop';
  /** Node's name of the platform, such as `darwin`, `linux` or `win32`. */
  readonly platform: string;
  requestEnginePort(): void;
  /** Tells the state of now at once, then each change. Returns the remover. */
  onEngineState(listener: (state: EngineState) => void): () => void;
  restartEngine(): Promise<void>;
  /** Shows the system's folder dialog; resolves when the dialog was cancelled or the engine has been told to start. */
  openWorkspace(): Promise<void>;
  newWorkspace(): Promise<void>;
  openExample(): Promise<void>;
  /** Shows the workspace's folder in the system's file manager. */
  showInFolder(): Promise<void>;
  /** An item of the native menu was chosen: the id of the command in the window's own command table. */
  onCommand(listener: (commandId: string) => void): () => void;
  setTitle(title: string): Promise<void>;
  setTheme(theme: ThemeChoice): Promise<void>;
  /** Opens an https page in the default browser; anything else is refused. */
  openExternal(url: string): Promise<void>;
}
