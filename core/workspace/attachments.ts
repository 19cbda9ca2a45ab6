import { posix } from 'node:path';
import type { JsonObject, JsonValue } from '../model/index.ts';

/** A text that lives in a file of its own: in the JSON file `"body@": "body.liquid"` stands for `"body"`. */
export interface Attachment {
  /** Where the text belongs in the document; list items that have a `ref` are addressed by it, so steps may move. */
  pointer: string;
  /** Path of the property in the JSON file, for messages. */
  field: string[];
  /** As written in the JSON file: relative to it. */
  reference: string;
  /** Path inside the workspace. */
  file: string;
}

/** References of a JSON file. `refused` says why one cannot be followed. */
export interface FoundReferences {
  attachments: Attachment[];
  refused: { field: string[]; message: string }[];
  /** Properties that are given both ways; the inline value counts (knock.md 8.3). */
  overridden: { field: string[]; reference: string }[];
}

/** Email blocks are a tree of files of their own; Hookbench does not open them and keeps the reference as it is. */
const keptReferences = ['visual_blocks@'];

/** Finds every `field@` of a document whose main file is `main`. */
export function findReferences(value: JsonValue, main: string, folder: string): FoundReferences {
  const found: FoundReferences = { attachments: [], refused: [], overridden: [] };
  visitReferences(value, '', [], (object, key, reference, pointer, field) => {
    if (Object.hasOwn(object, plainName(key))) {
      found.overridden.push({ field, reference });
      return;
    }
    const file = posix.normalize(posix.join(posix.dirname(main), reference));
    const refuse = (message: string) => found.refused.push({ field, message });
    if (posix.isAbsolute(reference) || /^[A-Za-z]:|\\/.test(reference)) {
      refuse(`"${reference}" must be a path relative to this file, with "/".`);
    } else if (!file.startsWith(`${folder}/`))
      refuse(`"${reference}" leads out of ${folder}; the file must lie inside it.`);
    else if (file === main || found.attachments.some((other) => other.file === file)) {
      refuse(`"${reference}" is used twice; every text needs a file of its own.`);
    } else found.attachments.push({ pointer, field, reference, file });
  });
  return found;
}

/** Puts the texts in place of their references; `body@` becomes `body` at the same place in the order. */
export function joinAttachments(value: JsonValue, texts: ReadonlyMap<string, string>): JsonValue {
  return rebuild(value, '', (key, child, pointer, owner) => {
    if (!isReference(key, child)) return { key, value: child };
    if (Object.hasOwn(owner, plainName(key))) return null;
    const text = texts.get(pointer);
    return text === undefined ? { key, value: child } : { key: plainName(key), value: text };
  });
}

/** The reverse: takes the texts out again and leaves references. The very same value where there are none. */
export function separateAttachments(
  value: JsonValue,
  attachments: readonly Attachment[],
): { value: JsonValue; texts: Map<string, string> } {
  if (attachments.length === 0) return { value, texts: new Map() };
  const byPointer = new Map(attachments.map((attachment) => [attachment.pointer, attachment]));
  const texts = new Map<string, string>();
  const separated = rebuild(value, '', (key, child, pointer) => {
    const attachment = byPointer.get(pointer);
    if (!attachment || typeof child !== 'string' || key.endsWith('@')) return { key, value: child };
    texts.set(attachment.file, child);
    return { key: `${key}@`, value: attachment.reference };
  });
  return { value: separated, texts };
}

function plainName(key: string): string {
  return key.slice(0, -1);
}

function isReference(key: string, value: JsonValue): value is string {
  return key.length > 1 && key.endsWith('@') && typeof value === 'string' && !keptReferences.includes(key);
}

function pointerTo(pointer: string, segment: string): string {
  return `${pointer}/${segment.replaceAll('/', '~1')}`;
}

function itemSegment(item: JsonValue, index: number): string {
  const ref = item !== null && typeof item === 'object' && !Array.isArray(item) ? item.ref : undefined;
  return typeof ref === 'string' ? `ref=${ref}` : String(index);
}

type Visitor = (object: JsonObject, key: string, reference: string, pointer: string, field: string[]) => void;

function visitReferences(value: JsonValue, pointer: string, field: string[], visit: Visitor): void {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      visitReferences(item, pointerTo(pointer, itemSegment(item, index)), [...field, String(index)], visit);
    }
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    if (isReference(key, child)) visit(value, key, child, pointerTo(pointer, plainName(key)), [...field, key]);
    else visitReferences(child, pointerTo(pointer, key), [...field, key], visit);
  }
}

type Rewrite = (
  key: string,
  child: JsonValue,
  pointer: string,
  owner: JsonObject,
) => { key: string; value: JsonValue } | null;

function rebuild(value: JsonValue, pointer: string, rewrite: Rewrite): JsonValue {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    return value.map((item, index) => rebuild(item, pointerTo(pointer, itemSegment(item, index)), rewrite));
  }
  const entries: [string, JsonValue][] = [];
  for (const [key, child] of Object.entries(value)) {
    const name = isReference(key, child) ? plainName(key) : key;
    const written = rewrite(key, child, pointerTo(pointer, name), value);
    if (written) entries.push([written.key, rebuild(written.value, pointerTo(pointer, name), rewrite)]);
  }
  return Object.fromEntries(entries);
}
