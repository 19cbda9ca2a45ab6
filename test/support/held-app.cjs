// The built app as Electron's own starter begins it, but held back before its first window until `releaseApp()` is called.
// A page that navigates for the first time while Playwright connects is waited for without end, and on a slow machine that
// is what happens. CommonJS, as the app's main file is: some calls must come before Electron is ready.
const { join, resolve } = require('node:path');
const { app } = require('electron');

const root = resolve(__dirname, '../..');
const { productName, version, main } = require(join(root, 'package.json'));
app.setName(productName);
app.setVersion(version);
app.setAppPath(root);

const isElectronReady = app.whenReady();
const isReleased = new Promise((release) => {
  globalThis.releaseApp = release;
});
app.whenReady = () => isReleased.then(() => isElectronReady);

require(join(root, main));
