import type { HostBridge } from '../../core/contract/host-bridge.ts';
import type { SessionState, SessionStore } from '../stores/session.ts';

/** Puts theme and zoom on the page, and keeps them there as the session and the system change. */
export function applyAppearance(window: Window, session: SessionStore, bridge: HostBridge | null): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const root = window.document.documentElement;
  const apply = (state: SessionState): void => {
    const theme = state.theme === 'system' ? (dark.matches ? 'dark' : 'light') : state.theme;
    root.dataset.theme = theme;
    root.style.fontSize = `${16 * state.zoom}px`;
  };
  const tellHost = (state: SessionState): void => {
    // The window's own frame and menus follow; when the host refuses, the page still has its theme.
    bridge?.setTheme(state.theme).catch(() => undefined);
  };
  apply(session.getState());
  tellHost(session.getState());
  session.subscribe((state, before) => {
    if (state.theme === before.theme && state.zoom === before.zoom) return;
    apply(state);
    if (state.theme !== before.theme) tellHost(state);
  });
  dark.addEventListener('change', () => apply(session.getState()));
}
