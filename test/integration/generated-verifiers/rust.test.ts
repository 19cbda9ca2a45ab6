import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifierCode } from '../../../core/signing/lab.ts';
import { differentPresets } from '../../core/signing/verifier-code/different-presets.ts';
import { isInstalled, removeFolder, startCommand, writeFiles } from '../../core/signing/verifier-code/run-verifier.ts';
import { cargoProject, missingCrates, rustRefusal } from '../../core/signing/verifier-code/rust-crates.ts';
import { rustHost } from '../../core/signing/verifier-code/rust-host.ts';
import { rustStandIns } from '../../core/signing/verifier-code/rust-stand-ins.ts';
import { testVerifiers } from './verifier-suite.ts';

const refusal = rustRefusal();
const verifiers = differentPresets('rust').map(([preset, scheme]) => {
  const { files, dependencies } = verifierCode(scheme, 'rust');
  return { preset, scheme, verifier: files[0]?.content ?? '', dependencies };
});

/** Names the crates that are not on this machine; null = the preset's verifier is built and run. */
function whyNotRun(preset: string): string | null {
  const missing = missingCrates(verifiers.find((each) => each.preset === preset)?.dependencies ?? []);
  return missing.length === 0 ? null : `not on this machine: ${missing.join(', ')}`;
}

describe.skipIf(refusal !== null)(`with real crates${refusal === null ? '' : `: not run, ${refusal}`}`, () => {
  const built = verifiers.filter(({ preset }) => whyNotRun(preset) === null);
  let folder = '';

  // One program holds all verifiers: the crates are built once.
  beforeAll(async () => {
    folder = await writeFiles([
      ...cargoProject(built.flatMap(({ dependencies }) => dependencies)),
      ...built.map(({ preset, verifier }) => ({ name: `src/${preset}.rs`, content: verifier })),
      { name: 'src/main.rs', content: rustHost(built) },
    ]);
    const made = spawnSync('cargo', ['build', '--quiet', '--offline'], { cwd: folder, encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
  }, 240_000);
  afterAll(() => removeFolder(folder));

  testVerifiers({
    language: 'rust',
    start: (preset, secrets) => startCommand([join(folder, 'target/debug/host'), preset], { secrets, folder }),
    check: ['cargo', '--version'],
    leavesOut: (scheme) => whyNotRun(verifiers.find((each) => each.scheme === scheme)?.preset ?? ''),
  });

  for (const { preset } of verifiers) {
    const reason = whyNotRun(preset);
    if (reason !== null) test.skip(`${preset}: only compiled against stand-ins (${reason})`, () => {});
  }
});

describe.skipIf(!isInstalled('rustc', '--version'))('the Rust verifier', () => {
  test('compiles without a warning against stand-ins for its crates', async () => {
    const crates = Object.entries(rustStandIns);
    const modules = verifiers.map(({ preset, verifier }) => ({ name: `${preset}.rs`, content: verifier }));
    const folder = await writeFiles([
      ...crates.map(([name, content]) => ({ name: `${name}.rs`, content })),
      ...modules,
    ]);
    const compile = (file: string, name: string, ...rest: string[]) =>
      spawnSync('rustc', ['--edition', '2021', '--crate-type', 'lib', '--crate-name', name, '-L', '.', ...rest, file], {
        cwd: folder,
        encoding: 'utf8',
      });
    try {
      for (const [name] of crates) expect(compile(`${name}.rs`, name).stderr).toBe('');
      const uses = crates.flatMap(([name]) => ['--extern', `${name}=lib${name}.rlib`]);
      for (const { name } of modules) {
        const checked = compile(name, 'webhook', '--emit=metadata', '-D', 'warnings', ...uses);
        expect(checked.stderr, name).toBe('');
      }
    } finally {
      await removeFolder(folder);
    }
  }, 120_000);
});
