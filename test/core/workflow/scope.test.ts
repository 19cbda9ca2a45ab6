import { expect, test } from 'vitest';
import {
  buildScope,
  buildVars,
  createScopeBuilder,
  type ExpandedRecipient,
  knockTimestamp,
  parseVariable,
  resolveReferences,
} from '../../../core/workflow/index.ts';

const source = {
  data: { eventType: 'project.created', payload: { n: 1 }, recipient: 'from data', tenant: 'from data' },
  actor: { reference: 'u9', properties: { name: 'Ann' }, isIdentified: true },
  tenant: { id: 'acme', properties: { plan: 'pro' } },
  workflowKey: 'notify',
  runId: '1f3870be-274f-4c3b-9f3e-1c2d3e4f5a6b',
  vars: { wh_key: 'secret', limit: 5 },
  startedAtMs: Date.parse('2024-07-01T19:37:15.505Z'),
};

const webhook: ExpandedRecipient = {
  ordinal: 1,
  key: 'webhooks/w1',
  via: 'projects/p1',
  recipient: {
    reference: { collection: 'webhooks', id: 'w1' },
    properties: { url: 'https://a.example', signing_key: '{{ vars.wh_key }}', id: 'overwritten', name: 'Prod' },
    isIdentified: true,
  },
  subscription: {
    object: { collection: 'projects', id: 'p1' },
    recipient: { collection: 'webhooks', id: 'w1' },
    properties: { role: 'admin', limit: '{{vars.limit}}' },
  },
  parent: { reference: { collection: 'projects', id: 'p1' }, properties: { name: 'One' }, isIdentified: true },
  triggerData: {},
};

test('the scope of a message, as Knock lists it', () => {
  const scope = buildScope({ ...source, recipient: webhook, messageId: 'msg_1' });
  expect(scope.recipient).toEqual({
    __typename: 'Object',
    id: 'w1',
    collection: 'webhooks',
    name: 'Prod',
    email: null,
    avatar: null,
    locale: null,
    phone_number: null,
    timezone: null,
    created_at: null,
    updated_at: null,
    url: 'https://a.example',
    signing_key: 'secret',
    subscription: {
      role: 'admin',
      limit: 5,
      object: expect.objectContaining({ __typename: 'Object', collection: 'projects', id: 'p1', name: 'One' }),
    },
  });
  expect(scope).toMatchObject({
    eventType: 'project.created',
    payload: { n: 1 },
    data: source.data,
    actor: { __typename: 'User', id: 'u9', name: 'Ann', email: null },
    total_actors: 1,
    tenant: { id: 'acme', plan: 'pro', name: null },
    workflow: { key: 'notify' },
    current_message: { id: 'msg_1', inserted_at: '2024-07-01T19:37:15.505Z' },
    timestamp: '2024-07-01 19:37:15.505000Z',
    vars: { wh_key: 'secret', limit: 5 },
    refs: {},
    total_activities: 1,
  });
  expect(scope.activities).toMatchObject([{ eventType: 'project.created', data: source.data }]);
});

test('someone named directly has no subscription; without actor and tenant both are null', () => {
  const stub: ExpandedRecipient = {
    ...webhook,
    recipient: { reference: 'u1', properties: {}, isIdentified: false },
    subscription: null,
    parent: null,
  };
  const scope = buildScope({ ...source, actor: null, tenant: null, recipient: stub, messageId: null });
  expect(scope.recipient).not.toHaveProperty('subscription');
  expect(scope.recipient).toMatchObject({ __typename: 'User', id: 'u1', name: null });
  expect(scope).toMatchObject({ actor: null, tenant: null, total_actors: 0, actors: [], current_message: null });
});

test("an inline recipient's trigger data goes over the run's, for it alone", () => {
  const build = createScopeBuilder(source);
  const own = build({ ...webhook, triggerData: { eventType: 'mine', payload: {} } }, null);
  expect(own).toMatchObject({ eventType: 'mine', payload: {}, data: { eventType: 'mine', payload: {} } });
  expect(build(webhook, null)).toMatchObject({ eventType: 'project.created', data: { payload: { n: 1 } } });
});

test('what everyone shares is built once', () => {
  const build = createScopeBuilder(source);
  const [one, two] = [build(webhook, 'msg_1'), build(webhook, 'msg_2')];
  expect(one.activities).toBe(two.activities);
  expect(one.vars).toBe(two.vars);
});

test.each([
  ['true', true],
  ['12.5', 12.5],
  ['null', null],
  ['[1,"a"]', [1, 'a']],
  ['{"a":1}', { a: 1 }],
  ['007', '007'],
  ['TRUE', 'TRUE'],
  ['https://a.example', 'https://a.example'],
  ['', ''],
])('the variable %s', (text, value) => {
  expect(parseVariable(text)).toEqual(value);
});

test('secrets stay text whatever they look like', () => {
  expect(buildVars({ n: '1' }, { key: '123' })).toEqual({ n: 1, key: '123' });
});

test('a reference is a whole text, top level, own variables only', () => {
  const properties = {
    whole: '{{ vars.key }}',
    tight: '{{vars.key}}',
    trimmed: '{{- vars.key -}}',
    part: 'x{{ vars.key }}',
    other: '{{ data.key }}',
    filtered: '{{ vars.key | upcase }}',
    unknown: '{{ vars.nothing }}',
    inherited: '{{ vars.constructor }}',
  };
  expect(resolveReferences(properties, { key: 'k' })).toEqual({
    ...properties,
    whole: 'k',
    tight: 'k',
    trimmed: 'k',
    unknown: null,
    inherited: null,
  });
  const plain = { a: 'b' };
  expect(resolveReferences(plain, {})).toBe(plain);
});

test('the timestamp has a space and microseconds', () => {
  expect(knockTimestamp(0)).toBe('1970-01-01 00:00:00.000000Z');
});
