import { appOrigin } from './app-assets.ts';

/** The part of Electron's WebFrameMain that decides. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** Only the page itself may ask the host for anything: no frame inside it, no other address, no frame that is gone. */
export function isTrustedSender(frame: SenderFrame | null): boolean {
  return frame !== null && frame.parent === null && frame.url.startsWith(`${appOrigin}/`);
}

/** https only: every other scheme can start programs on the user's machine. */
export function isOpenableAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'https:' && url.username === '' && url.password === '';
}
