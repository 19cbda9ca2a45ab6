#!/usr/bin/env node
// Must parse on any Node: a version that is too old is told so in words rather than by a syntax error.
import { existsSync } from 'node:fs';
import module from 'node:module';

const neededVersion = [20, 19];
const builtCli = new URL('../dist/node/cli.js', import.meta.url);

function problem() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < neededVersion[0] || (major === neededVersion[0] && minor < neededVersion[1])) {
    return `Hookbench needs Node ${neededVersion.join('.')} or newer; this is Node ${process.versions.node}.`;
  }
  return existsSync(builtCli) ? null : 'Hookbench has not been built yet. Run `npm run build` in its folder first.';
}

const message = problem();
if (message === null) {
  // From Node 22.1 on: what is compiled is kept in the folder for temporary files, or where NODE_COMPILE_CACHE says.
  module.enableCompileCache?.();
  const { main } = await import(builtCli.href);
  await main(process.argv);
} else {
  console.error(message);
  process.exitCode = 2;
}
