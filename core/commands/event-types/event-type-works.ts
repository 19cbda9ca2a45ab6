import type { CommandInput, CommandOutput } from '../../contract/commands.ts';
import { CommandError } from '../../contract/errors.ts';
import {
  compareSchemas,
  createPayloadValidator,
  DocumentTextProblem,
  exportAsyncApi,
  exportOpenApi,
  findInEnvelope,
  findPayload,
  generateExamples,
  type ImportedEventTypes,
  importAsyncApi,
  importOpenApi,
  inferSchema,
  planImport,
  readDocumentText,
  schemaPlaceOf,
  valueAt,
  writeDocumentText,
} from '../../event-types/index.ts';
import type { EventType, JsonObject } from '../../model/index.ts';
import { locatePointers, prettyPrintJson } from '../../template/index.ts';
import type { Work } from '../heavy-work/work.ts';
import { addPropertyWork } from './add-event-type-property.ts';
import { exactPayload, exactSchema } from './event-data.ts';
import { problemsWork } from './event-type-problems.ts';
import { checkSampleText, checkSchemaText, compileLimitMs, placesIn, readObject } from './event-type-texts.ts';

/** An event type as JSON text beside its key: cheaper to hand over than its value. */
export type WrittenEventType = readonly [key: string, text: string];

const advice = 'Take less at once, or a simpler schema.';
/** A schema may be made to keep a reader busy for ever. */
const schemaLimitMs = 5_000;
const documentLimitMs = 30_000;

export const generateWork: Work<CommandInput<'eventTypes.generate'>, CommandOutput<'eventTypes.generate'>> = {
  name: 'generate',
  limitMs: schemaLimitMs,
  title: 'Making payloads',
  advice,
  field: 'schema',
  run({ schema, seed, count }) {
    const validator = createPayloadValidator(schema, compileLimitMs);
    if (validator.schemaProblem !== null) {
      throw new CommandError('invalid-input', validator.schemaProblem, { field: 'schema' });
    }
    const payloads = generateExamples(schema, { seed, count });
    return { examples: payloads.map((payload) => ({ payload, issues: validator.check(payload) })) };
  },
};

export const inferWork: Work<CommandInput<'eventTypes.infer'>, CommandOutput<'eventTypes.infer'>> = {
  name: 'infer',
  limitMs: schemaLimitMs,
  title: 'Making a schema',
  advice,
  field: 'samples',
  run: ({ samples }) => ({ schema: inferSchema(samples.map((text) => objectOf(text, 'samples'))) }),
};

export const validateWork: Work<CommandInput<'eventTypes.validate'>, CommandOutput<'eventTypes.validate'>> = {
  name: 'validate',
  limitMs: documentLimitMs,
  title: 'Checking the payload',
  advice,
  field: 'payload',
  run({ schema, payload }) {
    const { schemaProblem, check } = createPayloadValidator(schema, compileLimitMs);
    return { schemaProblem, issues: check(payload) };
  },
};

export const checkSampleWork: Work<CommandInput<'eventTypes.checkSample'>, CommandOutput<'eventTypes.checkSample'>> = {
  name: 'check-sample',
  limitMs: documentLimitMs,
  title: 'Checking the sample',
  advice,
  field: 'text',
  run: ({ text, schema }) => checkSampleText(text, schema),
};

export const checkSchemaWork: Work<CommandInput<'eventTypes.checkSchema'>, CommandOutput<'eventTypes.checkSchema'>> = {
  name: 'check-schema',
  limitMs: schemaLimitMs,
  title: 'Checking the schema',
  advice,
  field: 'text',
  run: ({ text }) => ({ findings: checkSchemaText(text) }),
};

export const compareWork: Work<CommandInput<'eventTypes.compare'>, CommandOutput<'eventTypes.compare'>> = {
  name: 'compare',
  limitMs: schemaLimitMs,
  title: 'Comparing the schemas',
  advice,
  field: 'before',
  run: ({ before, after }) => compareSchemas(before, after),
};

export const compareTextsWork: Work<
  CommandInput<'eventTypes.compareTexts'>,
  CommandOutput<'eventTypes.compareTexts'>
> = {
  name: 'compare-texts',
  limitMs: schemaLimitMs,
  title: 'Comparing the schemas',
  advice,
  field: 'before',
  run({ before, after }) {
    const [old, now] = [objectOf(before, 'before'), objectOf(after, 'after')];
    const changes = compareSchemas(old, now);
    const placeIn = (text: string, schema: JsonObject) => {
      const pointers = changes.map(({ steps }) => schemaPlaceOf(schema, steps));
      const placeOf = placesIn(
        text,
        pointers.filter((pointer) => pointer !== null),
      );
      return (index: number) => {
        const pointer = pointers[index] ?? null;
        return pointer === null ? null : placeOf(pointer);
      };
    };
    const [oldPlace, nowPlace] = [placeIn(before, old), placeIn(after, now)];
    return changes.map((change, index) => ({
      ...change,
      beforePlace: oldPlace(index),
      afterPlace: nowPlace(index),
    }));
  },
};

