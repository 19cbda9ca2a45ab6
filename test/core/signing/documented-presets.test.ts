import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { presetList, unsignedSenders } from '../../../core/signing/index.ts';

// The formatter pads the columns of tables.
const page = readFileSync(new URL('../../../docs/signature-schemes.md', import.meta.url), 'utf8').replaceAll(
  / +/g,
  ' ',
);
const words = {
  'published-vector': 'published answer',
  'vendor-code': "vendor's code",
  'vendor-page': "vendor's page",
  documentation: 'documentation',
};

it('documents every preset with its source and how it was confirmed', () => {
  for (const { key, scheme, confirmedBy } of presetList) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${key}\` |`)) ?? '';
    expect(row).toContain(`| ${scheme.name} | ${scheme.algorithm} |`);
    expect(row).toContain(`| ${words[confirmedBy]} | [page](${scheme.source}) |`);
  }
});

it('documents every sender that does not sign', () => {
  for (const { name } of unsignedSenders) expect(page).toContain(`| ${name} | `);
  for (const { source } of unsignedSenders) expect(page).toContain(`[page](${source})`);
});
