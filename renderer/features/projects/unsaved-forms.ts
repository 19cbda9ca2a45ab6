import type { App } from '../../stores/app.ts';
import type { WebhookFields } from './webhook-model.ts';

const formsOf = new WeakMap<App, Map<string, WebhookFields>>();

/** What was typed into webhooks' forms and is not fit to be saved yet, kept while another webhook is looked at. */
export function unsavedForms(app: App): Map<string, WebhookFields> {
  const known = formsOf.get(app) ?? new Map<string, WebhookFields>();
  formsOf.set(app, known);
  return known;
}
