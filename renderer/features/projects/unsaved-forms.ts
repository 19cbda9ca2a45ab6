import type { App } from '../../stores/app.ts';
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
  movedForms += 1;
  identities.set(to, identity);
  identities.set(from, `${from}#${movedForms}`);
}
