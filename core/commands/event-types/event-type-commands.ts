import type { CommandHandlers } from '../../contract/commands.ts';
import { CommandError } from '../../contract/errors.ts';
import {
  compareSchemas,
  createPayloadValidator,
  DocumentTextProblem,
  exportAsyncApi,
  exportOpenApi,
  findPayload,
  generateExamples,
  type ImportedEventTypes,
  importAsyncApi,
  importOpenApi,
  inferSchema,
  type NamedEventType,
  planImport,
  readDocumentText,
  schemaPlaceOf,
  TimeIsOver,
  valueAt,
  withinTime,
  writeDocumentText,
} from '../../event-types/index.ts';
import type { EventType, JsonObject, WorkspaceProblem } from '../../model/index.ts';
import { locatePointers, prettyPrintJson } from '../../template/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { tellRenamed } from '../tell-renamed.ts';
import { yieldToOthers } from '../yield-to-others.ts';
import { addEventTypeProperty } from './add-event-type-property.ts';
import { exactPayload, exactSchema } from './event-data.ts';
import { eventTypeProblems } from './event-type-problems.ts';
import { checkSampleText, checkSchemaText, placesIn, readObject } from './event-type-texts.ts';
import { findEventTypeUses } from './event-type-uses.ts';
import { describeUse, renameEventType } from './rename-event-type.ts';

type EventTypeCommands = Pick<CommandHandlers, Extract<keyof CommandHandlers, `eventTypes.${string}`>>;

export function createEventTypeCommands(context: EngineContext): EventTypeCommands {
  const { workspace } = context;
  const find = (key: string): EventType | null => workspace.get('event-type', key)?.value ?? null;
  return {
    'eventTypes.generate'({ schema, seed, count }) {
      const validator = createPayloadValidator(schema);
      if (validator.schemaProblem !== null) {
        throw new CommandError('invalid-input', validator.schemaProblem, { field: 'schema' });
      }
      const payloads = inTime('Making payloads', 'schema', () => generateExamples(schema, { seed, count }));
      return { examples: payloads.map((payload) => ({ payload, issues: validator.check(payload) })) };
    },
    'eventTypes.infer': ({ samples }) => ({
      schema: inTime('Making a schema', 'samples', () => inferSchema(samples)),
    }),
    'eventTypes.validate'({ schema, payload }) {
      const { schemaProblem, check } = createPayloadValidator(schema);
      return { schemaProblem, issues: check(payload) };
    },
    'eventTypes.checkSample': ({ text, schema }) => checkSampleText(text, schema),
    'eventTypes.checkSchema': ({ text }) => ({ findings: checkSchemaText(text) }),
    async 'eventTypes.problems'() {
      const problems: WorkspaceProblem[] = [];
      for (const { kind, key } of workspace.documents()) {
        if (kind === 'event-type') problems.push(...(await eventTypeProblems(workspace, key, yieldToOthers)));
      }
      return problems;
    },
    'eventTypes.compare': ({ before, after }) =>
      inTime('Comparing the schemas', 'before', () => compareSchemas(before, after)),
    'eventTypes.compareTexts'({ before, after }) {
      const [old, now] = [objectOf(before, 'before'), objectOf(after, 'after')];
      const { changes, oldPointers, nowPointers } = inTime('Comparing the schemas', 'before', () => {
        const changes = compareSchemas(old, now);
        const pointersIn = (schema: JsonObject) => changes.map(({ steps }) => schemaPlaceOf(schema, steps));
        return { changes, oldPointers: pointersIn(old), nowPointers: pointersIn(now) };
      });
      const oldPlace = placesIn(
        before,
        oldPointers.filter((pointer) => pointer !== null),
      );
      const nowPlace = placesIn(
        after,
        nowPointers.filter((pointer) => pointer !== null),
      );
      return changes.map((change, index) => ({
        ...change,
        beforePlace: placed(oldPlace, oldPointers[index]),
        afterPlace: placed(nowPlace, nowPointers[index]),
      }));
    },
    'eventTypes.payloadOf'({ text, schema }) {
      const read = readObject(text);
      if ('finding' in read) {
        const message = `The body is no JSON object, so no sample can be made of it: ${read.finding.message}`;
        throw new CommandError('invalid-input', message, { field: 'text' });
      }
      const found = inTime('Looking for the payload', 'text', () => findPayload(read.value, schema)) ?? '';
      const inner = valueAt(read.value, found);
      const pointer = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? found : '';
      const bytes = new TextEncoder().encode(text);
      const place = locatePointers(bytes, new Set([pointer])).get(pointer);
      return { pointer, text: prettyPrintJson(bytes.subarray(place?.begin ?? 0, place?.end)) };
    },
    'eventTypes.addProperty': ({ eventType, path }) =>
      inTime('Adding the property', 'path', () => addEventTypeProperty(workspace, eventType, path)),
    'eventTypes.export'({ format, eventTypes, syntax = 'json' }) {
      const found = chosenEventTypes(
        workspace.documents().flatMap((document) => (document.kind === 'event-type' ? [document] : [])),
        eventTypes,
      );
      const options = { title: workspace.info().name, version: '1.0.0' };
      const document = format === 'openapi' ? exportOpenApi(found, options) : exportAsyncApi(found, options);
      const withVersions = found.filter(({ value }) => (value.versions ?? []).length > 0);
      const notes = withVersions.map(
        ({ key }) => `"${key}": the schema as it is now was written; published versions have no place in the format.`,
      );
      return { text: writeDocumentText(document, syntax), notes };
    },
    'eventTypes.import': ({ text }) => readEventTypes(text),
    'eventTypes.planImport'({ text }) {
      const { eventTypes, report } = readEventTypes(text);
      return { eventTypes: inTime('Comparing with the workspace', 'text', () => planImport(eventTypes, find)), report };
    },
    'eventTypes.uses': ({ eventType }) => findEventTypeUses(workspace, eventType).map(describeUse),
    async 'eventTypes.rename'(input) {
      const renamed = await renameEventType(workspace, input);
      tellRenamed(context, { kind: 'event-type', from: input.from, to: input.to });
      return renamed;
    },
  };
}

