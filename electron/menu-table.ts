import type { MenuItemConstructorOptions } from 'electron';
import { assertNever } from '../core/contract/index.ts';

/** Things the host does itself, without the page. */
export type HostAction = 'open-workspace' | 'new-workspace' | 'open-example' | 'show-in-folder' | 'restart-engine';

export type MenuRole = NonNullable<MenuItemConstructorOptions['role']>;

export type MenuEntry =
  | { kind: 'separator' }
  | { kind: 'role'; role: MenuRole }
  | { kind: 'host'; action: HostAction; label: string; accelerator?: string }
  /** `id` names a command in the window's command table; the page handles the shortcut, the menu only shows it. */
  | { kind: 'command'; id: string; label: string; accelerator?: string };

export interface MenuSection {
  label: string;
  entries: readonly MenuEntry[];
}

const separator: MenuEntry = { kind: 'separator' };
const role = (name: MenuRole): MenuEntry => ({ kind: 'role', role: name });

/** The native menu as data; macOS gets its application menu in front. */
export function menuTable(platform: string, productName: string): MenuSection[] {
  const isMac = platform === 'darwin';
  const sections: MenuSection[] = [
    {
      label: 'File',
      entries: [
        { kind: 'host', action: 'new-workspace', label: 'New Workspace…', accelerator: 'CmdOrCtrl+Shift+N' },
        { kind: 'host', action: 'open-workspace', label: 'Open Workspace…', accelerator: 'CmdOrCtrl+O' },
        { kind: 'host', action: 'open-example', label: 'Open Example Workspace' },
        separator,
        { kind: 'host', action: 'show-in-folder', label: isMac ? 'Show in Finder' : 'Show in File Manager' },
        separator,
        role(isMac ? 'close' : 'quit'),
      ],
    },
    {
      label: 'Edit',
      entries: [
        role('undo'),
        role('redo'),
        separator,
        role('cut'),
        role('copy'),
        role('paste'),
        role('delete'),
        separator,
        role('selectAll'),
      ],
    },
    {
      label: 'View',
      entries: [
        { kind: 'command', id: 'palette.open', label: 'Command Palette…', accelerator: 'CmdOrCtrl+K' },
        { kind: 'command', id: 'view.projects', label: 'Projects' },
        { kind: 'command', id: 'view.channels', label: 'Channels' },
        { kind: 'command', id: 'view.workflows', label: 'Workflows' },
        { kind: 'command', id: 'view.receivers', label: 'Receivers' },
        { kind: 'command', id: 'view.deliveries', label: 'Deliveries' },
        separator,
        role('resetZoom'),
        role('zoomIn'),
        role('zoomOut'),
        separator,
        role('togglefullscreen'),
        role('toggleDevTools'),
      ],
    },
    {
      label: 'Run',
      entries: [
        { kind: 'command', id: 'view.run', label: 'Go to Run' },
        { kind: 'command', id: 'run.start', label: 'Start Run', accelerator: 'CmdOrCtrl+Enter' },
        { kind: 'command', id: 'run.stop', label: 'Stop Run' },
        separator,
        { kind: 'host', action: 'restart-engine', label: 'Restart Engine' },
      ],
    },
    {
      label: 'Help',
      entries: [{ kind: 'command', id: 'help.open', label: 'Keyboard Shortcuts' }, separator, role('about')],
    },
  ];
  return isMac ? [macApplicationMenu(productName), ...sections] : sections;
}

function macApplicationMenu(productName: string): MenuSection {
  return {
    label: productName,
    entries: [
      role('about'),
      separator,
      role('services'),
      separator,
      role('hide'),
      role('hideOthers'),
      role('unhide'),
      separator,
      role('quit'),
    ],
  };
}

export interface MenuActions {
  runHostAction(action: HostAction): void;
  sendCommand(commandId: string): void;
}

/** Turns the table into what `Menu.buildFromTemplate` takes. Ids are kept, so that tests and code can find items. */
export function menuTemplate(sections: readonly MenuSection[], actions: MenuActions): MenuItemConstructorOptions[] {
  return sections.map((section) => ({
    label: section.label,
    submenu: section.entries.map((entry) => menuItem(entry, actions)),
  }));
}

function menuItem(entry: MenuEntry, actions: MenuActions): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'role':
      return { role: entry.role };
    case 'host':
      return {
        id: entry.action,
        label: entry.label,
        ...(entry.accelerator === undefined ? {} : { accelerator: entry.accelerator }),
        click: () => actions.runHostAction(entry.action),
      };
    case 'command':
      return {
        id: entry.id,
        label: entry.label,
        ...(entry.accelerator === undefined ? {} : { accelerator: entry.accelerator, registerAccelerator: false }),
        click: () => actions.sendCommand(entry.id),
      };
    default:
      return assertNever(entry);
  }
}
