import type { Command } from './command.ts';
import { type KeyPress, keysOfEvent, normalizeKeys } from './keys.ts';

export interface CommandRegistry {
  all(): readonly Command[];
  get(id: string): Command | undefined;
  /** Those that make sense now, for the palette. */
  available(): readonly Command[];
  /** False when there is none or it does not make sense now. */
  run(id: string): boolean;
  /** The command that this key press means here; `isInField`: the focus is where text is typed. */
  match(event: KeyPress, isInField: boolean): Command | undefined;
}

/** Two commands with one id, or with the same keys, are a mistake that must not go unnoticed. */
export function createCommandRegistry(commands: readonly Command[], isMac: boolean): CommandRegistry {
  const byId = new Map<string, Command>();
  const byKeys = new Map<string, Command>();
  for (const command of commands) {
    if (byId.has(command.id)) throw new Error(`Two commands have the id "${command.id}"`);
    byId.set(command.id, command);
    if (command.keys === undefined) continue;
    const keys = normalizeKeys(command.keys, isMac);
    const other = byKeys.get(keys);
    if (other !== undefined) throw new Error(`"${command.id}" and "${other.id}" have the same keys: ${keys}`);
    byKeys.set(keys, command);
  }
  const isAvailable = (command: Command): boolean => command.when?.() ?? true;
  return {
    all: () => commands,
    get: (id) => byId.get(id),
    available: () => commands.filter((command) => command.isHidden !== true && isAvailable(command)),
    run(id) {
      const command = byId.get(id);
      if (command === undefined || !isAvailable(command)) return false;
      void command.run();
      return true;
    },
    match(event, isInField) {
      const command = byKeys.get(keysOfEvent(event));
      if (command === undefined || !isAvailable(command)) return undefined;
      return isInField && !(command.isAllowedInFields ?? false) ? undefined : command;
    },
  };
}
