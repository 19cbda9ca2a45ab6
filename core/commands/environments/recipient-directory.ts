import type { RecipientDirectory } from '../../workflow/index.ts';
import type { EnvironmentData } from '../../workspace/index.ts';

/** An environment's data as the fan-out reads it. */
export function recipientDirectory(data: EnvironmentData): RecipientDirectory {
  return {
    object(reference) {
      const record = data.object(reference);
      return record === null ? null : { reference, properties: record.properties, isIdentified: true };
    },
    user(id) {
      const record = data.user(id);
      return record === null ? null : { reference: id, properties: record.properties, isIdentified: true };
    },
    tenant: (id) => data.tenant(id)?.properties ?? null,
    subscribersOf: (reference) => data.subscribersOf(reference),
    subscribedObjects: () => data.subscribedObjects(),
  };
}
