import { app, type BrowserWindow, dialog, Menu } from 'electron';
import { type HostCommand, menuTable, menuTemplate } from './menu-table.ts';

export interface NativeMenuPorts {
  /** Whether a page is there that can run its commands. */
  isPageReady(): boolean;
  runHostCommand: Record<HostCommand, () => Promise<void>>;
  sendCommand(commandId: string): void;
}

export function installMenu(window: BrowserWindow, ports: NativeMenuPorts): void {
  const template = menuTemplate(menuTable(process.platform, app.getName()), {
    runHostCommand(id) {
      if (ports.isPageReady()) ports.sendCommand(id);
      else ports.runHostCommand[id]().catch((error: unknown) => showFailure(window, error));
    },
    sendCommand: ports.sendCommand,
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function showFailure(window: BrowserWindow, error: unknown): void {
  void dialog.showMessageBox(window, {
    type: 'error',
    message: 'That did not work.',
    detail: error instanceof Error ? error.message : String(error),
  });
}
