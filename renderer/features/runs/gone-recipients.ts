import {
  type EngineClient,
  exactRecipients,
  type ObjectReference,
  parseRecipientKey,
  type RecipientReference,
  type RunRecord,
  type RunRequest,
  recipientKey,
  type TriggerRecipient,
} from '../../../core/contract/index.ts';
import { plainReference, recipientText } from './recipient-text.ts';

/** A recipient of an old run that its environment does not have any more. */
export type GoneRecipient = {
  /** As `recipientText` writes it. */
  recipient: string;
  /** What it was called in that run. */
  name: string;
  /** The only one of its collection that is called so now: most likely it was given another id. Null = there is none. */
  meant: string | null;
};

/** Asked about at most; a run of more is a list of its own. */
const askedLimit = 20;
const rowLimit = 500;

/** Those whom a run was for that are gone, each with whom it may be now. */
export async function findGoneRecipients(
  engine: Pick<EngineClient, 'call'>,
  run: Pick<RunRecord, 'id' | 'trigger'>,
): Promise<GoneRecipient[]> {
  const { environment } = run.trigger;
  const references = exactRecipients(run.trigger)
    .flatMap((recipient) => plainReference(recipient) ?? [])
    .slice(0, askedLimit);
  const found = await Promise.all(references.map((reference) => isThere(engine, environment, reference)));
  const gone = references.filter((_, index) => found[index] === false);
  if (gone.length === 0) return [];
  const { rows } = await engine.call('runs.recipients', { runId: run.id, fromOrdinal: 0, limit: rowLimit });
  return Promise.all(
    gone.map(async (reference) => {
      const recipient = recipientKey(reference);
      const id = typeof reference === 'string' ? reference : reference.id;
      const name = rows.find((row) => row.recipient === recipient)?.displayName ?? id;
      const meant = typeof reference === 'string' ? null : await calledSo(engine, environment, reference, name);
      return { recipient, name, meant };
    }),
  );
}

/** The recipients of a set-up with one in the place of another, each once. */
export function withRecipientReplaced(setup: RunRequest, from: string, to: string): TriggerRecipient[] {
  const replaced = exactRecipients(setup).map((recipient) =>
    recipientText(recipient) === from ? parseRecipientKey(to) : recipient,
  );
  return [...new Map(replaced.map((recipient) => [recipientText(recipient), recipient])).values()];
}

async function isThere(
  engine: Pick<EngineClient, 'call'>,
  environment: string,
  reference: RecipientReference,
): Promise<boolean> {
  const record =
    typeof reference === 'string'
      ? await engine.call('users.get', { environment, id: reference })
      : await engine.call('objects.get', { environment, object: reference });
  return record !== null;
}

async function calledSo(
  engine: Pick<EngineClient, 'call'>,
  environment: string,
  { collection }: ObjectReference,
  name: string,
): Promise<string | null> {
  const query = { environment, collection, search: name, after: null, limit: 20 };
  const { entries } = await engine.call('objects.list', query);
  const [only, ...others] = entries.filter(({ properties }) => properties.name === name);
  return only === undefined || others.length > 0 ? null : recipientKey({ collection, id: only.id });
}
