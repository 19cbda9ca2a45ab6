import type { JsonObject, JsonValue } from '../model/index.ts';
import {
  dereference,
  type ExportOptions,
  embedSchema,
  type ImportedEventTypes,
  isObject,
  lostReference,
  type NamedEventType,
  objectOf,
  schemaExamples,
  standaloneSchema,
  textOf,
  versionOf,
} from './event-document.ts';
import { FreeNames } from './free-names.ts';
import { EventTypeCollector } from './import-notes.ts';

/** What says that a schema is JSON Schema, also as JSON: Avro and others name JSON too. */
const jsonSchemaFormat = /\b(?:schema\+(?:json|yaml)|asyncapi|openapi)/i;

/** Writes event types as an AsyncAPI 3 document: one channel and one `send` operation over HTTP, a message per event type. */
export function exportAsyncApi(eventTypes: readonly NamedEventType[], options: ExportOptions): JsonObject {
  const messages: JsonObject = {};
  const names = new FreeNames();
  const schemas: JsonObject = {};
  const references: JsonObject = {};
  for (const { key, value } of eventTypes) {
    const name = names.take(key.replaceAll(':', '_'), '_');
    schemas[name] = embedSchema(value.schema, `/components/schemas/${name}`);
    const message: JsonObject = {
      name: key,
      contentType: 'application/json',
      payload: { $ref: `#/components/schemas/${name}` },
    };
    if (value.description !== '') message.description = value.description;
    // AsyncAPI has no word for it; a name with "x-" is what it leaves to others.
    if (value.isDeprecated === true) message['x-deprecated'] = true;
    if (value.examples.length > 0)
      message.examples = value.examples.map(({ name: title, payload }) => ({ name: title, payload }));
    messages[name] = message;
    references[name] = { $ref: `#/components/messages/${name}` };
  }
  return {
    asyncapi: '3.0.0',
    info: { title: options.title, version: options.version },
    channels: { webhooks: { address: null, messages: references } },
    operations: {
      sendWebhook: {
        action: 'send',
        channel: { $ref: '#/channels/webhooks' },
        bindings: { http: { method: 'POST', bindingVersion: '0.3.0' } },
      },
    },
    components: { messages, schemas },
  };
}

/**
 * Reads the messages of an AsyncAPI 3 document as event types: those of its channels, then those that only stand in its
 * components. Never throws for a document that is something else: the report says so.
 */
export function importAsyncApi(document: JsonValue): ImportedEventTypes {
  const collector = new EventTypeCollector();
  const root = objectOf(document);
  const version = versionOf(root.asyncapi);
  if (version === null || !/^3\b/.test(version)) {
    const found = version === null ? 'it has no "asyncapi": "3…"' : `it is version ${version}; convert it first`;
    collector.skip('document', `This is no AsyncAPI 3 document: ${found}.`);
    return collector.result();
  }
  const taken = new Set<JsonValue>();
  const take = (fallback: string, message: JsonValue): void => {
    const found = dereference(root, message);
    const elsewhere = lostReference(root, message);
    if (elsewhere !== null)
      collector.skip(fallback, `It is not in the document but at ${elsewhere}. Put all of it into one document first.`);
    else if (found === undefined || !isObject(found)) collector.skip(fallback, 'It is no message.');
    else if (!taken.has(found)) {
      taken.add(found);
      const { message: whole, lost } = withTraits(root, found);
      readMessage(collector, root, fallback, whole, lost);
    }
  };
  for (const channel of Object.values(objectOf(root.channels))) {
    const messages = objectOf(objectOf(dereference(root, channel)).messages);
    for (const [name, message] of Object.entries(messages)) take(name, message);
  }
  for (const [name, message] of Object.entries(objectOf(objectOf(root.components).messages))) take(name, message);
  if (taken.size === 0) collector.skip('messages', 'The document has no messages.');
  return collector.result();
}

/** A message with what its traits say besides, each over those before it and the message over all (AsyncAPI 3, "traits"). */
function withTraits(root: JsonObject, message: JsonObject): { message: JsonObject; lost: string[] } {
  const { traits, ...own } = message;
  const given = Array.isArray(traits) ? traits : [];
  const lost = given.flatMap((trait) => lostReference(root, trait) ?? []);
  const known = given.flatMap((trait) =>
    lostReference(root, trait) === null ? objectOf(dereference(root, trait)) : [],
  );
  return { message: Object.assign({}, ...known, own) as JsonObject, lost };
}

function readMessage(
  collector: EventTypeCollector,
  root: JsonObject,
  fallback: string,
  message: JsonObject,
  lostTraits: readonly string[],
): void {
  const name = textOf(message.name) ?? fallback;
  const type = textOf(message.contentType) ?? textOf(root.defaultContentType) ?? 'application/json';
  if (!/\bjson\b/.test(type)) {
    collector.skip(name, `Its content is ${type}, not JSON.`);
    return;
  }
  const payload = objectOf(dereference(root, message.payload));
  const left: string[] = [];
  // A schema may be wrapped together with the name of its language.
  const isWrapped = typeof payload.schemaFormat === 'string';
  if (isWrapped && !jsonSchemaFormat.test(String(payload.schemaFormat))) {
    collector.skip(name, `Its schema is ${String(payload.schemaFormat)}, not JSON Schema.`);
    return;
  }
  if (lostTraits.length > 0) {
    left.push(`Traits that are not in the document are left out: ${[...new Set(lostTraits)].join(', ')}.`);
  }
  if (message.headers !== undefined) left.push('Its headers belong to a channel and are left out.');
  const { schema, lost } = standaloneSchema(root, isWrapped ? payload.schema : message.payload, collector.budget);
  const description = textOf(message.description) ?? textOf(message.summary) ?? textOf(message.title);
  const own = (Array.isArray(message.examples) ? message.examples : []).map((example, index) => {
    const found = objectOf(example);
    return { name: textOf(found.name) ?? textOf(found.summary) ?? `Example ${index + 1}`, payload: found.payload };
  });
  const examples = own.length > 0 ? own : schemaExamples(root, isWrapped ? payload.schema : message.payload);
  const isDeprecated = message['x-deprecated'] === true || message.deprecated === true;
  collector.take({ name, description, isDeprecated, schema, lost, examples, left });
}
