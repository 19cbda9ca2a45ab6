import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { contentSecurityPolicy } from '../../electron/app-assets.ts';
import { callOverPort, engineStatus } from '../support/bridge-page.ts';
import { type LaunchedApp, launchElectronApp, makeTestFolders, type TestFolders } from '../support/electron-app.ts';
import { electronProblem, projectRoot } from '../support/find-electron.ts';

test.skip(electronProblem() !== null, electronProblem() ?? '');

let folders: TestFolders;
let launched: LaunchedApp;

test.beforeAll(async () => {
  folders = await makeTestFolders();
  launched = await launchElectronApp(folders.userData, folders.workspace);
  await engineStatus(launched.page, 'running');
});

test.afterAll(async () => {
  await launched.app.close();
  folders.remove();
});

test('the window keeps every protection on', async () => {
  const preferences = await launched.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // Not in Electron's types, but the only way to read what a window was really made with.
    const read = contents === undefined ? undefined : Reflect.get(contents, 'getLastWebPreferences');
    return typeof read === 'function' ? read.call(contents) : null;
  });
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
  });
  expect(preferences).not.toHaveProperty('experimentalFeatures', true);
  const state = await launched.app.evaluate(({ BrowserWindow, session }) => ({
    windowCount: BrowserWindow.getAllWindows().length,
    isSpellCheckerEnabled: session.defaultSession.isSpellCheckerEnabled(),
  }));
  expect(state).toEqual({ windowCount: 1, isSpellCheckerEnabled: false });
});

test('the page has no Node and only the bridge', async () => {
  const found = await launched.page.evaluate(() => ({
    require: typeof Reflect.get(globalThis, 'require'),
    process: typeof Reflect.get(globalThis, 'process'),
    module: typeof Reflect.get(globalThis, 'module'),
    buffer: typeof Reflect.get(globalThis, 'Buffer'),
    electron: typeof Reflect.get(globalThis, 'electron'),
    bridge: Object.keys(Reflect.get(globalThis, 'hookbench')).sort(),
    isFrozen: Reflect.set(globalThis, 'hookbench', null),
  }));
  expect(found).toEqual({
    require: 'undefined',
    process: 'undefined',
    module: 'undefined',
    buffer: 'undefined',
    electron: 'undefined',
    bridge: [
      'kind',
      'newWorkspace',
      'onCommand',
      'onEngineState',
      'openExample',
      'openExternal',
      'openWorkspace',
      'platform',
      'requestEnginePort',
      'restartEngine',
      'setTheme',
      'setTitle',
      'showInFolder',
    ],
    isFrozen: false,
  });
});

test('every answer carries the content security policy, and it forbids inline scripts and other hosts', async () => {
  const answers = await launched.page.evaluate(async () => {
    const page = await fetch('/');
    const missing = await fetch('/no-such-file.js');
    return {
      page: page.headers.get('content-security-policy'),
      missing: { status: missing.status, policy: missing.headers.get('content-security-policy') },
    };
  });
  expect(answers).toEqual({
    page: contentSecurityPolicy,
    missing: { status: 404, policy: contentSecurityPolicy },
  });
  const attempts = await launched.page.evaluate(async () => {
    const script = Reflect.get(globalThis, 'document').createElement('script');
    script.textContent = 'globalThis.inlineRan = true';
    Reflect.get(globalThis, 'document').body.append(script);
    const elsewhere = await fetch('https://example.com/').then(
      () => 'answered',
      () => 'refused',
    );
    return { inlineRan: Reflect.get(globalThis, 'inlineRan') ?? false, elsewhere };
  });
  expect(attempts).toEqual({ inlineRan: false, elsewhere: 'refused' });
});

