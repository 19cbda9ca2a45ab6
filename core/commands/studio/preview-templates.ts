import { type JsonObject, mergeExact } from '../../model/index.ts';
import { createTemplates, type TemplateLookups, type Templates } from '../../template/index.ts';
import { resolveReferences } from '../../workflow/index.ts';
import type { EnvironmentData, Workspace } from '../../workspace/index.ts';
import { environmentVars } from '../environments/environment-vars.ts';
import type { StoredRooms } from '../stored-rooms.ts';

/** Compiled templates of the previews, per environment; kept until a partial changes. */
export interface PreviewTemplates {
  of(environment: string): Templates;
  clear(): void;
}

export function createPreviewTemplates(context: StoredRooms, nowMs: () => number): PreviewTemplates {
  const byEnvironment = new Map<string, Templates>();
  return {
    of(environment) {
      const known = byEnvironment.get(environment);
      if (known !== undefined) return known;
      // Refuses an unknown environment here rather than inside a filter.
      context.workspace.data(environment);
      const templates = createTemplates({
        partials: partialsOf(context.workspace),
        nowMs,
        lookups: lookupsOf(
          () => context.workspace.data(environment),
          () => environmentVars(context, environment),
        ),
      });
      byEnvironment.set(environment, templates);
      return templates;
    },
    clear() {
      byEnvironment.clear();
    },
  };
}

export function partialsOf(workspace: Workspace): (key: string) => string | undefined {
  return (key) => workspace.get('partial', key)?.value.content;
}

/** Answers of Knock's look-up filters. Both are asked anew per look-up: a preview's data and variables change. */
export function lookupsOf(data: () => EnvironmentData, vars: () => JsonObject): TemplateLookups {
  const withIdentity = (properties: JsonObject, identity: JsonObject): JsonObject =>
    mergeExact(resolveReferences(properties, vars()), identity);
  return {
    user(id) {
      const user = data().user(id);
      return user === null ? null : withIdentity(user.properties, { __typename: 'User', id });
    },
    object(collection, id) {
      const object = data().object({ collection, id });
      return object === null ? null : withIdentity(object.properties, { __typename: 'Object', collection, id });
    },
    tenant(id) {
      const tenant = data().tenant(id);
      return tenant === null ? null : withIdentity(tenant.properties, { id });
    },
    subscriptions: (userId) => [...data().subscriptionsOf(userId)],
  };
}
