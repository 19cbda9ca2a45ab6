import {
  type EventType,
  hasSpellings,
  type JsonObject,
  type JsonValue,
  typedTextOf,
  writeExactJson,
} from '../model/index.ts';
import {
  CopyBudget,
  eventTypeKey,
  type ImportedEventTypes,
  isObject,
  longestKey,
  type NamedEventType,
} from './event-document.ts';
import { FreeNames } from './free-names.ts';

export interface RawEventType {
  name: string;
  description: string | null;
  isDeprecated: boolean;
  schema: JsonObject;
  lost: readonly string[];
  examples: readonly { name: string; payload: JsonValue | undefined }[];
  /** What of it has no place in an event type, one sentence each. */
  left: readonly string[];
}

/**
 * Gathers event types with a report: what can be taken, what changes on the way, what is left. Its sentences hold before and
 * after they are taken.
 */
export class EventTypeCollector {
  readonly #eventTypes: NamedEventType[] = [];
  readonly #report: ImportedEventTypes['report'] = [];
  readonly #keys = new FreeNames();
  /** Of the whole import. */
  readonly budget = new CopyBudget();

  skip(name: string, message: string): void {
    this.#report.push({ name, outcome: 'skipped', message });
  }

  take(raw: RawEventType): void {
    const key = this.#freeKey(raw.name);
    if (key === null) {
      this.skip(raw.name, 'Its name has no character that a key can have.');
      return;
    }
    const changes = [...raw.left];
    if (key !== raw.name) changes.push(`It becomes "${key}": its name cannot be a key, or is taken.`);
    if (raw.lost.length > 0) {
      changes.push(`References that lead out of the document stay open: ${[...new Set(raw.lost)].join(', ')}.`);
    }
    const value: EventType = { description: raw.description ?? '', schema: raw.schema, examples: [] };
    if (raw.isDeprecated) value.isDeprecated = true;
    const schemaText = spelledText(raw.schema);
    if (schemaText !== undefined) value.schemaText = schemaText;
    const names = new FreeNames();
    for (const { name, payload } of raw.examples) {
      if (isObject(payload)) {
        const text = spelledText(payload);
        value.examples.push({ name: names.take(name, ' '), payload, ...(text === undefined ? {} : { text }) });
      } else changes.push(`The example "${name}" is left out: it is no object.`);
    }
    this.#eventTypes.push({ key, value });
    const count = value.examples.length;
    const message =
      changes.length === 0
        ? `With its schema and ${count} ${count === 1 ? 'example' : 'examples'}.`
        : changes.join(' ');
    this.#report.push({ name: raw.name, outcome: changes.length === 0 ? 'taken' : 'changed', message });
  }

  result(): ImportedEventTypes {
    return { eventTypes: this.#eventTypes, report: this.#report };
  }

  #freeKey(name: string): string | null {
    const base = eventTypeKey(name);
    return base === null ? null : this.#keys.take(base, '_', longestKey);
  }
}

/** The text of a value whose numbers are spelled in a way of their own. */
function spelledText(value: JsonObject): string | undefined {
  return hasSpellings(value) ? typedTextOf(writeExactJson(value, 2), value) : undefined;
}
