import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { EngineState, ThemeChoice } from '../core/contract/index.ts';
import { type HostAnswer, hostChannels } from './host-channels.ts';
import { isOpenableAddress, isTrustedSender } from './trusted-sender.ts';

/** What the bridge's methods do; the handlers only check who asks and with what. */
export interface BridgeActions {
  connectPage(): void;
  engineState(): EngineState;
  restartEngine(): Promise<void>;
  openWorkspace(): Promise<void>;
  newWorkspace(): Promise<void>;
  openExample(): Promise<void>;
  showInFolder(): Promise<void>;
  setTitle(title: string): void;
  setTheme(theme: ThemeChoice): void;
  openExternal(url: string): Promise<void>;
}

const maximumTitleLength = 200;

export function registerBridgeHandlers(actions: BridgeActions): void {
  listen(hostChannels.requestEnginePort, (event) => {
    if (isTrustedSender(event.senderFrame)) actions.connectPage();
  });
  listen(hostChannels.readEngineState, (event) => {
    if (isTrustedSender(event.senderFrame)) event.reply(hostChannels.engineState, actions.engineState());
  });
  handle(hostChannels.restartEngine, () => actions.restartEngine());
  handle(hostChannels.openWorkspace, () => actions.openWorkspace());
  handle(hostChannels.newWorkspace, () => actions.newWorkspace());
  handle(hostChannels.openExample, () => actions.openExample());
  handle(hostChannels.showInFolder, () => actions.showInFolder());
  handle(hostChannels.setTitle, (title) => {
    if (typeof title !== 'string') throw new Error('A title is text.');
    actions.setTitle(title.slice(0, maximumTitleLength));
  });
  handle(hostChannels.setTheme, (theme) => {
    if (theme !== 'light' && theme !== 'dark' && theme !== 'system') {
      throw new Error('A theme is light, dark or system.');
    }
    actions.setTheme(theme);
  });
  handle(hostChannels.openExternal, async (url) => {
    if (typeof url !== 'string' || !isOpenableAddress(url)) throw new Error('Only https pages are opened.');
    await actions.openExternal(url);
  });
}

function listen(channel: string, listener: (event: IpcMainEvent) => void): void {
  ipcMain.on(channel, listener);
}

function handle(channel: string, action: (argument: unknown) => Promise<void> | void): void {
  ipcMain.handle(channel, async (event: IpcMainInvokeEvent, argument: unknown): Promise<HostAnswer> => {
    if (!isTrustedSender(event.senderFrame)) {
      return { ok: false, message: 'Only the page of the app may ask the host for this.' };
    }
    try {
      await action(argument);
      return { ok: true };
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : String(error) };
    }
  });
}
