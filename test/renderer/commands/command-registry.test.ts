import { describe, expect, it } from 'vitest';
import type { HostBridge } from '../../../core/contract/host-bridge.ts';
import type { EngineClient } from '../../../core/contract/index.ts';
import { menuTable } from '../../../electron/menu-table.ts';
import type { Command } from '../../../renderer/commands/command.ts';
import { createCommandRegistry } from '../../../renderer/commands/command-registry.ts';
import { type KeyPress, keysOfEvent, keysText, normalizeKeys } from '../../../renderer/commands/keys.ts';
import { features } from '../../../renderer/features/feature-registry.ts';
import { createPaletteStore } from '../../../renderer/shell/palette-store.ts';
import { shellCommands } from '../../../renderer/shell/shell-commands.ts';
import { createApp } from '../../../renderer/stores/app.ts';

const press = (key: string, ...modifiers: ('ctrl' | 'meta' | 'alt' | 'shift')[]): KeyPress => ({
  key,
  ctrlKey: modifiers.includes('ctrl'),
  metaKey: modifiers.includes('meta'),
  altKey: modifiers.includes('alt'),
  shiftKey: modifiers.includes('shift'),
});
const command = (id: string, part: Partial<Command> = {}): Command => ({
  id,
  title: id,
  group: 'test',
  run: () => undefined,
  ...part,
});

describe('keys', () => {
  it('are the same however they are written and pressed', () => {
    expect(keysOfEvent(press('K', 'ctrl', 'shift'))).toBe(normalizeKeys('Shift+Mod+k', false));
    expect(keysOfEvent(press('k', 'meta'))).toBe(normalizeKeys('Mod+K', true));
    expect(keysOfEvent(press('+', 'ctrl', 'shift'))).toBe(normalizeKeys('Mod++', false));
    expect(keysOfEvent(press('PageUp', 'ctrl', 'shift'))).toBe(normalizeKeys('Mod+Shift+PageUp', false));
  });

  it('are written as the platform does', () => {
    expect(keysText('Mod+Shift+K', false)).toBe('Ctrl+Shift+K');
    expect(keysText('Mod+Shift+K', true)).toBe('⌘⇧K');
    expect(keysText('Mod++', false)).toBe('Ctrl++');
  });
});

describe('the registry', () => {
  it('refuses two commands with one id or with the same keys', () => {
    expect(() => createCommandRegistry([command('a'), command('a')], false)).toThrow('"a"');
    const clash = [command('a', { keys: 'Mod+K' }), command('b', { keys: { mac: 'F2', other: 'Ctrl+k' } })];
    expect(() => createCommandRegistry(clash, false)).toThrow('Ctrl+K');
    expect(() => createCommandRegistry(clash, true)).not.toThrow();
  });

  it('runs by key only what makes sense now, and in a field only what is allowed there', () => {
    let isThere = false;
    const registry = createCommandRegistry(
      [
        command('undo', { keys: 'Mod+Z', when: () => isThere }),
        command('save', { keys: 'Mod+S', isAllowedInFields: true }),
      ],
      false,
    );
    expect(registry.match(press('z', 'ctrl'), false)).toBeUndefined();
    expect(registry.run('undo')).toBe(false);
    isThere = true;
    expect(registry.match(press('z', 'ctrl'), false)?.id).toBe('undo');
    expect(registry.match(press('z', 'ctrl'), true)).toBeUndefined();
    expect(registry.match(press('s', 'ctrl'), true)?.id).toBe('save');
    expect(registry.match(press('s'), false)).toBeUndefined();
  });

  it('hides from the palette what is hidden or makes no sense', () => {
    const all = [command('a'), command('b', { isHidden: true }), command('c', { when: () => false })];
    expect(
      createCommandRegistry(all, false)
        .available()
        .map((entry) => entry.id),
    ).toEqual(['a']);
  });
});

describe("the window's own commands", () => {
  // No engine is asked while the table is made.
  const engine: EngineClient = {
    call: () => Promise.reject(new Error('not asked')),
    stream: () => {
      throw new Error('not asked');
    },
    on: () => () => undefined,
    onGap: () => () => undefined,
    onClose: () => () => undefined,
    close: () => undefined,
  };
  const app = createApp(engine, () => Promise.resolve('window'));
  const ports = { palette: createPaletteStore(), bridge: {} as HostBridge, recoverEngine: () => undefined };
  const all = [...shellCommands(app, ports), ...features.flatMap((feature) => feature.commands?.(app) ?? [])];

  it.each([true, false])('have no two shortcuts or ids alike (mac: %s)', (isMac) => {
    expect(createCommandRegistry(all, isMac).all().length).toBe(all.length);
  });

  it.each(['linux', 'darwin'])('hold every command that the native menu of %s calls', (platform) => {
    const ids = new Set(all.map((entry) => entry.id));
    const called = menuTable(platform, 'Hookbench').flatMap((section) =>
      section.entries.flatMap((entry) => (entry.kind === 'command' ? [entry.id] : [])),
    );
    expect(called.filter((id) => !ids.has(id))).toEqual([]);
  });
});
