import type { Command } from '../commands/command.ts';
import type { App } from '../stores/app.ts';
import { documentCommands } from './document-commands.ts';
import type { PaletteStore } from './palette-store.ts';
import { viewCommands } from './view-commands.ts';
import { type WorkspacePorts, workspaceCommands } from './workspace-commands.ts';

export interface ShellPorts extends WorkspacePorts {
  palette: PaletteStore;
}

/** The commands that belong to no feature. */
export function shellCommands(app: App, ports: ShellPorts): Command[] {
  return [...viewCommands(app, ports.palette), ...documentCommands(app), ...workspaceCommands(app, ports)];
}
