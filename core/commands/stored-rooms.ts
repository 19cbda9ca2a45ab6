import type { SecretStore } from '../secrets/index.ts';
import type { Workspace } from '../workspace/index.ts';

/** The rooms that all else reads from: documents and data, and the values that files only name. */
export interface StoredRooms {
  readonly workspace: Workspace;
  readonly secrets: SecretStore;
}
