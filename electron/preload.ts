import { contextBridge, ipcRenderer } from 'electron';
import { type EngineState, enginePortMessage, type HostBridge } from '../core/contract/host-bridge.ts';
import { type HostAnswer, hostChannels } from './host-channels.ts';

// The parts of the page's world that are used here; this file compiles without DOM types.
declare const window: { postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void };
declare const location: { origin: string };
declare const navigator: { userActivation: { isActive: boolean } };

async function ask(channel: string, argument?: unknown): Promise<void> {
  const answer: HostAnswer = await ipcRenderer.invoke(channel, argument);
  if (!answer.ok) throw new Error(answer.message);
}

function listen<T>(channel: string, listener: (payload: T) => void): () => void {
  // Electron's event object must not reach the page: it gives access to the sender.
  const forward = (_event: unknown, payload: T): void => listener(payload);
  ipcRenderer.on(channel, forward);
  return () => {
    ipcRenderer.removeListener(channel, forward);
  };
}

const bridge: HostBridge = {
  kind: 'desktop',
  platform: process.platform,
  requestEnginePort: () => ipcRenderer.send(hostChannels.requestEnginePort),
  onEngineState(listener) {
    const remove = listen<EngineState>(hostChannels.engineState, listener);
    ipcRenderer.send(hostChannels.readEngineState);
    return remove;
  },
  restartEngine: () => ask(hostChannels.restartEngine),
  openWorkspace: () => ask(hostChannels.openWorkspace),
  newWorkspace: () => ask(hostChannels.newWorkspace),
  openExample: () => ask(hostChannels.openExample),
  showInFolder: () => ask(hostChannels.showInFolder),
  onCommand: (listener) => listen<string>(hostChannels.command, listener),
  setTitle: (title) => ask(hostChannels.setTitle, title),
  setTheme: (theme) => ask(hostChannels.setTheme, theme),
  async openExternal(url) {
    // Asked here, in the preload's own world, where a script of the page cannot pretend a click.
    if (!navigator.userActivation.isActive) throw new Error('Pages are opened only after a click or a key press.');
    await ask(hostChannels.openExternal, url);
  },
};

contextBridge.exposeInMainWorld('hookbench', bridge);

// A port cannot cross the context bridge; it can be posted to the page.
ipcRenderer.on(hostChannels.enginePort, (event) => {
  window.postMessage(enginePortMessage, location.origin, event.ports);
});
