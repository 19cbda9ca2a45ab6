import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { type SignatureScheme, verifierLanguages } from '../../../../core/model/index.ts';
import { schemePresets } from '../../../../core/signing/index.ts';
import { verifierCode } from '../../../../core/signing/lab.ts';
import { differentPresets } from './different-presets.ts';

const presets = differentPresets();

describe('the code of every language', () => {
  test.each(verifierLanguages)('%s: names the scheme, keeps the raw body, and leaves nothing unfilled', (language) => {
    for (const [, scheme] of presets) {
      const { files, refusal, run } = verifierCode(scheme, language);
      if (refusal !== null) {
        expect(files).toEqual([]);
        continue;
      }
      expect(run).not.toBe('');
      const all = files.map(({ content }) => content).join('\n');
      expect(all).toContain(scheme.name);
      expect(all).not.toMatch(/\[object|NaN|(?<!=)= undefined|"undefined"/);
      for (const { content } of files) {
        expect(content).toMatch(/[^\n]\n$/);
        expect(content).not.toMatch(/[ \t]\n/);
      }
    }
  });

  test("cannot be broken out of by a scheme of one's own", () => {
    const scheme: SignatureScheme = {
      ...(schemePresets['github-sha256'] as SignatureScheme),
      name: '*/ evil(); // """ ?> \n\'\n evil()',
      headers: [{ name: 'x-evil', value: 'a\'"\\={signature}' }],
      signedContent: '\'"\\\n{body}',
    };
    for (const language of verifierLanguages) {
      for (const { content } of verifierCode(scheme, language).files) expect(content).not.toMatch(/^\s*evil\(\)/m);
    }
    const [module] = verifierCode(scheme, 'node').files;
    const run = spawnSync(process.execPath, ['--input-type=module'], {
      input: module?.content ?? '',
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('');
    expect(module?.content).toContain(JSON.stringify('a\'"\\='));
  });

  test('says plainly for which schemes there is none', () => {
    expect(verifierCode(schemePresets['adyen-standard'] as SignatureScheme, 'node').refusal).toContain(
      'each item of a batch',
    );
    expect(verifierCode(schemePresets.mailgun as SignatureScheme, 'go').refusal).toContain('in the body');
    expect(verifierCode(schemePresets.discord as SignatureScheme, 'csharp').refusal).toContain('no Ed25519');
  });
});
