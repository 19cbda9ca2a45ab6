import { FolderOpen, RefreshCw } from 'lucide-react';
import type { HostBridge } from '../../core/contract/host-bridge.ts';
import type { Command } from '../commands/command.ts';
import type { App } from '../stores/app.ts';
import { commands as words } from '../strings/commands.ts';

export interface WorkspacePorts {
  /** Null in the browser. */
  bridge: HostBridge | null;
  recoverEngine: () => void;
}

/** The engine and, on the desktop, the folder it works in. */
export function workspaceCommands(app: App, { bridge, recoverEngine }: WorkspacePorts): Command[] {
  const { engine } = words.groups;
  const restart: Command = {
    id: 'engine.restart',
    title: words.restartEngine,
    group: engine,
    icon: RefreshCw,
    // In the browser the engine is a process that the page cannot start; the banner offers to connect again.
    when: () => bridge !== null,
    run: async () => {
      await app.flush();
      recoverEngine();
    },
  };
  if (bridge === null) return [restart];
  const folder = (id: string, title: string, run: () => Promise<void>): Command => ({
    id,
    title,
    group: engine,
    keywords: 'folder directory',
    icon: FolderOpen,
    run: async () => {
      await app.flush();
      await run();
    },
  });
  return [
    restart,
    folder('workspace.open', words.openWorkspace, () => bridge.openWorkspace()),
    folder('workspace.new', words.newWorkspace, () => bridge.newWorkspace()),
    folder('workspace.openExample', words.openExample, () => bridge.openExample()),
    folder('workspace.showInFolder', words.showInFolder, () => bridge.showInFolder()),
  ];
}
