import { basename } from 'node:path';
import { type BrowserWindow, dialog, type Session } from 'electron';

/** Electron asks where a file goes that the page hands over, and says nothing when it cannot be written there: this does. */
export function tellOfFailedSaves(session: Session, window: BrowserWindow): void {
  session.on('will-download', (_event, item) => {
    item.once('done', (_done, state) => {
      // Cancelled is what the user chose.
      if (state !== 'interrupted' || window.isDestroyed()) return;
      const path = item.getSavePath();
      void dialog.showMessageBox(window, {
        type: 'error',
        message: `${basename(path === '' ? item.getFilename() : path)} could not be saved.`,
        detail: `${path} could not be written. Save it again, to another folder or under another name.`,
      });
    });
  });
}
