import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { app, MessageChannelMain, nativeTheme, session, shell } from 'electron';
import { serveAsset } from './app-assets.ts';
import { registerBridgeHandlers } from './bridge-handlers.ts';
import { guardSession } from './content-guards.ts';
import { forkEngineProcess } from './electron-engine-process.ts';
import { createEngineHost } from './engine-host.ts';
import { tellOfFailedSaves } from './failed-saves.ts';
import { hostChannels } from './host-channels.ts';
import { openHostSettings } from './host-settings.ts';
import { keychainCipher } from './keychain-cipher.ts';
import { createMainWindow, loadPage } from './main-window.ts';
import { installMenu } from './native-menu.ts';
import { stopBeforeQuit } from './quitting.ts';
import { askForNewWorkspace, askForWorkspace, type ChosenFolder } from './workspace-dialogs.ts';
import { dataFolderOf, ensureExampleCopy, hostSettingsFile, startWorkspace } from './workspace-folders.ts';

const pageFolder = join(import.meta.dirname, '../renderer');

/** Wires window, engine, menu and bridge together. Called once, when Electron is ready. */
export async function startDesktopApp(requestedWorkspace: string | null): Promise<void> {
  const userData = app.getPath('userData');
  const settings = openHostSettings(hostSettingsFile(userData));
  nativeTheme.themeSource = settings.read().theme;

  guardSession(session.defaultSession);
  session.defaultSession.protocol.handle('app', (request) => serveAsset(pageFolder, request));

  const window = createMainWindow(settings, app.getName());
  tellOfFailedSaves(session.defaultSession, window);
  const send = (channel: string, payload: unknown): void => {
    if (!window.isDestroyed()) window.webContents.send(channel, payload);
  };

  const engine = createEngineHost({
    appVersion: app.getVersion(),
    fork: forkEngineProcess,
    cipher: keychainCipher(),
    createChannel() {
      const { port1, port2 } = new MessageChannelMain();
      return { engine: port1, page: port2 };
    },
    deliverPort: (port) => {
      if (!window.isDestroyed()) window.webContents.postMessage(hostChannels.enginePort, null, [port]);
    },
    onState: (state) => send(hostChannels.engineState, state),
  });

  let workspacePath = '';
  const startOn = async (folder: ChosenFolder): Promise<void> => {
    workspacePath = folder.path;
    if (folder.isNew) await mkdir(folder.path, { recursive: true });
    settings.update({ lastWorkspace: folder.path });
    // The engine creates it, and says why when it cannot.
    const dataPath = dataFolderOf(userData, folder.path);
    await engine.start({ workspacePath: folder.path, dataPath, isNew: folder.isNew });
  };
  /** Another workspace: the page starts afresh, so that nothing of the former one is left in it. */
  const switchTo = async (folder: ChosenFolder | null): Promise<void> => {
    if (folder === null) return;
    engine.forgetPage();
    await startOn(folder);
    await loadPage(window);
  };
  const exampleFolder = (): Promise<string> => ensureExampleCopy(bundledExample(), userData);

  const actions = {
    openWorkspace: async () => switchTo(await askForWorkspace(window)),
    newWorkspace: async () => switchTo(await askForNewWorkspace(window)),
    openExample: async () => switchTo({ path: await exampleFolder(), isNew: false }),
    restartEngine: () => engine.restart(),
    async showInFolder() {
      const problem = await shell.openPath(workspacePath);
      if (problem !== '') throw new Error(problem);
    },
  };

  registerBridgeHandlers({
    ...actions,
    connectPage: () => engine.connectPage(),
    engineState: () => engine.state(),
    setTitle: (title) => window.setTitle(title),
    setTheme(theme) {
      nativeTheme.themeSource = theme;
      settings.update({ theme });
    },
    openExternal: (url) => shell.openExternal(url),
  });
  installMenu(window, {
    isPageReady: () => engine.state().status === 'running',
    runHostCommand: {
      'workspace.open': actions.openWorkspace,
      'workspace.new': actions.newWorkspace,
      'workspace.openExample': actions.openExample,
      'workspace.showInFolder': actions.showInFolder,
      'engine.restart': actions.restartEngine,
    },
    sendCommand: (commandId) => send(hostChannels.command, commandId),
  });
  stopBeforeQuit(() => engine.stop());
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });

  await startOn({ path: requestedWorkspace ?? (await startWorkspace(userData, bundledExample())), isNew: false });
  await loadPage(window);
}

/** Beside the archive in the packed app, in the project's own folder otherwise. */
function bundledExample(): string {
  const packed = join(process.resourcesPath, 'examples/customer-webhooks');
  return existsSync(packed) ? packed : join(app.getAppPath(), 'examples/customer-webhooks');
}
