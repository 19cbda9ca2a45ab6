import {
  type JsonValue,
  plainJson,
  type RecipientReference,
  readExactJson,
  readRecipientKey,
  recipientKey,
  type TriggerRecipient,
  triggerRecipientSchema,
  writeExactJson,
} from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';
import { jsonProblem } from '../../ui/json-problem.ts';

/** A recipient as a chip shows it: `user:ada`, `projects/acme`, or JSON for one that carries properties of its own. */
export function recipientText(recipient: TriggerRecipient): string {
  const reference = plainReference(recipient);
  return reference === null ? writeExactJson(recipient as JsonValue) : recipientKey(reference);
}

/** Reads what `recipientText` wrote or a user typed; a bare word is a user. Null when it is nothing of these. */
export function readRecipientText(text: string): TriggerRecipient | null {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) return readInline(trimmed);
  return readReferenceText(trimmed);
}

/** Why `readRecipientText` makes nothing of a text; undefined = it does. */
export function recipientProblem(text: string): string | undefined {
  if (readRecipientText(text) !== null) return undefined;
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) return words.problems.recipientText;
  try {
    readExactJson(trimmed);
    return words.problems.inlineRecipient;
  } catch (cause) {
    return jsonProblem(trimmed, cause);
  }
}

/** Only a reference: `user:ada`, `ada` or `collection/id`. */
export function readReferenceText(text: string): RecipientReference | null {
  const key = text.trim();
  return readRecipientKey(/^user:|\//.test(key) ? key : `user:${key}`);
}

/** The reference alone, when the recipient is nothing more. */
export function plainReference(recipient: TriggerRecipient): RecipientReference | null {
  if (typeof recipient === 'string') return recipient;
  const { collection, id, ...rest } = recipient;
  return collection !== undefined && Object.keys(rest).length === 0 ? { collection, id } : null;
}

function readInline(text: string): TriggerRecipient | null {
  try {
    const exact = readExactJson(text);
    // The value that was read, since the schema's copy has forgotten how its numbers are spelled.
    return triggerRecipientSchema.safeParse(plainJson(exact)).success ? (exact as TriggerRecipient) : null;
  } catch {
    return null;
  }
}
