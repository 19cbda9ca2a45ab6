import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { SignatureScheme } from '../../../core/model/index.ts';
import { verifierCode } from '../../../core/signing/lab.ts';
import { csharpHostFor } from '../../core/signing/verifier-code/csharp-host.ts';
import { csharpStandIns } from '../../core/signing/verifier-code/csharp-stand-ins.ts';
import { differentPresets } from '../../core/signing/verifier-code/different-presets.ts';
import { isInstalled, removeFolder, writeFiles } from '../../core/signing/verifier-code/run-verifier.ts';
import { testVerifiers } from './verifier-suite.ts';

const compiler = ['mcs', '-langversion:latest', '-r:System.Core.dll'] as const;

testVerifiers({
  language: 'csharp',
  files: (generated) => [csharpHostFor(generated.find(({ name }) => name === 'Webhook.cs')?.content ?? '')],
  prepare: [...compiler, '-out:verifier.exe', 'Webhook.cs', 'Host.cs'],
  command: ['mono', 'verifier.exe'],
  check: ['mcs', '--version'],
  leavesOut,
});

function leavesOut({ algorithm, bodyFields, items }: SignatureScheme): string | null {
  if (/^(ed25519|ecdsa|rsa)/.test(algorithm)) return 'Mono cannot import public keys';
  return bodyFields !== undefined || items !== undefined ? 'Mono has no System.Text.Json' : null;
}

describe.skipIf(!isInstalled('mcs', '--version'))('the C# verifiers that Mono cannot run', () => {
  const cases = differentPresets('csharp').filter(([, scheme]) => leavesOut(scheme) !== null);

  test.each(cases)('%s: compiles against stand-ins for newer .NET', async (_preset, scheme) => {
    const folder = await writeFiles([...verifierCode(scheme, 'csharp').files.slice(0, 1), csharpStandIns]);
    try {
      const [program, ...args] = compiler;
      const made = spawnSync(program, [...args, '-target:library', 'Webhook.cs', 'StandIns.cs'], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(made.stdout + made.stderr).toBe('');
    } finally {
      await removeFolder(folder);
    }
  });
});
