import { app, dialog, protocol } from 'electron';
import { appScheme } from './app-assets.ts';
import { guardEveryPage } from './content-guards.ts';
import { startDesktopApp } from './desktop-app.ts';
import { readLaunchOptions } from './launch-options.ts';

const options = readLaunchOptions(process.env, process.cwd());
if (options.userDataPath !== null) app.setPath('userData', options.userDataPath);

// All of this must be said before Electron is ready.
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);
guardEveryPage();

// The lock is bound to the user data folder: two starts on different folders do not disturb each other.
if (app.requestSingleInstanceLock()) {
  void app
    .whenReady()
    .then(() => startDesktopApp(options.workspacePath))
    .catch((error: unknown) => {
      dialog.showErrorBox('Hookbench could not start', error instanceof Error ? error.message : String(error));
      app.exit(1);
    });
} else {
  app.quit();
}
