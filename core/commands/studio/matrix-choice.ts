import { CommandError } from '../../contract/errors.ts';
import { isSampleChosen, type SampleChoice } from '../../contract/sample-choice.ts';
import type { MatrixRequest } from '../../contract/template-payloads.ts';
import {
  type EventType,
  type ObjectReference,
  parseStepKey,
  type RecipientReference,
  recipientKey,
} from '../../model/index.ts';
import { didYouMean } from '../../template/index.ts';
import type { EnvironmentData } from '../../workspace/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { representativeRecipients } from './representative-recipients.ts';
import { type RequestSource, requestSources } from './request-sources.ts';

/** Recipients that are tried when none are named: those that differ in their properties before any others. */
const recipientLimit = 20;

/** Names that a refusal lists; the rest is counted. */
const listedNames = 20;

/** Objects among which one that may have been meant is looked for: a collection may have very many. */
const comparedObjects = 1_000;

export interface ChosenSample {
  eventType: string;
  sample: string;
  definition: EventType;
}

export interface ChosenRecipients {
  /** Null = rendered without a recipient. */
  tried: readonly (RecipientReference | null)[];
  /** Of how many they were chosen. */
  of: number;
}

/** What the request names, in the order of keys. Rejects with `not-found` for one that is not there, saying which are. */
export function chosenSources({ workspace }: EngineContext, { channels }: MatrixRequest): RequestSource[] {
  const all = requestSources(workspace);
  if (channels === null) return all;
  const known = all.map(({ document }) => document.key);
  for (const key of channels) {
    const what = parseStepKey(key) === null ? 'channel' : 'request of a step';
    if (!known.includes(key))
      refuse(`There is no ${what} "${key}" in this workspace. ${whatThereIs(key, known)}`, 'channels');
  }
  return all.filter(({ document }) => channels.includes(document.key));
}

/** The same of samples; `isAll` tells whether none were left out. */
export function chosenSamples(
  { workspace }: EngineContext,
  { samples }: MatrixRequest,
): { chosen: ChosenSample[]; isAll: boolean } {
  const eventTypes = new Map(
    workspace.documents().flatMap(({ kind, key, value }) => (kind === 'event-type' ? [[key, value] as const] : [])),
  );
  for (const choice of samples ?? []) refuseUnknownSample(eventTypes, choice);
  const all = [...eventTypes].flatMap(([eventType, definition]) =>
    definition.examples.map(({ name }) => ({ eventType, sample: name, definition })),
  );
  const chosen = all.filter(({ eventType, sample }) => isSampleChosen(samples, eventType, sample));
  return { chosen, isAll: chosen.length === all.length };
}

function refuseUnknownSample(eventTypes: ReadonlyMap<string, EventType>, { eventType, sample }: SampleChoice): void {
  const definition = eventTypes.get(eventType);
  if (definition === undefined) {
    const there = whatThereIs(eventType, [...eventTypes.keys()]);
    refuse(`There is no event type "${eventType}" in this workspace. ${there}`, 'samples');
  }
  const names = definition.examples.map(({ name }) => name);
  if (sample === null || names.includes(sample)) return;
  refuse(`The event type "${eventType}" has no sample "${sample}". ${whatThereIs(sample, names)}`, 'samples');
}

/** Those that are named, each once; else some that stand for all webhooks, or nobody where there are none. */
export function chosenRecipients(
  { workspace }: EngineContext,
  { environment, recipients }: MatrixRequest,
): ChosenRecipients {
  const data = workspace.data(environment);
  if (recipients !== null) {
    for (const recipient of recipients) {
      if (typeof recipient !== 'object' || data.object(recipient) !== null) continue;
      const missing = `There is no object "${recipientKey(recipient)}" in the environment "${environment}".`;
      refuse(`${missing} ${whatObjectsThereAre(data, recipient)}`, 'recipients');
    }
    const tried = [...new Map(recipients.map((recipient) => [recipientKey(recipient), recipient])).values()];
    return { tried, of: tried.length };
  }
  const { webhookCollection } = workspace.settings();
  const chosen = representativeRecipients(data.objects(webhookCollection), recipientLimit);
  const all = data.collections().find(({ collection }) => collection === webhookCollection);
  return { tried: chosen.length === 0 ? [null] : chosen, of: all?.count ?? 0 };
}

/** Objects of the same collection, and which may have been meant: one of these, or that id in another collection. */
function whatObjectsThereAre(data: EnvironmentData, { collection, id }: ObjectReference): string {
  const collections = data.collections();
  const count = collections.find((each) => each.collection === collection)?.count ?? 0;
  const elsewhere = collections.find((each) => data.object({ collection: each.collection, id }) !== null);
  if (elsewhere !== undefined) return `Did you mean "${recipientKey({ collection: elsewhere.collection, id })}"?`;
  if (count === 0) {
    const names = collections.map((each) => each.collection);
    return whatThereIs(collection, names, { count: names.length, words: 'It has the collections' });
  }
  const ids: string[] = [];
  for (const object of data.objects(collection)) if (ids.push(object.id) === comparedObjects) break;
  return whatThereIs(id, ids, { count, words: `"${collection}" has` });
}

/** Of `count` names, the first of which are given, some; and the one that `wanted` may have meant. */
function whatThereIs(
  wanted: string,
  names: readonly string[],
  { count, words } = { count: names.length, words: 'It has' },
): string {
  if (names.length === 0) return 'It has none.';
  const listed = names.slice(0, listedNames);
  const more = count > listed.length ? ` and ${count - listed.length} more` : '';
  const meant = didYouMean(wanted, names);
  return `${meant === null ? '' : `${meant} `}${words}: ${listed.join(', ')}${more}.`;
}

function refuse(message: string, field: string): never {
  throw new CommandError('not-found', message, { field });
}
