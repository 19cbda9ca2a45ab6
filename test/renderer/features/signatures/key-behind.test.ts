import { expect, it } from 'vitest';
import { keyBehind } from '../../../../renderer/features/signatures/key-behind.ts';
import type { App } from '../../../../renderer/stores/app.ts';
import { createDocumentsStore, loadedDocuments } from '../../../../renderer/stores/documents.ts';

const documents = createDocumentsStore();
documents.setState(
  loadedDocuments([
    {
      kind: 'environment',
      key: 'development',
      revision: 1,
      value: { name: 'Development', variables: { plain: 'p-1' }, secrets: ['hidden'] },
    },
  ]),
  true,
);
const engine = {
  call: async (_name: string, { name }: { name: string }) => ({ value: name === 'hidden' ? 's-1' : null }),
};
// Of the engine only `secrets.reveal` is asked.
const app = { documents, engine } as unknown as Pick<App, 'engine' | 'documents'>;

it.each([
  ['a key that is written out', 'whsec_abc', 'whsec_abc'],
  ['a variable', '{{ vars.plain }}', 'p-1'],
  ['a secret', '{{vars.hidden}}', 's-1'],
  ['a name without a value', '{{ vars.none }}', null],
  ['a property of the recipient', '{{ recipient.signing_key }}', null],
  ['more than a reference', 'a{{ vars.plain }}', null],
  ['nothing', ' ', null],
])('finds the key behind %s', async (_name, text, expected) => {
  expect(await keyBehind(app, 'development', text)).toBe(expected);
});