test('the app itself breaks none of its rules', async () => {
  const complaints: string[] = [];
  launched.page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  launched.page.on('pageerror', (error) => complaints.push(error.message));
  await launched.page.reload();
  await expect(launched.page.getByRole('main')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('paths that leave the folder of the page are refused', async () => {
  const statuses = await launched.page.evaluate(async () => {
    const paths = ['/..%2fpackage.json', '/%2e%2e%2f%2e%2e%2fpackage.json', '/assets/..%5c..%5cpackage.json', '/%00'];
    return Promise.all(paths.map(async (path) => (await fetch(path)).status));
  });
  expect(statuses).toEqual([403, 403, 403, 403]);
});

test('the page cannot navigate away, open windows or embed pages', async () => {
  const address = launched.page.url();
  const opened = await launched.page.evaluate(() => Reflect.get(globalThis, 'open')('https://example.com/') === null);
  expect(opened).toBe(true);
  await launched.page.evaluate(() => {
    Reflect.get(globalThis, 'location').href = 'https://example.com/';
    const frame = Reflect.get(globalThis, 'document').createElement('iframe');
    frame.src = 'https://example.com/';
    Reflect.get(globalThis, 'document').body.append(frame);
  });
  // A round trip through main: whatever the navigation would do has been decided by then.
  const addresses = await launched.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((c) => c.getURL()),
  );
  expect(addresses).toEqual([address]);
  expect(launched.page.url()).toBe(address);
  expect(launched.page.frames().map((frame) => frame.url())).not.toContain('https://example.com/');
});

test('permissions are denied, all but copying text', async () => {
  const permissions = await launched.page.evaluate(async () => {
    const media = Reflect.get(globalThis, 'navigator').mediaDevices;
    const camera = await media.getUserMedia({ video: true }).then(
      () => 'granted',
      (error: Error) => error.name,
    );
    const notification = await Reflect.get(globalThis, 'Notification').requestPermission();
    const clipboard = await Reflect.get(globalThis, 'navigator')
      .permissions.query({ name: 'clipboard-read' })
      .then((status: { state: string }) => status.state);
    return { camera, notification, clipboard };
  });
  expect(permissions).toEqual({
    camera: expect.stringMatching(/NotAllowed|NotFound/),
    notification: 'denied',
    clipboard: 'denied',
  });
});

test('only the page itself is answered, and only https pages are opened after a click', async () => {
  // A second page of the app's own preload, but at another address: as a frame gone astray would be.
  const answer = await launched.app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const stray = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true },
      });
      await stray.loadURL('data:text/html,<p>stray</p>');
      const result = await stray.webContents.executeJavaScript(
        "hookbench.setTitle('taken over').then(() => 'accepted', (error) => error.message)",
      );
      stray.destroy();
      return result;
    },
    join(projectRoot, 'dist/preload/preload.cjs'),
  );
  expect(answer).toBe('Only the page of the app may ask the host for this.');

  const refusals = await launched.page.evaluate(async () => {
    const bridge = Reflect.get(globalThis, 'hookbench');
    const reasonOf = (promise: Promise<unknown>) =>
      promise.then(
        () => 'accepted',
        (error: Error) => error.message,
      );
    return {
      theme: await reasonOf(bridge.setTheme('purple')),
      title: await reasonOf(bridge.setTitle(42)),
    };
  });
  expect(refusals).toEqual({ theme: 'A theme is light, dark or system.', title: 'A title is text.' });
});

test('external pages need https and a click or a key press', async () => {
  const opened = launched.app.evaluate(
    ({ shell }) =>
      new Promise((resolve) => {
        // The one thing replaced: a real browser must not open.
        shell.openExternal = async (url) => resolve(url);
      }),
  );
  // Not by the page's own evaluate, which counts as a user's action.
  const tryToOpen = (url: string): Promise<string> =>
    launched.app.evaluate(
      ({ BrowserWindow }, address) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          `hookbench.openExternal('${address}').then(() => 'opened', (error) => error.message)`,
        ),
      url,
    );
  await launched.page.reload();
  expect(await tryToOpen('https://example.com/')).toMatch(/only after a click or a key press/);
  await launched.page.mouse.click(5, 5);
  expect(await tryToOpen('http://example.com/')).toBe('Only https pages are opened.');
  expect(await tryToOpen('file:///etc/hosts')).toBe('Only https pages are opened.');
  expect(await tryToOpen('https://example.com/')).toBe('opened');
  expect(await opened).toBe('https://example.com/');
});

test('the page is isolated from other origins, so that it may share memory with its worker', async () => {
  expect(await launched.page.evaluate(() => Reflect.get(globalThis, 'crossOriginIsolated'))).toBe(true);
});

test('native menu items reach the page', async () => {
  const menu = await launched.app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).map((item) => ({
      label: item.label,
      ids: item.submenu?.items.map((entry) => entry.id).filter((id) => id !== undefined && id !== null),
    })),
  );
  expect(menu.map((section) => section.label)).toEqual(['File', 'Edit', 'View', 'Run', 'Help']);
  expect(menu.flatMap((section) => section.ids ?? [])).toEqual(
    expect.arrayContaining(['workspace.open', 'workspace.new', 'run.start', 'palette.open']),
  );
  const heard = launched.page.evaluate(
    () => new Promise((resolve) => Reflect.get(globalThis, 'hookbench').onCommand(resolve)),
  );
  // The listener is in place once a later evaluation has answered.
  await launched.page.evaluate(() => undefined);
  await launched.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('run.start')?.click());
  expect(await heard).toBe('run.start');
});

