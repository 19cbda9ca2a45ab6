import type { EngineClient, Receiver } from '../../../core/contract/index.ts';

interface Place {
  environment: string;
  /** Of the workspace's webhooks. */
  collection: string;
}

/** Webhooks of one address that are looked through. */
const lookedAt = 50;

/**
 * What a previous key of a receiver begins as: where the key of a webhook that calls it is being replaced, the reference to its
 * old one. Else the key in use now, which is the one that is about to be replaced.
 */
export async function suggestedPreviousKey(
  engine: Pick<EngineClient, 'call'>,
  { environment, collection }: Place,
  { port, path }: Pick<Receiver, 'port' | 'path'>,
  key: string,
): Promise<string> {
  const query = { environment, collection, search: `:${port}${path}`, after: null, limit: lookedAt };
  const { entries } = await engine.call('objects.list', query);
  for (const { properties } of entries) {
    const { signing_key: current, previous_signing_key: previous } = properties;
    if (current === key.trim() && typeof previous === 'string' && previous.trim() !== '') return previous;
  }
  return key;
}
