import type { CommandHandlers } from '../contract/commands.ts';
import { CommandError } from '../contract/errors.ts';
import {
  compareSchemas,
  createPayloadValidator,
  exportAsyncApi,
  exportOpenApi,
  generateExamples,
  importAsyncApi,
  importOpenApi,
  inferSchema,
  type NamedEventType,
} from '../event-types/index.ts';
import type { JsonValue } from '../model/index.ts';
import type { EngineContext } from './engine-context.ts';

type EventTypeCommands = Pick<CommandHandlers, Extract<keyof CommandHandlers, `eventTypes.${string}`>>;

const importLimitCharacters = 20_000_000;

export function createEventTypeCommands({ workspace }: EngineContext): EventTypeCommands {
  return {
    'eventTypes.generate'({ schema, seed, count }) {
      const validator = createPayloadValidator(schema);
      if (validator.schemaProblem !== null) {
        throw new CommandError('invalid-input', validator.schemaProblem, { field: 'schema' });
      }
      const payloads = generateExamples(schema, { seed, count });
      return { examples: payloads.map((payload) => ({ payload, issues: validator.check(payload) })) };
    },
    'eventTypes.infer': ({ samples }) => ({ schema: inferSchema(samples) }),
    'eventTypes.validate'({ schema, payload }) {
      const { schemaProblem, check } = createPayloadValidator(schema);
      return { schemaProblem, issues: check(payload) };
    },
    'eventTypes.compare': ({ before, after }) => compareSchemas(before, after),
    'eventTypes.export'({ format, eventTypes }) {
      const chosen = eventTypes === null ? null : new Set(eventTypes);
      const found: NamedEventType[] = workspace
        .documents()
        .flatMap((document) =>
          document.kind === 'event-type' && chosen?.delete(document.key) !== false
            ? [{ key: document.key, value: document.value }]
            : [],
        );
      const [missing] = chosen ?? [];
      if (missing !== undefined) {
        throw new CommandError('not-found', `There is no event type "${missing}" in this workspace.`, {
          field: 'eventTypes',
        });
      }
      const options = { title: workspace.info().name, version: '1.0.0' };
      const document = format === 'openapi' ? exportOpenApi(found, options) : exportAsyncApi(found, options);
      return { text: `${JSON.stringify(document, null, 2)}\n` };
    },
    'eventTypes.import'({ text }) {
      const document = readDocument(text);
      const isAsyncApi = typeof document === 'object' && document !== null && 'asyncapi' in document;
      return isAsyncApi ? importAsyncApi(document) : importOpenApi(document);
    },
  };
}

function readDocument(text: string): JsonValue {
  if (text.length > importLimitCharacters) {
    throw new CommandError('invalid-input', 'The document is longer than 20 MB.', { field: 'text' });
  }
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new CommandError('invalid-input', 'The document is not JSON. YAML has to be converted to JSON first.', {
      field: 'text',
      details: String(error),
    });
  }
}
