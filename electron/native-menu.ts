import { app, type BrowserWindow, dialog, Menu } from 'electron';
import { type HostAction, menuTable, menuTemplate } from './menu-table.ts';

export interface NativeMenuPorts {
  runHostAction: Record<HostAction, () => Promise<void>>;
  sendCommand(commandId: string): void;
}

export function installMenu(window: BrowserWindow, ports: NativeMenuPorts): void {
  const template = menuTemplate(menuTable(process.platform, app.getName()), {
    runHostAction(action) {
      ports.runHostAction[action]().catch((error: unknown) => showFailure(window, error));
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
