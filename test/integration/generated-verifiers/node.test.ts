import { expect, test } from 'vitest';
import { refusedPresets, testVerifiers } from './verifier-suite.ts';

testVerifiers({
  language: 'node',
  command: [process.execPath, 'server.mjs'],
  check: [process.execPath, '--version'],
});

test('there is code for every preset', () => {
  expect(refusedPresets('node')).toEqual([]);
});
