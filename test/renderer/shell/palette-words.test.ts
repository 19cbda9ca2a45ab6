import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { DocumentKind, RunRecord, StoredDocument } from '../../../core/contract/index.ts';
import type { Command } from '../../../renderer/commands/command.ts';
import { createCommandRegistry } from '../../../renderer/commands/command-registry.ts';
import { searchPalette } from '../../../renderer/commands/palette-search.ts';
import { features } from '../../../renderer/features/feature-registry.ts';
import { knownPlaces } from '../../../renderer/shell/palette-places.ts';
import { createPaletteStore } from '../../../renderer/shell/palette-store.ts';
import { shellCommands } from '../../../renderer/shell/shell-commands.ts';
import type { App } from '../../../renderer/stores/app.ts';
import { initialSession, openTab, type TabReference } from '../../../renderer/stores/session.ts';
import { channelStudio } from '../../../renderer/strings/channel-studio.ts';
import { deliveries } from '../../../renderer/strings/deliveries.ts';
import { eventTypes } from '../../../renderer/strings/event-types.ts';
import { projects } from '../../../renderer/strings/projects.ts';
import { resend } from '../../../renderer/strings/resend.ts';
import { runs } from '../../../renderer/strings/runs.ts';
import { signatureSchemes } from '../../../renderer/strings/signature-schemes.ts';
import { workflows } from '../../../renderer/strings/workflows.ts';

const document = (kind: DocumentKind, key: string, name: string) =>
  [`${kind}/${key}`, { kind, key, revision: 1, value: { name, steps: [] } }] as const;

/** As much of the app as the palette asks: one document of each kind, a run that was stopped, and the tab in front. */
function appWith(tab: TabReference): App {
  const byId = Object.fromEntries([
    document('channel', 'orders', 'Orders'),
    document('partial', 'head', 'Head'),
    document('workflow', 'hooks', 'Hooks'),
    document('scenario', 'paid', 'Paid'),
    document('receiver', 'local', 'Local'),
    document('environment', 'development', 'Development'),
    document('environment', 'staging', 'Staging'),
  ]) as unknown as Record<string, StoredDocument>;
  const run = {
    id: 'r',
    number: 1,
    status: 'stopped',
    counts: { attempts: 1 },
    trigger: { workflow: 'hooks' },
  } as RunRecord;
  return {
    documents: createStore(() => ({ byId })),
    session: createStore(() => openTab(initialSession, tab)),
    runs: createStore(() => ({ byId: { r: run }, latestRunId: 'r' })),
    data: { store: createStore(() => ({ projects: {}, webhooks: {} })) },
    workspace: createStore(() => ({ info: { readOnlyReason: null } })),
    receivers: createStore(() => ({ states: {} })),
    knockApi: createStore(() => ({ baseUrl: null })),
    history: { store: createStore(() => ({ done: [], undone: [] })) },
    drafts: { store: createStore(() => ({})) },
    engine: { call: async () => ({ attempts: [], entries: [] }) },
  } as unknown as App;
}

function availableCommands(app: App): readonly Command[] {
  const ports = { palette: createPaletteStore(), bridge: null, recoverEngine: () => undefined };
  const commands = [...shellCommands(app, ports), ...features.flatMap((feature) => feature.commands?.(app) ?? [])];
  return createCommandRegistry(commands, false).available();
}

/** What a button or menu says, the tab it stands in, and the command that does the same. */
const buttons: readonly [words: string, tab: TabReference, command: string][] = [
  [workflows.run, { kind: 'workflow', key: 'hooks' }, 'workflow.run'],
  [workflows.add, { kind: 'workflow', key: 'hooks' }, 'workflow.add'],
  [runs.setupTitle, { kind: 'settings', key: 'workspace' }, 'run.new'],
  [runs.newRun, { kind: 'run', key: 'r' }, 'run.new'],
  [runs.addScenario, { kind: 'run', key: 'r' }, 'scenario.add'],
  [runs.resume, { kind: 'run', key: 'r' }, 'run.resume'],
  [runs.runAgain, { kind: 'run', key: 'r' }, 'run.again'],
  [runs.openDeliveries, { kind: 'run', key: 'r' }, 'run.openDeliveries'],
  [runs.exportHar, { kind: 'run', key: 'r' }, 'run.exportHar'],
  [resend.action, { kind: 'run', key: 'r' }, 'run.sendAgain'],
  [projects.addProject, { kind: 'project', key: 'acme' }, 'project.add'],
  [projects.addWebhook, { kind: 'project', key: 'acme' }, 'project.addWebhook'],
  [projects.runEvent, { kind: 'project', key: 'acme' }, 'project.run'],
  [eventTypes.add, { kind: 'project', key: 'acme' }, 'eventType.add'],
  [eventTypes.importCommand, { kind: 'project', key: 'acme' }, 'eventType.import'],
  [channelStudio.addChannel, { kind: 'channel', key: 'orders' }, 'channel.add'],
  [channelStudio.addPartial, { kind: 'channel', key: 'orders' }, 'partial.add'],
  [channelStudio.matrixOpen, { kind: 'channel', key: 'orders' }, 'matrix.open'],
  [deliveries.harOfShown, { kind: 'deliveries', key: '' }, 'deliveries.exportHar'],
  [deliveries.harReplaced, { kind: 'deliveries', key: '' }, 'deliveries.exportHar'],
  [deliveries.harWithSecrets, { kind: 'deliveries', key: '' }, 'deliveries.exportHarWithSecrets'],
  [signatureSchemes.newScheme, { kind: 'signatures', key: '' }, 'signature.addScheme'],
];

it.each(buttons)('the palette finds what the button “%s” does', (words, tab, command) => {
  expect(searchPalette(words, availableCommands(appWith(tab)), 1)[0]?.id).toBe(command);
});

it('commands of a tab are not offered in front of another', () => {
  const ids = availableCommands(appWith({ kind: 'help', key: '' })).map(({ id }) => id);
  for (const id of ['workflow.run', 'run.again', 'project.addWebhook', 'deliveries.exportHar']) {
    expect(ids).not.toContain(id);
  }
});

it('each place is offered once, whichever part of the app knows it, and with its side list', async () => {
  const app = appWith({ kind: 'help', key: '' });
  const found = await Promise.all(features.map((feature) => feature.paletteEntries?.(app, '') ?? []));
  const entries = [...knownPlaces(app), ...found.flat()];
  const names = entries.map(({ title, detail, group }) => `${title} ${detail ?? ''} ${group}`);
  expect(names).toEqual([...new Set(names)]);
  const views = Object.fromEntries(entries.map(({ id, view }) => [id, view]));
  expect(views).toMatchObject({
    'document:channel/orders': 'channels',
    'document:partial/head': 'channels',
    'document:workflow/hooks': 'workflows',
    'document:scenario/paid': 'runs',
    'document:receiver/local': 'receivers',
    'run:r': 'runs',
  });
});

it('the other environments can be switched to', () => {
  const app = appWith({ kind: 'help', key: '' });
  const entries = features.flatMap((feature) => {
    const answer = feature.paletteEntries?.(app, '') ?? [];
    return answer instanceof Promise ? [] : answer;
  });
  const switches = entries.filter(({ id }) => id.startsWith('switch-environment:'));
  expect(switches.map(({ title }) => title)).toEqual(['Switch to environment Staging']);
  switches[0]?.run();
  expect(app.session.getState().environment).toBe('staging');
});