test('secrets go to the keychain only where it protects something', async () => {
  const backend = await launched.app.evaluate(({ safeStorage }) =>
    process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'system',
  );
  const answer = await callOverPort(launched.page, 'workspace.get');
  const expected = backend === 'basic_text' || backend === 'unknown' ? 'file' : 'keychain';
  expect(answer).toMatchObject({ kind: 'result', output: { secretStorage: { kind: expected } } });
});

test('a killed engine is told in the window, and a restart brings it back on the same workspace', async () => {
  const exited = engineStatus(launched.page, 'exited');
  const pid = await launched.app.evaluate(
    ({ app }) => app.getAppMetrics().find((process) => process.name === 'Hookbench engine')?.pid,
  );
  if (pid === undefined) throw new Error('no engine process');
  process.kill(pid, 'SIGKILL');
  const message = await exited;
  expect(message).toMatch(/^The engine stopped unexpectedly/);
  await expect(launched.page.getByText(message ?? '')).toBeVisible();

  await launched.page.evaluate(() => Reflect.get(globalThis, 'hookbench').restartEngine());
  await engineStatus(launched.page, 'running');
  const answer = await callOverPort(launched.page, 'workspace.get');
  expect(answer).toMatchObject({ kind: 'result', output: { path: folders.workspace } });
});

test.describe('starting', () => {
  let own: TestFolders;
  test.beforeEach(async () => {
    own = await makeTestFolders();
  });
  test.afterEach(() => own.remove());

  test('the first start opens a copy of the example, the next one the last workspace and window place', async () => {
    const first = await launchElectronApp(own.userData, null);
    await engineStatus(first.page, 'running');
    const opened = await callOverPort(first.page, 'workspace.get');
    expect(opened.output?.path).toBe(join(own.userData, 'workspaces/customer-webhooks'));
    await first.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 50, width: 1000, height: 650 }),
    );
    await first.app.close();
    expect(readdirSync(own.userData)).toContain('host.json');

    const second = await launchElectronApp(own.userData, null);
    await engineStatus(second.page, 'running');
    expect((await callOverPort(second.page, 'workspace.get')).output?.path).toBe(opened.output?.path);
    const size = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
    expect(size).toMatchObject({ width: 1000, height: 650 });
    await second.app.close();
  });

  test('a workspace that is gone is named in the window, and another one can be opened', async () => {
    rmSync(own.workspace, { recursive: true });
    const { app, page } = await launchElectronApp(own.userData, own.workspace);
    const message = await engineStatus(page, 'exited');
    expect(message).toContain(own.workspace);
    expect(message).toContain('is not a Hookbench workspace');
    // The page starts afresh on the other workspace, so it cannot hear the answer.
    const reloaded = page.waitForEvent('domcontentloaded');
    await page.evaluate(() => void Reflect.get(globalThis, 'hookbench').openExample());
    await reloaded;
    await engineStatus(page, 'running');
    expect((await callOverPort(page, 'workspace.get')).output?.path).toContain(own.userData);
    await app.close();
  });

  test('a new workspace is made in the folder chosen in the dialog, and opened', async () => {
    const { app, page } = await launchElectronApp(own.userData, own.workspace);
    await engineStatus(page, 'running');
    const folder = join(own.userData, 'fresh');
    mkdirSync(folder);
    // The one thing replaced: nobody is there to answer the system's dialog.
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
    }, folder);
    const reloaded = page.waitForEvent('domcontentloaded');
    await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('workspace.new')?.click());
    await reloaded;
    await engineStatus(page, 'running');
    expect((await callOverPort(page, 'workspace.get')).output).toMatchObject({ path: folder, name: 'fresh' });
    expect(JSON.parse(readFileSync(join(folder, 'hookbench.json'), 'utf8'))).toMatchObject({ name: 'fresh' });
    expect(readdirSync(join(folder, 'environments'))).toEqual(['development.json']);
    await app.close();
  });

  test('a second start on the same data folder gives way to the first', async () => {
    const { app, page } = await launchElectronApp(own.userData, own.workspace);
    await engineStatus(page, 'running');
    const heard = app.evaluate(
      ({ app: running }) => new Promise((resolve) => running.once('second-instance', () => resolve('told'))),
    );
    await expect(launchElectronApp(own.userData, own.workspace)).rejects.toThrow();
    expect(await heard).toBe('told');
    await app.close();
  });
});
