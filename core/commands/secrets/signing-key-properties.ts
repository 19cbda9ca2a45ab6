import type { Workspace } from '../../workspace/index.ts';

const keyProperty = /\{\{-?\s*(recipient|tenant)\.([A-Za-z_][A-Za-z0-9_]*)\b/g;

/** Properties that the workspace's channels read their signing keys from. */
export interface SigningKeyProperties {
  /** Of objects and users. */
  recipients: ReadonlySet<string>;
  /** A tenant can be the recipient, too. */
  tenants: ReadonlySet<string>;
}

export function signingKeyProperties(workspace: Workspace): SigningKeyProperties {
  const recipients = new Set<string>();
  const tenants = new Set<string>();
  for (const document of workspace.documents()) {
    if (document.kind !== 'channel' || document.value.signing === null) continue;
    const { key, previousKeys = [] } = document.value.signing;
    for (const text of [key, ...previousKeys.map((previous) => previous.key)]) {
      for (const [, holder, name = ''] of text.matchAll(keyProperty)) {
        tenants.add(name);
        if (holder === 'recipient') recipients.add(name);
      }
    }
  }
  return { recipients, tenants };
}
