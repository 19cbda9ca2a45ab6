import { CommandError } from '../../contract/errors.ts';
import type { EventTypeUse } from '../../contract/event-type-payloads.ts';
import type { DocumentKind, JsonObject } from '../../model/index.ts';
import type { Workspace } from '../../workspace/index.ts';
import { allOrNothing, type WayBack } from '../all-or-nothing.ts';
import { type FoundUse, findEventTypeUses, rewrittenData } from './event-type-uses.ts';

/** A use without what rewrites it. */
export function describeUse({ rewrite: _, ...use }: FoundUse): EventTypeUse {
  return use;
}

/**
 * Moves an event type to another key and rewrites what names it (`uses` null = all that can be). All of it or nothing:
 * when a file is refused on the way, what was written is put back. Throws `not-found` for an unknown event type and
 * `conflict` for a key that is taken.
 */
export async function renameEventType(
  workspace: Workspace,
  { from, to, uses }: { from: string; to: string; uses: readonly string[] | null },
): Promise<{ rewritten: EventTypeUse[]; left: EventTypeUse[] }> {
  const document = workspace.get('event-type', from);
  if (document === null) {
    throw new CommandError('not-found', `There is no event type "${from}" in this workspace.`, { field: 'from' });
  }
  if (from === to) return { rewritten: [], left: [] };
  if (workspace.get('event-type', to) !== null) {
    throw new CommandError('conflict', `There is an event type "${to}" already. Choose another name.`, { field: 'to' });
  }
  const found = findEventTypeUses(workspace, from);
  const isChosen = ({ id, isRewritable }: FoundUse) => isRewritable && (uses === null || uses.includes(id));
  const chosen = found.filter(isChosen);
  await allOrNothing(async (back) => {
    await workspace.put('event-type', to, document.value, null);
    back.push(() => workspace.remove('event-type', to));
    await rewriteDocuments(workspace, chosen, to, back);
    await rewriteEnvironments(workspace, chosen, to, back);
    await workspace.remove('event-type', from);
  });
  return { rewritten: chosen.map(describeUse), left: found.filter((use) => !isChosen(use)).map(describeUse) };
}

function grouped(uses: readonly FoundUse[], keyOf: (use: FoundUse) => string): Map<string, FoundUse[]> {
  const groups = new Map<string, FoundUse[]>();
  for (const use of uses) {
    const group = groups.get(keyOf(use));
    if (group === undefined) groups.set(keyOf(use), [use]);
    else group.push(use);
  }
  return groups;
}

async function rewriteDocuments(
  workspace: Workspace,
  uses: readonly FoundUse[],
  to: string,
  back: WayBack,
): Promise<void> {
  const inDocuments = uses.filter(({ environment }) => environment === null);
  for (const group of grouped(inDocuments, ({ kind, key }) => `${kind}/${key}`).values()) {
    const [first] = group;
    if (first === undefined) continue;
    // Uses in documents are of kinds that documents have.
    const kind = first.kind as DocumentKind;
    const before = workspace.get(kind, first.key)?.value;
    if (before === undefined) continue;
    const value = group.reduce<JsonObject>((current, use) => use.rewrite(current, to), before as unknown as JsonObject);
    await workspace.put(kind, first.key, value, null);
    back.push(() => workspace.put(kind, first.key, before, null));
  }
}

async function rewriteEnvironments(
  workspace: Workspace,
  uses: readonly FoundUse[],
  to: string,
  back: WayBack,
): Promise<void> {
  const inData = uses.filter((use) => use.environment !== null);
  for (const [environment, group] of grouped(inData, (use) => use.environment ?? '')) {
    const data = workspace.data(environment);
    const records = rewrittenData(workspace, environment, group, to);
    const before = {
      objects: records.objects.flatMap((object) => data.object(object) ?? []),
      subscriptions: records.subscriptions.flatMap(
        ({ object, recipient }) => data.subscription(object, recipient) ?? [],
      ),
    };
    await data.putAll(records);
    back.push(() => data.putAll(before));
  }
}
