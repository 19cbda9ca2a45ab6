import { isDeepStrictEqual } from 'node:util';
import type { EventType } from '../model/index.ts';
import { compareSchemas, type SchemaChange } from './compare-schemas.ts';
import type { NamedEventType } from './event-document.ts';
import { createPayloadValidator } from './validate-payload.ts';

/** What taking an event type over from a document would do to the workspace. */
export interface PlannedEventType {
  key: string;
  change: 'added' | 'changed' | 'same';
  /** What would be stored: the workspace's own, with what the document brings. */
  value: EventType;
  /** How its schema changes; empty for one that is new. */
  schemaChanges: SchemaChange[];
  /** Names of samples that come in or are replaced. */
  newSamples: string[];
  changedSamples: string[];
  /** Samples of the workspace that the document does not have: they stay. */
  keptSamples: string[];
  /** Of these, those that do not fit the schema that comes in; of the first 50 event types whose schema changes. */
  unfitSamples: string[];
  isDescriptionChanged: boolean;
}

/**
 * Compares imported event types with those there are. Nothing of the workspace gets lost: published versions and
 * samples with other names stay, and an empty description replaces none.
 */
export function planImport(
  imported: readonly NamedEventType[],
  known: (key: string) => EventType | null,
): PlannedEventType[] {
  let unchecked = checkedLimit;
  return imported.map(({ key, value }) => {
    const planned = plan(key, value, known(key));
    if (planned.schemaChanges.length === 0 || planned.keptSamples.length === 0 || unchecked === 0) return planned;
    unchecked -= 1;
    return { ...planned, unfitSamples: unfitOf(planned) };
  });
}

/** Compiling a schema takes milliseconds. */
const checkedLimit = 50;

function unfitOf({ value, keptSamples }: PlannedEventType): string[] {
  const validator = createPayloadValidator(value.schema);
  if (validator.schemaProblem !== null) return [];
  const kept = value.examples.filter(({ name }) => keptSamples.includes(name));
  return kept.filter(({ payload }) => validator.check(payload).length > 0).map(({ name }) => name);
}

function plan(key: string, incoming: EventType, before: EventType | null): PlannedEventType {
  if (before === null) {
    const newSamples = incoming.examples.map(({ name }) => name);
    const none = {
      schemaChanges: [],
      changedSamples: [],
      keptSamples: [],
      unfitSamples: [],
      isDescriptionChanged: false,
    };
    return { key, change: 'added', value: incoming, newSamples, ...none };
  }
  const names = new Set(incoming.examples.map(({ name }) => name));
  const own = new Map(before.examples.map((example) => [example.name, example]));
  const newSamples = [...names].filter((name) => !own.has(name));
  const changedSamples = incoming.examples
    .filter(({ name }) => own.has(name))
    .flatMap((example) => {
      const { payload, text } = own.get(example.name) ?? example;
      return isDeepStrictEqual(payload, example.payload) && isSameSpelling(text, example.text) ? [] : [example.name];
    });
  const changed = new Map(incoming.examples.map((example) => [example.name, example]));
  const { schemaText: _, ...rest } = before;
  const isSameSchema = isDeepStrictEqual(before.schema, incoming.schema);
  const value: EventType = {
    ...(isSameSchema ? before : rest),
    schema: incoming.schema,
    ...(isSameSchema || incoming.schemaText === undefined ? {} : { schemaText: incoming.schemaText }),
    description: incoming.description === '' ? before.description : incoming.description,
    examples: [
      ...before.examples.map((example) =>
        changedSamples.includes(example.name) ? (changed.get(example.name) ?? example) : example,
      ),
      ...incoming.examples.filter(({ name }) => !own.has(name)),
    ],
  };
  if (incoming.isDeprecated === true) value.isDeprecated = true;
  return {
    key,
    change: isDeepStrictEqual(value, before) ? 'same' : 'changed',
    value,
    schemaChanges: isSameSchema ? [] : compareSchemas(before.schema, incoming.schema),
    newSamples,
    changedSamples,
    keptSamples: [...own.keys()].filter((name) => !names.has(name)),
    unfitSamples: [],
    isDescriptionChanged: value.description !== before.description,
  };
}

/** Layout aside: a document has its own. */
function isSameSpelling(left: string | undefined, right: string | undefined): boolean {
  const numbers = (text: string | undefined) => (text ?? '').replace(/\s+/g, '');
  return left === undefined || right === undefined ? right === undefined : numbers(left) === numbers(right);
}