export const payloadOfWork: Work<CommandInput<'eventTypes.payloadOf'>, CommandOutput<'eventTypes.payloadOf'>> = {
  name: 'payload-of',
  limitMs: documentLimitMs,
  title: 'Looking for the payload',
  advice,
  field: 'text',
  run({ text, schema }) {
    const read = readObject(text);
    if ('finding' in read) {
      const message = `The body is no JSON object, so no sample can be made of it: ${read.finding.message}`;
      throw new CommandError('invalid-input', message, { field: 'text' });
    }
    const found = findPayload(read.value, schema);
    // Where the schema does not tell, the form of the body may; that is for somebody to decide.
    const offered = found === null ? findInEnvelope(read.value) : null;
    const inner = valueAt(read.value, found ?? '');
    const pointer = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (found ?? '') : '';
    const bytes = new TextEncoder().encode(text);
    const places = locatePointers(bytes, new Set(offered === null ? [pointer] : [pointer, offered]));
    const partAt = (wanted: string) => {
      const place = places.get(wanted);
      return { pointer: wanted, text: prettyPrintJson(bytes.subarray(place?.begin ?? 0, place?.end)) };
    };
    return { ...partAt(pointer), inside: offered === null ? null : partAt(offered) };
  },
};

interface ExportInput {
  format: CommandInput<'eventTypes.export'>['format'];
  syntax: 'json' | 'yaml';
  title: string;
  eventTypes: readonly WrittenEventType[];
}

export const exportWork: Work<ExportInput, CommandOutput<'eventTypes.export'>> = {
  name: 'export',
  limitMs: documentLimitMs,
  title: 'Writing the document',
  advice: 'Export fewer event types at once, or as JSON.',
  field: 'eventTypes',
  run({ format, syntax, title, eventTypes }) {
    const found = eventTypes.map(([key, text]) => {
      const value = JSON.parse(text) as EventType;
      const examples = value.examples.map((example) => ({ ...example, payload: exactPayload(example) }));
      return { key, value: { ...value, schema: exactSchema(value), examples } };
    });
    const options = { title, version: '1.0.0' };
    const document = format === 'openapi' ? exportOpenApi(found, options) : exportAsyncApi(found, options);
    const withVersions = found.filter(({ value }) => (value.versions ?? []).length > 0);
    const notes = withVersions.map(
      ({ key }) => `"${key}": the schema as it is now was written; published versions have no place in the format.`,
    );
    return { text: writeDocumentText(document, syntax), notes };
  },
};

export const importWork: Work<CommandInput<'eventTypes.import'>, CommandOutput<'eventTypes.import'>> = {
  name: 'import',
  limitMs: documentLimitMs,
  title: 'Reading the document',
  advice: 'Take less at once, or convert YAML to JSON.',
  field: 'text',
  run: ({ text }) => readEventTypes(text),
};

interface PlanInput {
  text: string;
  /** The event types of the workspace. */
  known: readonly WrittenEventType[];
}

export const planImportWork: Work<PlanInput, CommandOutput<'eventTypes.planImport'>> = {
  name: 'plan-import',
  limitMs: documentLimitMs,
  title: 'Reading the document',
  advice: 'Take less at once, or convert YAML to JSON.',
  field: 'text',
  run({ text, known }) {
    const { eventTypes, report } = readEventTypes(text);
    const texts = new Map(known);
    const find = (key: string): EventType | null => {
      const before = texts.get(key);
      return before === undefined ? null : (JSON.parse(before) as EventType);
    };
    return { eventTypes: planImport(eventTypes, find), report };
  },
};

export const eventTypeWorks = [
  generateWork,
  inferWork,
  validateWork,
  checkSampleWork,
  checkSchemaWork,
  compareWork,
  compareTextsWork,
  payloadOfWork,
  exportWork,
  importWork,
  planImportWork,
  addPropertyWork,
  problemsWork,
];

function objectOf(text: string, field: string): JsonObject {
  const read = readObject(text);
  if ('value' in read) return read.value;
  const { line, column } = read.finding.place;
  throw new CommandError('invalid-input', `Line ${line}, column ${column}: ${read.finding.message}`, { field });
}

function readEventTypes(text: string): ImportedEventTypes {
  try {
    const { value } = readDocumentText(text);
    const isAsyncApi = typeof value === 'object' && value !== null && 'asyncapi' in value;
    return isAsyncApi ? importAsyncApi(value) : importOpenApi(value);
  } catch (error) {
    if (!(error instanceof DocumentTextProblem)) throw error;
    throw new CommandError('invalid-input', error.message, { field: 'text' });
  }
}
