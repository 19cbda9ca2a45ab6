import { createContext, type ReactNode, useContext } from 'react';
import type { CommandRegistry } from './command-registry.ts';
import { isMac, keysText } from './keys.ts';

const CommandsContext = createContext<CommandRegistry | null>(null);

export function CommandsProvider({ registry, children }: { registry: CommandRegistry; children: ReactNode }) {
  return <CommandsContext value={registry}>{children}</CommandsContext>;
}

export function useCommands(): CommandRegistry {
  const registry = useContext(CommandsContext);
  if (registry === null) throw new Error('useCommands() needs a CommandsProvider above it');
  return registry;
}

/** A command's shortcut as people read it, for tooltips and menus; undefined when it has none. */
export function useCommandKeys(id: string): string | undefined {
  const keys = useCommands().get(id)?.keys;
  return keys === undefined ? undefined : keysText(keys, isMac);
}
