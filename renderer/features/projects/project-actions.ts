import { exactProperties, mergeExact, type ObjectRecord, withProperties } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { attempt } from '../../stores/attempt.ts';
import { closeTab, tabId } from '../../stores/session.ts';
import { projects as words } from '../../strings/projects.ts';
import { ui } from '../../strings/ui.ts';
import { focusWhenShown } from '../../ui/focus-when-shown.ts';
import { freeObjectId, takeIdFromName } from '../recipient-id.ts';
import { collectionsOf } from './collections.ts';

/** Adds a project and opens it; gives its id, or null when the engine refused. */
export async function addProject(app: App, name: string = words.newProject): Promise<string | null> {
  let added: string | null = null;
  await attempt(app, async () => {
    const { environment } = app.session.getState();
    const { projects: collection } = collectionsOf(app);
    const id = await freeObjectId(app, environment, { collection, name, fallback: 'project' });
    const object: ObjectRecord = { collection, id, properties: { name } };
    await app.history.perform({
      label: words.addProjectLabel(name),
      redo: async () => void (await app.engine.call('objects.put', { environment, object })),
      undo: async () => {
        await app.engine.call('objects.remove', { environment, objects: [{ collection: object.collection, id }] });
        app.session.setState((state) => closeTab(state, tabId({ kind: 'project', key: id })));
      },
    });
    app.openTab({ kind: 'project', key: id });
    focusWhenShown(`[data-project-name=${JSON.stringify(id)}]`);
    added = id;
  });
  return added;
}

export function removeProject(app: App, project: { id: string; name: string }): Promise<void> {
  return attempt(
    app,
    async () => {
      const { environment } = app.session.getState();
      const { projects, webhooks } = collectionsOf(app);
      const label = words.deleteProjectLabel(project.name);
      const rows = await app.engine.call('webhooks.list', { environment, projectId: project.id });
      const objects = [
        { collection: projects, id: project.id },
        ...(await ownedOnly(
          app,
          environment,
          rows.map((row) => row.object.id),
          webhooks,
          project.id,
        )),
      ];
      let snapshot = { objects: [], users: [], tenants: [], subscriptions: [] } as Awaited<
        ReturnType<typeof app.engine.call<'objects.remove'>>
      >;
      await app.history.perform({
        label,
        redo: async () => {
          snapshot = await app.engine.call('objects.remove', { environment, objects });
          app.session.setState((state) => closeTab(state, tabId({ kind: 'project', key: project.id })));
        },
        undo: async () => void (await app.engine.call('data.restore', { environment, snapshot })),
      });
      app.toast(words.projectDeleted(project.name), { label: ui.undo, run: () => void app.history.undo() });
    },
    tabId({ kind: 'project', key: project.id }),
  );
}

/** A webhook that another project has too stays. */
async function ownedOnly(
  app: App,
  environment: string,
  ids: readonly string[],
  collection: string,
  projectId: string,
): Promise<{ collection: string; id: string }[]> {
  const { projects } = collectionsOf(app);
  const owned = [];
  for (const id of ids) {
    const joined = await app.engine.call('subscriptions.list', { environment, recipient: { collection, id } });
    const others = joined.some((entry) => entry.object.collection !== projects || entry.object.id !== projectId);
    if (!others) owned.push({ collection, id });
  }
  return owned;
}

export function renameProject(app: App, before: ObjectRecord, name: string): Promise<void> {
  return attempt(app, async () => {
    const { environment } = app.session.getState();
    if (name.trim() === '' || name === before.properties.name) return;
    const after = withProperties(before, mergeExact(exactProperties(before), { name }));
    const put = async (object: ObjectRecord): Promise<void> =>
      void (await app.engine.call('objects.put', { environment, object }));
    await app.history.perform({
      label: words.renameProjectLabel(name),
      redo: () => put(after),
      undo: () => put(before),
    });
    await takeIdFromName(app, environment, { object: before, name, newName: words.newProject });
  });
}
