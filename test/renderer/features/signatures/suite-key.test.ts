import { expect, it } from 'vitest';
import type { SignatureAlgorithm } from '../../../../core/contract/index.ts';
import type { LabScheme } from '../../../../renderer/features/signatures/scheme-groups.ts';
import { suiteKey, verifiesByOther } from '../../../../renderer/features/signatures/suite-key.ts';
import type { App } from '../../../../renderer/stores/app.ts';
import { createDocumentsStore, loadedDocuments } from '../../../../renderer/stores/documents.ts';

const documents = createDocumentsStore();
documents.setState(
  loadedDocuments([
    {
      kind: 'environment',
      key: 'development',
      revision: 1,
      value: { name: 'Development', variables: { prod_key: 'k-1' }, secrets: [] },
    },
  ]),
  true,
);
const app = { documents } as unknown as Pick<App, 'engine' | 'documents'>;

// Only the id and the algorithm decide.
const lab = (id: string, algorithm: SignatureAlgorithm) => ({ id, scheme: { algorithm } }) as LabScheme;
const verifying = (preset: string) =>
  ({ scheme: { preset }, key: '{{ vars.prod_key }}', onFailure: 'reject' }) as const;

it('the suite signs with the key that the receiver verifies with', async () => {
  expect(await suiteKey(app, 'development', verifying('stripe'), lab('stripe', 'hmac-sha256'))).toBe('k-1');
});

it('not by another scheme, not with a public key, and not where nothing is verified', async () => {
  expect(await suiteKey(app, 'development', verifying('stripe'), lab('slack', 'hmac-sha256'))).toBeNull();
  expect(await suiteKey(app, 'development', verifying('discord'), lab('discord', 'ed25519'))).toBeNull();
  expect(await suiteKey(app, 'development', null, lab('stripe', 'hmac-sha256'))).toBeNull();
});

it('a receiver that verifies by another scheme is known', () => {
  expect(verifiesByOther(verifying('stripe'), lab('slack', 'hmac-sha256'))).toBe(true);
  expect(verifiesByOther(verifying('stripe'), lab('stripe', 'hmac-sha256'))).toBe(false);
  expect(verifiesByOther(null, lab('stripe', 'hmac-sha256'))).toBe(false);
});
