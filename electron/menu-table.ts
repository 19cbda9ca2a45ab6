import type { MenuItemConstructorOptions } from 'electron';
import { assertNever } from '../core/contract/index.ts';

/**
 * Commands of the page's table that the host can also carry out alone, for when the page has no engine to work with.
 * With one, the page runs them, because it first saves what is being typed.
 */
export type HostCommand =
  | 'workspace.open'
  | 'workspace.new'
  | 'workspace.openExample'
  | 'workspace.showInFolder'
  | 'engine.restart';

export type MenuRole = NonNullable<MenuItemConstructorOptions['role']>;

export type MenuEntry =
  | { kind: 'separator' }
  | { kind: 'role'; role: MenuRole; accelerator?: string }
  | { kind: 'host'; id: HostCommand; label: string; accelerator?: string }
  /** `id` names a command in the page's table; the page handles the shortcut, the menu only shows it. */
  | { kind: 'command'; id: string; label: string; accelerator?: string };

export interface MenuSection {
  label: string;
  entries: readonly MenuEntry[];
}

const separator: MenuEntry = { kind: 'separator' };
const role = (name: MenuRole): MenuEntry => ({ kind: 'role', role: name });
const host = (id: HostCommand, label: string, accelerator?: string): MenuEntry => ({
  kind: 'host',
  id,
  label,
  ...(accelerator === undefined ? {} : { accelerator }),
});
const command = (id: string, label: string, accelerator?: string): MenuEntry => ({
  kind: 'command',
  id,
  label,
  ...(accelerator === undefined ? {} : { accelerator }),
});

/** The native menu as data; macOS gets its application menu in front. */
export function menuTable(platform: string, productName: string): MenuSection[] {
  const isMac = platform === 'darwin';
  const sections: MenuSection[] = [
    {
      label: 'File',
      entries: [
        host('workspace.new', 'New Workspace…', 'CmdOrCtrl+Shift+N'),
        host('workspace.open', 'Open Workspace…', 'CmdOrCtrl+O'),
        host('workspace.openExample', 'Open Example Workspace'),
        host('workspace.showInFolder', isMac ? 'Show in Finder' : 'Show in File Manager'),
        separator,
        command('document.save', 'Save', 'CmdOrCtrl+S'),
        command('settings.open', 'Settings', 'CmdOrCtrl+,'),
        separator,
        // Cmd+W closes a tab.
        isMac ? { kind: 'role', role: 'close', accelerator: 'CmdOrCtrl+Shift+W' } : role('quit'),
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
        command('palette.open', 'Command Palette…', 'CmdOrCtrl+K'),
        command('palette.goTo', 'Go To…', 'CmdOrCtrl+P'),
        separator,
        command('view.projects', 'Projects', 'CmdOrCtrl+1'),
        command('view.channels', 'Channels', 'CmdOrCtrl+2'),
        command('view.workflows', 'Workflows', 'CmdOrCtrl+3'),
        command('view.receivers', 'Receivers', 'CmdOrCtrl+5'),
        command('view.deliveries', 'Deliveries', 'CmdOrCtrl+6'),
        command('view.signatures', 'Signatures', 'CmdOrCtrl+7'),
        separator,
        command('zoom.reset', 'Actual Size', 'CmdOrCtrl+0'),
        command('zoom.in', 'Zoom In', 'CmdOrCtrl+='),
        command('zoom.out', 'Zoom Out', 'CmdOrCtrl+-'),
        separator,
        role('togglefullscreen'),
        role('toggleDevTools'),
      ],
    },
    {
      label: 'Run',
      entries: [
        command('view.run', 'Runs', 'CmdOrCtrl+4'),
        command('run.start', 'Start Run', 'CmdOrCtrl+Enter'),
        command('run.stop', 'Stop Run'),
        separator,
        host('engine.restart', 'Restart Engine'),
      ],
    },
    { label: 'Help', entries: [command('help.open', 'Keyboard Shortcuts', 'F1'), separator, role('about')] },
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
  runHostCommand(id: HostCommand): void;
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
      return { role: entry.role, ...shortcut(entry.accelerator) };
    case 'host':
      return {
        id: entry.id,
        label: entry.label,
        ...shortcut(entry.accelerator),
        click: () => actions.runHostCommand(entry.id),
      };
    case 'command':
      return {
        id: entry.id,
        label: entry.label,
        ...shortcut(entry.accelerator),
        registerAccelerator: false,
        click: () => actions.sendCommand(entry.id),
      };
    default:
      return assertNever(entry);
  }
}

function shortcut(accelerator: string | undefined): { accelerator?: string } {
  return accelerator === undefined ? {} : { accelerator };
}
