import { expect, test } from 'vitest';
import type { DocumentKind } from '../../../../core/contract/index.ts';
import { withSetupRenamed } from '../../../../renderer/features/runs/follow-rename.ts';
import { request } from './fixtures.ts';

const text = JSON.stringify(request);
const renamed = (kind: DocumentKind, from: string) => JSON.parse(withSetupRenamed(text, { kind, from, to: 'new' }));

test('a remembered set-up names an object of its environment by its new id', () => {
  const rename = { kind: 'recipient', collection: 'projects', from: 'acme', to: 'acme-inc' } as const;
  const { environment } = request;
  expect(JSON.parse(withSetupRenamed(text, { ...rename, environment })).recipients).toEqual([
    { collection: 'projects', id: 'acme-inc' },
  ]);
  expect(withSetupRenamed(text, { ...rename, environment: 'another' })).toBe(text);
});

test('and a user, as recipient or actor, and its tenant', () => {
  const { environment } = request;
  const given = JSON.stringify({ ...request, recipients: ['ada', { id: 'ada' }], actor: 'ada', tenant: 'ada' });
  const rename = { kind: 'recipient', environment, from: 'ada', to: 'lovelace' } as const;
  expect(JSON.parse(withSetupRenamed(given, { ...rename, collection: null }))).toMatchObject({
    recipients: ['lovelace', { id: 'lovelace' }],
    actor: 'lovelace',
    tenant: 'ada',
  });
  expect(JSON.parse(withSetupRenamed(given, { ...rename, collection: '$tenants' }))).toMatchObject({
    recipients: ['ada', { id: 'ada' }],
    actor: 'ada',
    tenant: 'lovelace',
  });
});

test('a remembered set-up names what was renamed by its new key', () => {
  expect(renamed('environment', request.environment)).toEqual({ ...request, environment: 'new' });
  expect(renamed('workflow', request.workflow)).toEqual({ ...request, workflow: 'new' });
  const { type, sample } = 'sample' in request.event ? request.event : { type: '', sample: '' };
  expect(renamed('event-type', type)).toEqual({ ...request, event: { ...request.event, type: 'new' } });
  const text = JSON.stringify(request);
  const toNew = (from: string) =>
    JSON.parse(withSetupRenamed(text, { kind: 'sample', from: `${type}/${from}`, to: `${type}/new` }));
  expect(toNew(sample)).toEqual({ ...request, event: { type, sample: 'new' } });
  expect(toNew('another')).toEqual(request);
});

test('anything else stays as it is', () => {
  expect(renamed('environment', 'another')).toEqual(request);
  expect(renamed('channel', request.environment)).toEqual(request);
  for (const unfit of ['', 'no JSON', '[]', '{"event":null}', 'null']) {
    expect(withSetupRenamed(unfit, { kind: 'event-type', from: 'a', to: 'b' })).toBe(unfit);
  }
});
