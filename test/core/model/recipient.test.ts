import { expect, test } from 'vitest';
import { type RecipientReference, readRecipientKey, recipientKey } from '../../../core/model/index.ts';

test.each<RecipientReference>([
  'ada',
  'user:ada',
  { collection: 'projects', id: 'acme' },
  { collection: 'user:x', id: 'a b' },
  { collection: '$tenants', id: 'north' },
])('the key of %j is read as it was written', (recipient) => {
  expect(readRecipientKey(recipientKey(recipient))).toEqual(recipient);
});

test.each(['', 'ada', 'user:', 'user: ', '/', 'a/', '/b', ' /b', 'a/b/c', 'user:a/b/c', 'a/\0'])(
  '%j is no key',
  (text) => {
    expect(readRecipientKey(text)).toBeNull();
  },
);
