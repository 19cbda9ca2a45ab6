import { expect, test } from 'vitest';
import { withNamesIsolated } from '../../../renderer/ui/isolated-names.ts';

test.each([
  ['“Acme” could not start.', '“Acme” could not start.'],
  ['“אקמה” could not start, "Acme" could.', '“\u2068אקמה\u2069” could not start, "Acme" could.'],
  // An override would turn all that follows it.
  ['There is no workflow "a\u202eb". It has: c.', 'There is no workflow "\u2068a\u202eb\u2069". It has: c.'],
  ['Nothing is quoted: אקמה', 'Nothing is quoted: אקמה'],
])('%j', (sentence, shown) => {
  expect(withNamesIsolated(sentence)).toBe(shown);
});
