import type { App } from '../../stores/app.ts';
import type { WebhookFields } from './webhook-model.ts';

/** By webhook, within its environment. */
interface UnsavedForms {
  fields: Map<string, WebhookFields>;
  /** Signing keys. In memory only: a secret does not go into the remembered session. */
  keys: Map<string, string>;
}

const formsOf = new WeakMap<App, UnsavedForms>();

/** What was typed into webhooks' forms and is not saved yet, kept while another webhook is looked at. */
export function unsavedForms(app: App): UnsavedForms {
  const known = formsOf.get(app) ?? { fields: new Map(), keys: new Map() };
  formsOf.set(app, known);
  return known;
}
