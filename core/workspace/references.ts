import {
  type DocumentKind,
  type DocumentRename,
  isChannelStep,
  type JsonValue,
  requestOfStep,
  type SchemeChoice,
  type StoredDocument,
  type WorkspaceProblem,
  withPartialRenamed,
} from '../model/index.ts';
import type { DocumentFile } from './document-file.ts';
import { placeOfDocument } from './document-layout.ts';
import { problemAt } from './read-document.ts';

type Find = (kind: DocumentKind, key: string) => DocumentFile | undefined;

/** Names in readable documents that lead nowhere: warnings, because the documents themselves are in use. */
export function findDanglingReferences(documents: readonly DocumentFile[], find: Find): WorkspaceProblem[] {
  return documents.flatMap((file) => {
    const { document } = file;
    if (!document || file.isUnreadable) return [];
    return referencesOf(document).flatMap(({ kind, key, path, isNeededFor }) => {
      const target = find(kind, key);
      if (target?.document) return [];
      const { main } = placeOfDocument(kind, key);
      const state = target?.isUnreadable ? `${main} cannot be read` : `there is no ${main}`;
      const message = `${words[kind]} "${key}" is missing: ${state}. ${isNeededFor} Add it, or name another one.`;
      return [problemAt(file, file.place.main, path, message, 'warning')];
    });
  });
}

/** The document's value with another document named by its new key wherever it is named; the same value when it is not. */
export function withDocumentRenamed(
  document: StoredDocument,
  { kind, from, to }: DocumentRename,
): StoredDocument['value'] {
  // Partials are named inside texts.
  if (kind === 'partial') return withPartialRenamed(document.value, from, to);
  const named = referencesOf(document).filter((reference) => reference.kind === kind && reference.key === from);
  if (named.length === 0) return document.value;
  const value = structuredClone(document.value);
  for (const { path } of named) setAt(value as JsonValue, path, to);
  return value;
}

function setAt(value: JsonValue, path: readonly (string | number)[], to: string): void {
  const [name = '', ...rest] = path;
  const holder = value as Record<string | number, JsonValue>;
  if (rest.length === 0) holder[name] = to;
  else setAt(holder[name] ?? null, rest, to);
}

interface Reference {
  kind: DocumentKind;
  key: string;
  path: (string | number)[];
  isNeededFor: string;
}

const words: Record<DocumentKind, string> = {
  settings: 'The settings',
  environment: 'The environment',
  channel: 'The channel',
  workflow: 'The workflow',
  partial: 'The partial',
  'event-type': 'The event type',
  scenario: 'The scenario',
  receiver: 'The receiver',
  'signature-scheme': 'The signature scheme',
};

function referencesOf(document: StoredDocument): Reference[] {
  if (document.kind === 'workflow') {
    return document.value.steps.flatMap((step, index) => {
      // Steps for email, chat and the like come along with workflows from elsewhere; no run calls their channels.
      if (!isChannelStep(step) || (step.channel_type ?? 'http') !== 'http') return [];
      const isNeededFor = 'A run skips this step.';
      return [{ kind: 'channel', key: step.channel_key, path: ['steps', index, 'channel_key'], isNeededFor }];
    });
  }
  if (document.kind === 'channel') return schemeReferences(document.value.signing, 'signing');
  if (document.kind === 'receiver') return schemeReferences(document.value.verification, 'verification');
  if (document.kind !== 'scenario') return [];
  const { workflow, environment, event, receivers } = document.value;
  const isNeededFor = 'The scenario cannot run without it.';
  const references: Reference[] = [
    { kind: 'workflow', key: workflow, path: ['workflow'], isNeededFor },
    { kind: 'environment', key: environment, path: ['environment'], isNeededFor },
    ...receivers.map((key, index): Reference => ({ kind: 'receiver', key, path: ['receivers', index], isNeededFor })),
  ];
  if ('type' in event) references.push({ kind: 'event-type', key: event.type, path: ['event', 'type'], isNeededFor });
  return references;
}

interface SchemeUser {
  scheme: SchemeChoice;
  previousKeys?: readonly { scheme?: SchemeChoice | undefined }[] | undefined;
}

function schemeReferences(user: SchemeUser | null, place: 'signing' | 'verification'): Reference[] {
  if (user === null) return [];
  const isNeededFor = place === 'signing' ? 'Its messages cannot be signed.' : 'No signature can be verified.';
  const choices = [
    { choice: user.scheme, path: [place] },
    ...(user.previousKeys ?? []).map(({ scheme }, index) => ({
      choice: scheme,
      path: [place, 'previousKeys', index],
    })),
  ];
  return choices.flatMap(({ choice, path }): Reference[] => {
    if (choice === undefined || !('own' in choice)) return [];
    return [{ kind: 'signature-scheme', key: choice.own, path: [...path, 'scheme', 'own'], isNeededFor }];
  });
}

/** Steps of workflows whose own request cannot be read, so that they send nothing. */
export function findUnreadableStepRequests(documents: readonly DocumentFile[]): WorkspaceProblem[] {
  return documents.flatMap((file) => {
    const { document } = file;
    if (document?.kind !== 'workflow' || file.isUnreadable) return [];
    return document.value.steps.flatMap((step, index): WorkspaceProblem[] => {
      // As above: no run calls the channels of other kinds.
      if (!isChannelStep(step) || (step.channel_type ?? 'http') !== 'http') return [];
      if (step.template === null || step.template === undefined) return [];
      const own = requestOfStep(step.template);
      if (own.ok) return [];
      const message = `${own.message} No message can be sent for the step "${step.ref}". Mend it, or take the template away.`;
      return [problemAt(file, file.place.main, ['steps', index, 'template', own.field], message, 'error')];
    });
  });
}

/** Scenarios that name a sample their event type does not have. */
export function findMissingSamples(documents: readonly DocumentFile[], find: Find): WorkspaceProblem[] {
  return documents.flatMap((file) => {
    const { document } = file;
    if (document?.kind !== 'scenario' || file.isUnreadable) return [];
    const { event } = document.value;
    if (!('sample' in event)) return [];
    const eventType = find('event-type', event.type)?.document;
    if (eventType?.kind !== 'event-type') return [];
    if (eventType.value.examples.some(({ name }) => name === event.sample)) return [];
    const names = eventType.value.examples.map(({ name }) => `"${name}"`).join(', ') || 'none';
    const message = `The event type "${event.type}" has no example "${event.sample}" (it has ${names}). Add it, or name another one.`;
    return [problemAt(file, file.place.main, ['event', 'sample'], message, 'warning')];
  });
}
