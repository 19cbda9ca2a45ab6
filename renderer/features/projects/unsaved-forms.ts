import type { App } from '../../stores/app.ts';
import { isSameJson } from '../../stores/same-json.ts';
import type { TypedFields } from './typed-fields.ts';

/** By webhook, within its environment. */
interface UnsavedForms {
  fields: Map<string, TypedFields>;
  /** Signing keys. In memory only: a secret does not go into the remembered session. */
  keys: Map<string, string>;
  /** See `formIdentity`. */
  identities: Map<string, string>;
}

const formsOf = new WeakMap<App, UnsavedForms>();

/** What was typed into webhooks' forms and is not saved yet, kept while another webhook is looked at. */
export function unsavedForms(app: App): UnsavedForms {
  const known = formsOf.get(app) ?? { fields: new Map(), keys: new Map(), identities: new Map() };
  formsOf.set(app, known);
  return known;
}

/** Where the session keeps what is unfit to be saved, by webhook within its environment: it outlives the window. */
export const unfitMemory = 'webhook-forms';

/** What was typed into a webhook's form and is not saved; null = nothing. */
export function typedInto(app: App, formId: string): TypedFields | null {
  // Written by `keepUnfit` alone.
  const unfit = app.session.getState().tabState[unfitMemory]?.[formId] as TypedFields | undefined;
  return unsavedForms(app).fields.get(formId) ?? unfit ?? null;
}

export function keepUnfit(app: App, formId: string, unfit: TypedFields | null): void {
  const known = app.session.getState().tabState[unfitMemory]?.[formId] ?? null;
  if (isSameJson(known, unfit)) return;
  app.session.setState(({ tabState }) => {
    const { [formId]: _before, ...others } = tabState[unfitMemory] ?? {};
    return { tabState: { ...tabState, [unfitMemory]: unfit === null ? others : { ...others, [formId]: unfit } } };
  });
}

/** Tells a webhook's form from others for as long as it is shown: the same one while the webhook is given another id. */
export function formIdentity(app: App, formId: string): string {
  return unsavedForms(app).identities.get(formId) ?? formId;
}

let movedForms = 0;

/** What was typed into a form goes on under another id. A later webhook with the id from before has a form of its own. */
export function moveForm(app: App, from: string, to: string): void {
  const identity = formIdentity(app, from);
  const { fields, keys, identities } = unsavedForms(app);
  for (const entries of [fields, keys] as Map<string, unknown>[]) {
    if (!entries.has(from)) continue;
    entries.set(to, entries.get(from));
    entries.delete(from);
  }
  const unfit = app.session.getState().tabState[unfitMemory]?.[from];
  if (unfit !== undefined) {
    keepUnfit(app, to, unfit as TypedFields);
    keepUnfit(app, from, null);
  }
  movedForms += 1;
  identities.set(to, identity);
  identities.set(from, `${from}#${movedForms}`);
}
