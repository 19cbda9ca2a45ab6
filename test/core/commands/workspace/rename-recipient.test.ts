import { expect, it } from 'vitest';
import type { EngineContext } from '../../../../core/commands/engine-context.ts';
import { renameRecipient } from '../../../../core/commands/workspace/rename-recipient.ts';
import type { Rename, Scenario } from '../../../../core/contract/index.ts';

const environment = 'development';
const acme = { collection: 'projects', id: 'acme' };
const scenario = { environment, recipients: [acme], actor: null, expectations: [] } as unknown as Scenario;

/** A workspace of two scenarios, of which one cannot be written. */
function contextThatRefuses(key: string): { context: EngineContext; steps: string[] } {
  const steps: string[] = [];
  const documents = ['first', 'second'].map((each) => ({ kind: 'scenario', key: each, value: scenario }));
  const data = {
    object: ({ id }: { id: string }) => (id === 'acme' ? { ...acme, properties: {} } : null),
    renameRecipient: async ({ id }: { id: string }, to: string) => void steps.push(`data ${id} -> ${to}`),
  };
  const workspace = {
    data: () => data,
    documents: () => documents,
    put: async (_kind: string, each: string, { recipients: [recipient] }: Scenario) => {
      steps.push(`${each} names ${typeof recipient === 'string' ? recipient : recipient?.id}`);
      if (each === key) throw new Error('The disk is full.');
    },
  };
  const tell = (name: string, { from, to }: Rename) => steps.push(`${name} ${from} -> ${to}`);
  const session = { noteRenamed: () => undefined };
  return { context: { workspace, session, events: { emit: tell } } as unknown as EngineContext, steps };
}

it('what was written is put back when a scenario is refused, and windows go back to the old id', async () => {
  const { context, steps } = contextThatRefuses('second');
  await expect(renameRecipient(context, { environment, recipient: acme, id: 'acme-inc' })).rejects.toThrow('full');
  expect(steps).toEqual([
    'documents.renamed acme -> acme-inc',
    'data acme -> acme-inc',
    'first names acme-inc',
    'second names acme-inc',
    'first names acme',
    'data acme-inc -> acme',
    'documents.renamed acme-inc -> acme',
  ]);
});
