import type { JsonValue } from '../../model/index.ts';
import type { Workspace } from '../../workspace/index.ts';

/** Every name that a sample or the schema of an event type has anywhere. */
export function namesInEventTypes(workspace: Pick<Workspace, 'documents'>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const document of workspace.documents()) {
    if (document.kind !== 'event-type') continue;
    const { schema, examples } = document.value;
    addNames(names, schema);
    for (const { payload } of examples) addNames(names, payload);
  }
  return names;
}

/** Without recursion: a payload may be nested as deeply as its author likes. */
function addNames(names: Set<string>, root: JsonValue): void {
  const open: JsonValue[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) for (const name of Object.keys(value)) names.add(name);
    for (const inner of Object.values(value)) open.push(inner);
  }
}
