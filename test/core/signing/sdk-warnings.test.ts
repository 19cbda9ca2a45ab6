import { expect, it } from 'vitest';
import { presetList, presetWarnings, type SdkWarning, sdkWarnings } from '../../../core/signing/index.ts';
import manifest from '../../../package.json' with { type: 'json' };

const installed: Readonly<Record<string, string>> = { ...manifest.dependencies, ...manifest.devDependencies };
const entries = Object.entries(sdkWarnings as Record<string, SdkWarning>);

it.each(entries)('%s names packages at the versions that the interop tests run, or pages', (_code, { sources }) => {
  for (const source of sources) {
    const [, name = '', version = ''] = /^npm (\S+) (\S+)$/.exec(source) ?? [];
    if (name === '') expect(source).toMatch(/^https:\/\//);
    else expect(installed[name], source).toBe(version);
  }
});

it('names a source for every warning of every preset', () => {
  for (const preset of presetList) {
    for (const { code, sources } of presetWarnings(preset)) {
      expect(sources.length, `${preset.key} ${code}`).toBeGreaterThan(0);
      for (const source of sources) expect(source, `${preset.key} ${code}`).toMatch(/^(?:npm \S+|https?:\/\/)/);
    }
  }
});

it("does not prove a vendor's habit with another vendor's package", () => {
  const slack = presetList.find(({ key }) => key === 'slack');
  if (slack === undefined) throw new Error('There is a preset for Slack.');
  expect(presetWarnings(slack).find(({ code }) => code === 'past-only')?.sources).toEqual(['npm @slack/bolt 5.1.0']);
});
