import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { verifierCode } from '../../../core/signing/lab.ts';
import { differentPresets } from '../../core/signing/verifier-code/different-presets.ts';
import { isInstalled, writeFiles } from '../../core/signing/verifier-code/run-verifier.ts';
import { rustStandIns } from '../../core/signing/verifier-code/rust-stand-ins.ts';

describe.skipIf(!isInstalled('rustc', '--version'))('the Rust verifier', () => {
  test('compiles without a warning against stand-ins for its crates', async () => {
    const crates = Object.entries(rustStandIns);
    const modules = differentPresets('rust').map(([key, scheme]) => ({
      name: `${key}.rs`,
      content: verifierCode(scheme, 'rust').files[0]?.content ?? '',
    }));
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
      await rm(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
