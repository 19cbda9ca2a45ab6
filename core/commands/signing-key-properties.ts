import type { Workspace } from '../workspace/index.ts';

const recipientProperty = /\{\{-?\s*recipient\.([A-Za-z_][A-Za-z0-9_]*)\b/g;

/** Properties of recipients that the workspace's channels read their signing keys from. */
export function signingKeyProperties(workspace: Workspace): Set<string> {
  const names = new Set<string>();
  for (const document of workspace.documents()) {
    if (document.kind !== 'channel' || document.value.signing === null) continue;
    const { key, previousKeys = [] } = document.value.signing;
    for (const text of [key, ...previousKeys.map((previous) => previous.key)]) {
      for (const [, name] of text.matchAll(recipientProperty)) if (name !== undefined) names.add(name);
    }
  }
  return names;
}
