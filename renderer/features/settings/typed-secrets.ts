import type { App } from '../../stores/app.ts';

const typedOf = new WeakMap<App, Map<string, string>>();

/**
 * Secrets that were typed and not set, by `environment/name`, kept while another tab is looked at. In memory only: a
 * secret does not go into the remembered session.
 */
export function typedSecrets(app: App): Map<string, string> {
  const known = typedOf.get(app) ?? new Map<string, string>();
  typedOf.set(app, known);
  return known;
}
