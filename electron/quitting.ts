import { app } from 'electron';

/** Lets something finish before the app is gone. The second `quit` passes through. */
export function stopBeforeQuit(stop: () => Promise<void>): void {
  let isStopped = false;
  app.on('before-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    void stop().finally(() => {
      isStopped = true;
      app.quit();
    });
  });
  app.on('window-all-closed', () => app.quit());
}