/** Schemas and documents of others may be made to keep a reader busy for ever; real ones take a fraction of it. */
const timeLimitMs = 2000;

/** What `work` gives. Throws `invalid-input` when it takes too long: everything else waits for it. */
function inTime<Result>(what: string, field: string, work: () => Result): Result {
  try {
    return withinTime(timeLimitMs, work);
  } catch (error) {
    if (!(error instanceof TimeIsOver)) throw error;
    const message = `${what} took longer than ${timeLimitMs / 1000} seconds and was ended. Take less at once, or a simpler schema.`;
    throw new CommandError('invalid-input', message, { field });
  }
}

function placed<T>(placeOf: (pointer: string) => T | null, pointer: string | null | undefined): T | null {
  return pointer === null || pointer === undefined ? null : placeOf(pointer);
}

function objectOf(text: string, field: string): JsonObject {
  const read = readObject(text);
  if ('value' in read) return read.value;
  const { line, column } = read.finding.place;
  throw new CommandError('invalid-input', `Line ${line}, column ${column}: ${read.finding.message}`, { field });
}

function chosenEventTypes(
  documents: readonly { key: string; value: EventType }[],
  keys: readonly string[] | null,
): NamedEventType[] {
  const chosen = keys === null ? null : new Set(keys);
  const found = documents
    .filter(({ key }) => chosen?.delete(key) !== false)
    .map(({ key, value }) => ({
      key,
      value: {
        ...value,
        schema: exactSchema(value),
        examples: value.examples.map((example) => ({ ...example, payload: exactPayload(example) })),
      },
    }));
  const [missing] = chosen ?? [];
  if (missing === undefined) return found;
  throw new CommandError('not-found', `There is no event type "${missing}" in this workspace.`, {
    field: 'eventTypes',
  });
}

function readEventTypes(text: string): ImportedEventTypes {
  try {
    return inTime('Reading the document', 'text', () => {
      const { value } = readDocumentText(text);
      const isAsyncApi = typeof value === 'object' && value !== null && 'asyncapi' in value;
      return isAsyncApi ? importAsyncApi(value) : importOpenApi(value);
    });
  } catch (error) {
    if (!(error instanceof DocumentTextProblem)) throw error;
    throw new CommandError('invalid-input', error.message, { field: 'text' });
  }
}
