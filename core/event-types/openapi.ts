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
import { jsonSchemaOf30 } from './openapi-30-schema.ts';

const methods = ['post', 'put', 'patch', 'delete', 'get'] as const;

/** Writes event types as the `webhooks` of an OpenAPI 3.1 document, one POST with a JSON body each. */
export function exportOpenApi(eventTypes: readonly NamedEventType[], options: ExportOptions): JsonObject {
  const schemas: JsonObject = {};
  const webhooks: JsonObject = {};
  const names = new FreeNames();
  const operationIds = new FreeNames();
  for (const { key, value } of eventTypes) {
    const free = names.take(key.replaceAll(':', '_'), '_');
    const operationId = operationIds.take(free.replaceAll('.', '_'), '_');
    schemas[free] = embedSchema(value.schema, `/components/schemas/${free}`);
    const media: JsonObject = { schema: { $ref: `#/components/schemas/${free}` } };
    if (value.examples.length > 0) {
      media.examples = Object.fromEntries(value.examples.map((example) => [example.name, { value: example.payload }]));
    }
    const operation: JsonObject = {
      operationId,
      requestBody: { required: true, content: { 'application/json': media } },
      responses: { '200': { description: 'The event was received.' } },
    };
    if (value.description !== '') operation.description = value.description;
    if (value.isDeprecated === true) operation.deprecated = true;
    webhooks[key] = { post: operation };
  }
  return {
    openapi: '3.1.0',
    info: { title: options.title, version: options.version },
    webhooks,
    components: { schemas },
  };
}

/**
 * Reads the webhooks of an OpenAPI 3.1 document (and `x-webhooks` of 3.0) as event types. The first method with a JSON
 * body counts. Never throws for a document that is something else: the report says so.
 */
export function importOpenApi(document: JsonValue): ImportedEventTypes {
  const collector = new EventTypeCollector();
  const root = objectOf(document);
  const version = versionOf(root.openapi);
  if (version === null || !/^3\b/.test(version)) {
    const old = versionOf(root.swagger);
    const found = old === null ? 'it has no "openapi": "3…"' : `it is Swagger ${old}; convert it first`;
    collector.skip('document', `This is no OpenAPI 3 document: ${found}.`);
    return collector.result();
  }
  const webhooks = { ...objectOf(root['x-webhooks']), ...objectOf(root.webhooks) };
  for (const [name, item] of Object.entries(webhooks)) readWebhook(collector, root, name, item);
  const paths = Object.keys(objectOf(root.paths)).length;
  if (paths > 0) {
    const words = paths === 1 ? '1 path is left out: it is' : `${paths} paths are left out: they are`;
    collector.skip('paths', `${words} an API, not events.`);
  }
  if (Object.keys(webhooks).length === 0) collector.skip('webhooks', 'The document has no webhooks.');
  return collector.result();
}

function readWebhook(collector: EventTypeCollector, root: JsonObject, name: string, item: JsonValue): void {
  const path = objectOf(dereference(root, item));
  const elsewhere = lostReference(root, item) ?? lostReference(root, objectOf(path.post).requestBody);
  if (elsewhere !== null) {
    collector.skip(name, `It is not in the document but at ${elsewhere}. Put all of it into one document first.`);
    return;
  }
  const method = methods.find((candidate) => isObject(path[candidate]));
  if (method === undefined) {
    collector.skip(name, 'It has no operation.');
    return;
  }
  const operation = objectOf(path[method]);
  const body = objectOf(dereference(root, operation.requestBody));
  const content = objectOf(body.content);
  const type = Object.keys(content).find((candidate) => /^application\/(?:[\w.+-]+\+)?json\b/.test(candidate));
  if (type === undefined) {
    collector.skip(name, 'It has no JSON body.');
    return;
  }
  const media = objectOf(content[type]);
  const left: string[] = [];
  if (method !== 'post') left.push(`Its method ${method.toUpperCase()} belongs to a channel and is left out.`);
  const headers = [path.parameters, operation.parameters].flatMap((list) => (Array.isArray(list) ? list : []));
  if (headers.length > 0) {
    const words = headers.length === 1 ? '1 parameter belongs' : `${headers.length} parameters belong`;
    left.push(`${words} to a channel and ${headers.length === 1 ? 'is' : 'are'} left out.`);
  }
  const description =
    textOf(operation.description) ?? textOf(operation.summary) ?? textOf(path.description) ?? textOf(path.summary);
  const { schema: written, lost } = standaloneSchema(root, media.schema, collector.budget);
  const schema = versionOf(root.openapi)?.startsWith('3.0') === true ? jsonSchemaOf30(written) : written;
  const isDeprecated = operation.deprecated === true;
  collector.take({ name, description, isDeprecated, schema, lost, examples: examplesOf(root, media), left });
}

function examplesOf(root: JsonObject, media: JsonObject): { name: string; payload: JsonValue | undefined }[] {
  const named = Object.entries(objectOf(media.examples)).map(([name, example]) => {
    const found = objectOf(dereference(root, example));
    return { name, payload: found.value };
  });
  const own = media.example === undefined ? named : [...named, { name: 'Example', payload: media.example }];
  return own.length > 0 ? own : schemaExamples(root, media.schema);
}
