import { expect, it } from 'vitest';
import type { RunRecord, StoredDocument } from '../../../core/contract/index.ts';
import { type StartFacts, startSteps } from '../../../renderer/shell/start-steps.ts';

const nothing: StartFacts = { documents: { byId: {} }, projects: [], latestRun: undefined };
const project = (id: string, name: string) => ({ object: { id }, name }) as StartFacts['projects'][number];
const documents = (...list: [kind: string, key: string, name: string][]): StartFacts['documents'] => ({
  byId: Object.fromEntries(
    list.map(([kind, key, name]) => [`${kind}/${key}`, { kind, key, value: { name } } as StoredDocument]),
  ),
});
const placesOf = (facts: StartFacts) => startSteps(facts).map(({ view, leadsTo }) => [view, leadsTo]);

it('an empty workspace is led to make the first of everything', () => {
  expect(placesOf(nothing)).toEqual([
    ['projects', { command: 'project.add' }],
    ['channels', { command: 'channel.add' }],
    ['runs', { kind: 'run-setup', key: '' }],
    ['deliveries', { kind: 'deliveries', key: '' }],
  ]);
});

it('what is there is named and opened: the first of each kind, and the latest run with its outcomes', () => {
  const counts = { recipients: 3, delivered: 2, undelivered: 0, skipped: 1, stopped: 0, active: 0, attempts: 4 };
  const facts: StartFacts = {
    documents: documents(['channel', 'b', 'Second'], ['channel', 'a', 'Orders'], ['scenario', 's', 'Paid']),
    projects: [project('acme', 'Acme'), project('globex', 'Globex'), project('x', 'X')],
    latestRun: { id: 'run-id', number: 7, counts } as RunRecord,
  };
  expect(placesOf(facts)).toEqual([
    ['projects', { kind: 'project', key: 'acme' }],
    ['channels', { kind: 'channel', key: 'a' }],
    ['runs', { kind: 'scenario', key: 's' }],
    ['runs', { kind: 'run', key: 'run-id' }],
  ]);
  const details = startSteps(facts).map(({ detail }) => detail);
  expect(details[0]).toBe('Acme, and 2 more projects');
  expect(details[1]).toMatch(/^Orders: /);
  expect(details[2]).toMatch(/^Paid: /);
  expect(details[3]).toBe('Run 7 · 2 delivered · 1 skipped');
});
