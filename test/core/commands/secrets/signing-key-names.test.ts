import { expect, it } from 'vitest';
import { signingKeyName } from '../../../../core/commands/secrets/signing-key-names.ts';

it.each([
  ['prod-hook', 'signing_key', 'prod_hook_signing_key'],
  ['3rd party', 'signing_key', '_3rd_party_signing_key'],
  ['café', 'signing_key', 'caf__signing_key'],
  ['東京支店', 'signing_key', 'signing_key'],
])('the key of %s is called after it, as far as a variable can be', (id, property, name) => {
  expect(signingKeyName(id, property)).toBe(name);
});
