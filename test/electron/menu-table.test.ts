import { expect, test } from 'vitest';
import { menuTable, menuTemplate } from '../../electron/menu-table.ts';

const platforms = ['darwin', 'linux', 'win32'];

test.each(platforms)('on %s no two entries share an id or a shortcut', (platform) => {
  const entries = menuTable(platform, 'Hookbench').flatMap((section) => section.entries);
  const ids = entries.flatMap((entry) => (entry.kind === 'command' || entry.kind === 'host' ? [entry.id] : []));
  const shortcuts = entries.flatMap((entry) =>
    (entry.kind === 'command' || entry.kind === 'host') && entry.accelerator !== undefined ? [entry.accelerator] : [],
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
});

test('macOS gets an application menu in front, which quits; elsewhere File does', () => {
  const quits = (platform: string): string[] =>
    menuTable(platform, 'Hookbench').flatMap((section) =>
      section.entries.some((entry) => entry.kind === 'role' && entry.role === 'quit') ? [section.label] : [],
    );
  expect(quits('darwin')).toEqual(['Hookbench']);
  expect(quits('linux')).toEqual(['File']);
});

test('entries do what they say: the host its own things, the page its commands', () => {
  const done: string[] = [];
  const template = menuTemplate(
    [
      {
        label: 'File',
        entries: [
          { kind: 'host', id: 'workspace.open', label: 'Open…', accelerator: 'CmdOrCtrl+O' },
          { kind: 'separator' },
          { kind: 'command', id: 'run.start', label: 'Start', accelerator: 'CmdOrCtrl+Enter' },
          { kind: 'role', role: 'quit' },
        ],
      },
    ],
    { runHostCommand: (id) => done.push(`host ${id}`), sendCommand: (id) => done.push(`page ${id}`) },
  );
  const items = template[0]?.submenu;
  if (!Array.isArray(items)) throw new Error('no submenu');
  // Electron passes the item, the window and the event; none of them is looked at.
  for (const item of items) (item.click as (() => void) | undefined)?.();
  expect(done).toEqual(['host workspace.open', 'page run.start']);
  // The page handles its own shortcuts; registered here as well, a command would run twice.
  expect(items[2]).toMatchObject({ accelerator: 'CmdOrCtrl+Enter', registerAccelerator: false });
  expect(items[0]).not.toHaveProperty('registerAccelerator');
  expect(items[3]).toEqual({ role: 'quit' });
});
