import { CommandError } from '../contract/errors.ts';
import { type DocumentKind, documentKinds, type JsonObject } from '../model/index.ts';
import { describeIssues } from './schema-problems.ts';
import { typedTextOffence } from './typed-json.ts';

/** Throws CommandError invalid-input for a key that its kind cannot have. */
export function checkKey(kind: DocumentKind, key: string): void {
  const checked = documentKinds[kind].key.safeParse(key);
  if (checked.success) return;
  const message = `"${key}" cannot be a key: ${checked.error.issues[0]?.message ?? 'choose another one'}.`;
  throw new CommandError('invalid-input', message, { field: 'key' });
}

/** A plain copy of the value, as JSON would carry it. Throws CommandError invalid-input naming the field. */
export function checkDocument(kind: DocumentKind, value: unknown): JsonObject {
  const copy: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
  const checked = documentKinds[kind].value.safeParse(copy);
  // The copy rather than Zod's output: that one has the names in another order.
  if (checked.success) {
    const offence = typedTextOffence(kind, copy as JsonObject);
    if (offence === null) return copy as JsonObject;
    throw new CommandError('invalid-input', offence.message, { field: ['value', ...offence.path].join('.') });
  }
  const [offence] = describeIssues(checked.error.issues, copy);
  const field = ['value', ...(offence?.path ?? [])].map(String).join('.');
  throw new CommandError('invalid-input', offence?.message ?? 'The value is not valid.', { field });
}
