import type { HostBridge } from '../../core/contract/host-bridge.ts';
import { connectBrowser } from './browser-host.ts';
import { connectDesktop } from './desktop-host.ts';
import { createEngineLink, type EngineLink } from './engine-link.ts';

/** Where this window runs, and what it can ask of that place. */
export interface Host {
  link: EngineLink;
  /** Null in the browser. */
  bridge: HostBridge | null;
  /** Restarts the engine (desktop) or connects again (browser). */
  recover(): void;
}

declare global {
  interface Window {
    hookbench?: HostBridge;
  }
}

export function createHost(window: Window): Host {
  const link = createEngineLink();
  const bridge = window.hookbench ?? null;
  const recover = bridge === null ? connectBrowser(window, link) : connectDesktop(window, bridge, link);
  return { link, bridge, recover };
}
