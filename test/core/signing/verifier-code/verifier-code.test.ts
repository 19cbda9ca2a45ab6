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
      expect(all).not.toMatch(/\[object|\bNaN|(?<!=)= undefined|"undefined"/);
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

  test('is there for every preset, in every language', () => {
    for (const language of verifierLanguages) {
      for (const [key, scheme] of Object.entries(schemePresets)) {
        expect(verifierCode(scheme, language).refusal, `${key} in ${language}`).toBeNull();
      }
    }
    expect(verifierCode(schemePresets.discord as SignatureScheme, 'csharp').dependencies).toEqual([
      'NSec.Cryptography',
    ]);
  });

  test('says plainly for which schemes there is none', () => {
    const github = schemePresets['github-sha256'] as SignatureScheme;
    const twice = { ...github, headers: [...github.headers, { name: 'x-other', value: '{signature}' }] };
    expect(verifierCode(twice, 'node').refusal).toContain('signatures in several places');
    const counted = { ...github, signedContent: '{body}{json:items.0.id}' };
    expect(verifierCode(counted, 'go').refusal).toContain('single elements of lists');
    const unusable = { ...github, signedContent: '' };
    expect(verifierCode(unusable, 'rust').refusal).toContain('cannot be used');
  });
});
