import type { CommandOutput } from '../../contract/commands.ts';
import { CommandError } from '../../contract/errors.ts';
import type { WrittenOutput } from '../../contract/wire-text.ts';
import { addSchemaProperty, type PayloadSteps, schemaPlaceOf, valueAt } from '../../event-types/index.ts';
import { type EventType, type JsonObject, typedTextOf, writeExactJson } from '../../model/index.ts';
import type { EngineContext } from '../engine-context.ts';
import type { Work } from '../heavy-work/work.ts';
import { exactSchema } from './event-data.ts';

/**
 * An event type whose schema also describes what a template reads, such as `payload.task.dueAt`. Stores nothing. Rejects with
 * `not-found` for an unknown event type, `invalid-input` for a path outside of the payload, or at odds with the schema.
 */
export async function addEventTypeProperty(
  { workspace, heavyWork }: Pick<EngineContext, 'workspace' | 'heavyWork'>,
  key: string,
  path: string,
): Promise<CommandOutput<'eventTypes.addProperty'> | WrittenOutput> {
  const document = workspace.get('event-type', key);
  if (document === null) {
    throw new CommandError('not-found', `There is no event type "${key}" in this workspace.`, { field: 'eventType' });
  }
  const steps = payloadSteps(path, workspace.settings().payloadField);
  if (steps === null || steps.length === 0) {
    const message = `"${path}" is not a part of the event's payload, so the schema has no place for it.`;
    throw new CommandError('invalid-input', message, { field: 'path' });
  }
  return heavyWork.do(addPropertyWork, { key, value: document.value, path, steps }, 0);
}

interface AddedProperty {
  key: string;
  value: EventType;
  path: string;
  steps: PayloadSteps;
}

export const addPropertyWork: Work<AddedProperty, CommandOutput<'eventTypes.addProperty'>> = {
  name: 'add-property',
  limitMs: 5_000,
  title: 'Adding the property',
  advice: 'Use smaller samples, or a simpler schema.',
  field: 'path',
  run({ key, value: before, path, steps }) {
    const samples = before.examples.map(({ payload }) => payload);
    const schema = addSchemaProperty(exactSchema(before), steps, samples);
    if (schema === null) {
      const message = `The schema of "${key}" says that something on the way to "${path}" is no object. Change the schema by hand.`;
      throw new CommandError('invalid-input', message, { field: 'path' });
    }
    const { schemaText, ...rest } = before;
    const text = schemaText === undefined ? undefined : typedTextOf(writeExactJson(schema, 2), schema);
    const value: EventType = { ...rest, schema, ...(text === undefined ? {} : { schemaText: text }) };
    return { value, property: String(steps.at(-1) ?? ''), type: typeAt(schema, steps) };
  },
};

/** Steps of a template's path below the payload, which is at the root and under `data`; null = it leads elsewhere. */
function payloadSteps(path: string, payloadField: string): PayloadSteps | null {
  const steps = [...path.matchAll(/\[(\d+|"(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g)].map(([, inner, name]) => {
    if (inner === undefined) return name ?? '';
    return inner.startsWith('"') ? (JSON.parse(inner) as string) : null;
  });
  const below = steps[0] === 'data' ? steps.slice(1) : steps;
  return below[0] === payloadField ? below.slice(1) : null;
}

function typeAt(schema: JsonObject, steps: PayloadSteps): string {
  const place = schemaPlaceOf(schema, steps);
  const described = place === null ? undefined : valueAt(schema, place);
  const type =
    typeof described === 'object' && described !== null && !Array.isArray(described) ? described.type : undefined;
  return Array.isArray(type) ? type.join(' or ') : typeof type === 'string' ? type : 'any';
}
