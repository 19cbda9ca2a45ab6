import type { ObjectRecord } from '../../../core/contract/index.ts';
import { projects as words } from '../../strings/projects.ts';
import { readJsonObject } from '../json-object-text.ts';
import { readWebhook, type WebhookFields, webhookUrlProblem, writeWebhook } from './webhook-model.ts';

/** The fields of a webhook's form that were typed into and are not saved yet. */
export type TypedFields = Partial<WebhookFields>;

export interface WebhookProblems {
  name?: string;
  url?: string;
  other?: string;
}

/** What is wrong with the fields, beside each. */
export function problemsOf(fields: WebhookFields): WebhookProblems {
  const other = readJsonObject(fields.otherText);
  const url = fields.url.trim() === '' ? words.urlMissing : webhookUrlProblem(fields.url);
  return {
    ...(fields.name.trim() === '' ? { name: words.nameMissing } : {}),
    ...(url === null ? {} : { url }),
    ...(other.ok ? {} : { other: other.message }),
  };
}

/** What of the typed fields cannot be saved, and is not stored so already as the missing URL of a new webhook is; null = nothing. */
export function unfitFields(typed: TypedFields, stored: WebhookFields): TypedFields | null {
  const problems = problemsOf({ ...stored, ...typed });
  const { name, url, otherText } = typed;
  const unfit = {
    ...(name === undefined || name === stored.name || problems.name === undefined ? {} : { name }),
    ...(url === undefined || url === stored.url || problems.url === undefined ? {} : { url }),
    ...(otherText === undefined || otherText === stored.otherText || problems.other === undefined ? {} : { otherText }),
  };
  return Object.keys(unfit).length === 0 ? null : unfit;
}

/** The webhook with what was typed, but for the fields that are unfit. */
export function writeFitFields(before: ObjectRecord, typed: TypedFields, eventTypesProperty: string): ObjectRecord {
  const stored = readWebhook(before, eventTypesProperty);
  const unfit = new Set(Object.keys(unfitFields(typed, stored) ?? {}));
  const fit = Object.fromEntries(Object.entries(typed).filter(([field]) => !unfit.has(field)));
  const fields = { ...stored, ...fit };
  const other = readJsonObject(fields.otherText);
  return other.ok ? writeWebhook(before, fields, other.value, eventTypesProperty) : before;
}

/** What is still to be saved when `saved` has been, but for `unfit` of it; null = nothing. What was typed since stays. */
export function withoutSaved(
  typed: TypedFields | null,
  saved: TypedFields,
  unfit: TypedFields | null,
): TypedFields | null {
  const left = Object.entries(typed ?? {}).filter(([name, value]) => {
    const field = name as keyof WebhookFields; // of `typed`, which has no other fields
    return value !== saved[field] || unfit?.[field] !== undefined;
  });
  if (typed !== null && left.length === Object.keys(typed).length) return typed;
  return left.length === 0 ? null : Object.fromEntries(left);
}
