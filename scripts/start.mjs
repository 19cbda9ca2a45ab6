// Builds what is stale, then opens the desktop app, or says why it cannot and serves the same app in the browser.
// Arguments: --browser (no window), --no-sandbox (as root on Linux); the rest goes to `hookbench serve`.
import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildStale, projectRoot } from './build-targets.mjs';
import { displayProblem, obtainElectron, rootProblem } from './electron-runtime.mjs';

const args = process.argv.slice(2);
/** An app that ends this soon and with an error never showed its window. */
const earlyExitMs = 10_000;

await buildStale();
const problem = await tryDesktop();
if (problem !== null) {
  console.log(`Opening in the browser, because ${problem}.`);
  await serveInBrowser();
}

/** Why there is no window, or null when there was one. */
async function tryDesktop() {
  if (args.includes('--browser')) return 'that was asked for';
  const hostProblem = displayProblem() ?? rootProblem(args);
  if (hostProblem !== null) return hostProblem;
  const electron = await obtainElectron();
  if (electron.program === undefined) return electron.reason;

  const startedAt = performance.now();
  const switches = args.includes('--no-sandbox') ? ['--no-sandbox'] : [];
  const { exitCode, errors } = await runForeground(electron.program, [...switches, projectRoot]);
  if (exitCode === 0) return null;
  if (performance.now() - startedAt > earlyExitMs) {
    process.exitCode = exitCode;
    return null;
  }
  if (/sandbox/i.test(errors)) return "this system does not let Chromium's sandbox start";
  return `Electron ended at once (exit code ${exitCode})`;
}

async function serveInBrowser() {
  const { dataFolderOf, startWorkspace, userDataFolder } = await import(
    pathToFileURL(join(projectRoot, 'dist/node/workspace-folders.js')).href
  );
  const userData = process.env.HOOKBENCH_USER_DATA || userDataFolder(process.platform, process.env, homedir());
  const rest = args.filter((argument) => argument !== '--browser' && argument !== '--no-sandbox');
  const workspace =
    process.env.HOOKBENCH_WORKSPACE ||
    (await startWorkspace(userData, join(projectRoot, 'examples/customer-webhooks')));
  const folders = ['--workspace', workspace, '--data', dataFolderOf(userData, workspace)];
  const { exitCode } = await runForeground(process.execPath, [
    join(projectRoot, 'dist/node/cli.js'),
    'serve',
    ...(rest.includes('--workspace') ? [] : folders),
    ...rest,
  ]);
  process.exitCode = exitCode;
}

/** Runs a program on this terminal until it ends; what it writes to stderr is shown and kept. */
function runForeground(program, programArgs) {
  return new Promise((resolve) => {
    const child = spawn(program, programArgs, { cwd: projectRoot, stdio: ['inherit', 'inherit', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      errors = (errors + chunk).slice(-20_000);
      process.stderr.write(chunk);
    });
    // The terminal sends Ctrl+C to both; this process waits for the other one to finish its writing.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', (error) => resolve({ exitCode: 127, errors: error.message }));
    child.on('close', (code) => resolve({ exitCode: code ?? 0, errors }));
  });
}
