import { app, type Session, type WebContents } from 'electron';
import { appOrigin } from './app-assets.ts';

/** Copying text is the one thing a page may do that Chromium calls a permission. */
const allowedPermission = 'clipboard-sanitized-write';

/** Every page of the app, whenever it is made: it stays where it is, opens no windows and embeds no others. */
export function guardEveryPage(): void {
  app.on('web-contents-created', (_event, contents) => guardPage(contents));
}

function guardPage(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    const isReload = event.isMainFrame && event.url === contents.getURL();
    if (!isReload) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
}

/** No permissions, no devices, and no address but the app's own, whatever a page tries. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, decide, details) => {
    const isOwnPage = contents.getURL().startsWith(`${appOrigin}/`) && details.isMainFrame;
    decide(isOwnPage && permission === allowedPermission);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === allowedPermission && origin.startsWith(appOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  // Chromium's spell checker fetches dictionaries from the network.
  session.setSpellCheckerEnabled(false);
  const elsewhere = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file://*/*'] };
  session.webRequest.onBeforeRequest(elsewhere, (_details, decide) => decide({ cancel: true }));
}
