import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { appOrigin } from './app-assets.ts';
import type { HostSettingsFile } from './host-settings.ts';
import { fitToDisplays, minimumWindowSize } from './window-state.ts';

/** The app's one window, where it was when it was last closed. Shown once there is something to see. */
export function createMainWindow(settings: HostSettingsFile, title: string): BrowserWindow {
  const saved = settings.read().window;
  const workAreas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
  const window = new BrowserWindow({
    ...fitToDisplays(saved?.bounds ?? null, workAreas),
    minWidth: minimumWindowSize.width,
    minHeight: minimumWindowSize.height,
    title,
    show: false,
    // Shown for the moment before the page has painted.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    if (saved?.isMaximized === true) window.maximize();
    window.show();
  });
  // The page names the window through the host, which takes secrets' absence from titles as given only for that way.
  window.on('page-title-updated', (event) => event.preventDefault());
  const remember = (): void =>
    settings.update({
      window: {
        bounds: window.getNormalBounds(),
        isMaximized: window.isMaximized(),
      },
    });
  window.on('close', remember);
  return window;
}

/** Loads the page; also used to start it afresh on another workspace. */
export async function loadPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(`${appOrigin}/`);
}
