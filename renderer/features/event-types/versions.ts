import {
  type EventType,
  type JsonObject,
  type PublishedSchema,
  type SchemaChangeRow,
  shownJson,
} from '../../../core/contract/index.ts';

type Severity = SchemaChangeRow['severity'];

/** A schema that can be looked at: a published version, or the draft under the id `''`. */
export interface SchemaChoice {
  id: string;
  text: string;
  notes: string;
}

/** Every schema of an event type, the draft first, then the newest version. */
export function schemaChoices(value: EventType): SchemaChoice[] {
  const draft = { id: '', text: shownJson(value.schema, value.schemaText), notes: '' };
  const published = (value.versions ?? []).map(({ version, notes, schema, schemaText }) => ({
    id: version,
    text: shownJson(schema, schemaText),
    notes,
  }));
  return [draft, ...published.reverse()];
}

/** What is compared until somebody chooses: the draft with the last version, or that with the one before it where they are one. */
export function shownAtFirst([draft, last, previous]: readonly SchemaChoice[]): {
  before: SchemaChoice | undefined;
  after: SchemaChoice | undefined;
} {
  const isPublished = last !== undefined && draft?.text === last.text;
  return isPublished && previous !== undefined
    ? { before: previous, after: last }
    : { before: last ?? draft, after: draft };
}

export function lastVersion(value: EventType): PublishedSchema | null {
  return value.versions?.at(-1) ?? null;
}

/** The gravest of some changes; null = there are none. */
export function gravest(changes: readonly Pick<SchemaChangeRow, 'severity'>[]): Severity | null {
  const order: readonly Severity[] = ['breaking', 'risky', 'compatible'];
  return order.find((severity) => changes.some((change) => change.severity === severity)) ?? null;
}

/**
 * The name a version would go by: `1.0` for the first; then the next number in front when a receiver can break, else the
 * next behind the dot. Names of another kind get a number of their own.
 */
export function nextVersionName(value: EventType, severity: Severity | null): string {
  const taken = new Set((value.versions ?? []).map(({ version }) => version));
  const last = lastVersion(value)?.version ?? null;
  const parts = last === null ? null : /^(\d+)(?:\.(\d+))?(?:\.\d+)*$/.exec(last);
  const [major, minor] = [Number(parts?.[1] ?? 0), Number(parts?.[2] ?? 0)];
  const isFirst = last === null || parts === null;
  let name = isFirst ? '1.0' : severity === 'breaking' ? `${major + 1}.0` : `${major}.${minor + 1}`;
  for (let number = 1; taken.has(name); number += 1) {
    name = severity === 'breaking' ? `${major + 1 + number}.0` : `${Math.max(major, 1)}.${minor + number}`;
  }
  return name;
}

/** The event type with its schema as it is now kept under a version's name. */
export function publishVersion(value: EventType, version: string, notes: string): EventType {
  const { schema, schemaText } = value;
  const published = { version, notes, schema, ...(schemaText === undefined ? {} : { schemaText }) };
  return { ...value, versions: [...(value.versions ?? []), published] };
}

export function withoutVersion(value: EventType, version: string): EventType {
  return { ...value, versions: (value.versions ?? []).filter((known) => known.version !== version) };
}

/** The event type with another schema as its draft. */
export function withSchema(value: EventType, schema: JsonObject, text: string | undefined): EventType {
  const { schemaText: _, ...rest } = value;
  return { ...rest, schema, ...(text === undefined ? {} : { schemaText: text }) };
}
