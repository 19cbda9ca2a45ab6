import { expect, test } from 'vitest';
import { callProblem, policyPresets } from '../../../core/delivery/index.ts';
import type { Channel, ConditionGroup, Workflow } from '../../../core/model/index.ts';
import {
  decideRecipient,
  type ExpandedRecipient,
  messageIdOf,
  planRun,
  prepareRun,
  type RecipientDecision,
  workflowSource,
} from '../../../core/workflow/index.ts';
import { channel, compile, definitionOf, runId, sendStep } from './definitions.ts';

const knockPolicy = { callProblem: (_channel: string, url: string) => callProblem(url, policyPresets.knock) };
const localHttpPolicy = {
  callProblem: (_channel: string, url: string) => callProblem(url, { plainHttp: 'loopback' }),
};

const webhook: ExpandedRecipient = {
  ordinal: 0,
  key: 'webhooks/w1',
  via: null,
  recipient: {
    reference: { collection: 'webhooks', id: 'w1' },
    properties: { url: 'https://a.example/hook', event_types: ['task.completed'], key: 'k' },
    isIdentified: true,
  },
  subscription: null,
  parent: null,
  triggerData: {},
};

const signed: Channel = {
  ...channel,
  signing: { scheme: { preset: 'knock-channel' }, key: '<recipient.key>' },
};

function decide(
  workflow: Partial<Workflow>,
  channels?: Record<string, Channel>,
  checkSigningKey?: (channel: Channel, key: string) => string | null,
): RecipientDecision {
  const ports = checkSigningKey === undefined ? { compile } : { compile, checkSigningKey };
  return decideRecipient(prepareRun(definitionOf(workflow, channels), ports), webhook);
}

const wants: ConditionGroup = {
  all: [
    { variable: 'recipient.collection', operator: 'equal_to', argument: 'webhooks' },
    { variable: 'recipient.event_types', operator: 'contains', argument: 'data.eventType' },
    { variable: 'recipient.url', operator: 'exists' },
  ],
};

test('a request with its message id', () => {
  const { reason, steps } = decide({});
  expect(reason).toBeNull();
  expect(steps).toMatchObject([
    {
      kind: 'send',
      ref: 'http_1',
      messageId: messageIdOf(runId, 'webhooks/w1', 'http_1'),
      channelKey: 'webhooks',
      signingKey: null,
      request: { method: 'POST', url: 'https://a.example/hook' },
    },
  ]);
});

test('conditions of the workflow are first, and nothing else is looked at', () => {
  const { reason, steps, conditions } = decide({ conditions: wants });
  expect(steps).toEqual([]);
  expect(reason).toEqual({
    code: 'workflow-conditions',
    message:
      'A condition of the workflow is not met: recipient.event_types contains "project.created"; it is ["task.completed"].',
  });
  expect(conditions.map(({ owner, isMet }) => [owner, isMet])).toEqual([
    ['workflow', true],
    ['workflow', false],
    ['workflow', null],
  ]);
});

test('conditions of step and channel must both pass', () => {
  const yes: ConditionGroup = { all: [{ variable: 'recipient.url', operator: 'exists' }] };
  const no: ConditionGroup = { all: [{ variable: 'recipient.url', operator: 'not_exists' }] };
  expect(decide({ steps: [{ ...sendStep, conditions: no }] }).reason).toEqual({
    code: 'step-conditions',
    message: expect.stringMatching(/^A condition of the step is not met: recipient\.url does not exist; it is "/),
  });
  const strict = { webhooks: { ...channel, conditions: no } };
  const both = decide({ steps: [{ ...sendStep, conditions: yes }] }, strict);
  expect(both.reason?.code).toBe('channel-conditions');
  expect(both.conditions.map(({ owner, isMet }) => [owner, isMet])).toEqual([
    ['step http_1', true],
    ['channel webhooks', false],
  ]);
  expect(
    decide({ steps: [{ ...sendStep, conditions: yes }] }, { webhooks: { ...channel, conditions: yes } }).reason,
  ).toBeNull();
});

test('steps of other types are skipped and say so; a channel step decides the reason', () => {
  const delay = { ref: 'delay_1', type: 'delay', settings: {} };
  expect(decide({ steps: [delay] }).reason).toEqual({
    code: 'step-type-not-supported',
    message: 'Steps of type "delay" do not run in Hookbench; the step is skipped.',
  });
  const withSend = decide({ steps: [delay, sendStep] });
  expect(withSend.reason).toBeNull();
  expect(withSend.steps.map(({ kind }) => kind)).toEqual(['skip', 'send']);
  expect(decide({ steps: [delay, { ...sendStep, channel_key: 'gone' }] }).reason?.code).toBe('channel-missing');
  expect(decide({ steps: [] }).reason?.code).toBe('no-channel-step');
});

test('an empty signing key skips the request, blanks included', () => {
  expect(decide({}, { webhooks: signed }).steps).toMatchObject([{ kind: 'send', signingKey: 'k' }]);
  for (const key of ['<recipient.nothing>', ' ', '']) {
    const empty = { ...signed, signing: { scheme: { preset: 'knock-channel' }, key } };
    expect(decide({}, { webhooks: empty }).reason?.code).toBe('empty-signing-key');
  }
});

test('a key that is empty for want of a secret says which', () => {
  const held: Channel = { ...signed, signing: { scheme: { preset: 'knock-channel' }, key: '{{ recipient.key }}' } };
  const unsetSecrets = new Set(['w1_key']);
  const prepared = prepareRun(definitionOf({}, { webhooks: held }, { unsetSecrets }), {
    compile: (template) => compile({ ...template, signingKey: '' }),
  });
  const keyless = (key: string): ExpandedRecipient => ({
    ...webhook,
    recipient: { ...webhook.recipient, properties: { ...webhook.recipient.properties, key } },
  });
  const message = (key: string) => decideRecipient(prepared, keyless(key)).reason?.message;
  expect(message('{{ vars.w1_key }}')).toMatch(/^The secret "w1_key" has no value on this machine: /);
  expect(message('{{ vars.w1_key }}')).toContain('HOOKBENCH_SECRET_W1_KEY');
  for (const key of ['', '{{ vars.other }}']) expect(message(key)).toMatch(/so the request is not sent\.$/);
});

test('a key that the scheme cannot use fails the message before anything is sent', () => {
  const { reason, steps } = decide({}, { webhooks: signed }, (_channel, key) => `"${key}" is not base64.`);
  expect(reason).toEqual({ code: 'template-error', message: '"k" is not base64.' });
  expect(steps).toMatchObject([{ kind: 'fail' }]);
});

test('a template that fails ends the recipient: later steps are not reached', () => {
  const broken = { ...channel, request: { ...channel.request, body: 'broken' } };
  const second = { ...sendStep, ref: 'http_2', channel_key: 'good' };
  const { reason, steps } = decide({ steps: [sendStep, second] }, { webhooks: broken, good: channel });
  expect(reason).toEqual({ code: 'template-error', message: 'Unclosed tag. (body, line 2, column 5)' });
  expect(steps).toHaveLength(1);
});

test("a step's own template replaces the channel's whole; signing stays", () => {
  const headed = { ...signed, request: { ...channel.request, headers: [{ key: 'x-a', value: '1' }] } };
  const template = { method: 'PUT', url: 'https://own.example/<recipient.id>' };
  const { steps } = decide({ steps: [{ ...sendStep, template }] }, { webhooks: headed });
  expect(steps).toMatchObject([
    { signingKey: 'k', request: { method: 'PUT', url: 'https://own.example/w1', headers: [], body: Buffer.alloc(0) } },
  ]);
  const textHeaders = { ...template, headers: '{"x-b":"<recipient.id>","n":1}', body: 'x' };
  expect(decide({ steps: [{ ...sendStep, template: textHeaders }] }).steps).toMatchObject([
    {
      request: {
        headers: [
          ['x-b', 'w1'],
          ['n', '1'],
        ],
      },
    },
  ]);
  for (const bad of [
    { ...template, method: 'trace' },
    { ...template, headers: 'no json' },
    { ...template, query_params: '[1]' },
  ]) {
    expect(decide({ steps: [{ ...sendStep, template: bad }] }).reason?.code).toBe('template-error');
  }
});

test('a later step sees what became of an earlier one, and its own message', () => {
  const skipped = { ref: 'delay_1', type: 'delay' };
  const after: ConditionGroup = {
    all: [
      { variable: 'refs.delay_1.delivery_status', operator: 'equal_to', argument: '$message.skipped' },
      { variable: 'refs.http_1.delivery_status', operator: 'less_than', argument: '$message.delivered' },
    ],
  };
  const own = { ...channel, request: { ...channel.request, body: '<current_message.id>' } };
  const second = { ...sendStep, ref: 'http_2', conditions: after };
  const { steps } = decide({ steps: [skipped, sendStep, second] }, { webhooks: own });
  expect(steps.map(({ kind }) => kind)).toEqual(['skip', 'send', 'send']);
  const bodies = steps.map((step) => (step.kind === 'send' ? Buffer.from(step.request.body).toString() : null));
  expect(bodies).toEqual([
    null,
    messageIdOf(runId, 'webhooks/w1', 'http_1'),
    messageIdOf(runId, 'webhooks/w1', 'http_2'),
  ]);
});

test('the dry run tells the same, lazily, and stops when told', async () => {
  const other: ExpandedRecipient = { ...webhook, ordinal: 1, key: 'projects/p1', via: 'x/y' };
  let pulled = 0;
  function* recipients(): Generator<ExpandedRecipient> {
    for (const each of [webhook, other, webhook]) {
      pulled += 1;
      yield each;
    }
  }
  const stopper = new AbortController();
  const definition = definitionOf({}, { webhooks: signed });
  const planned = [];
  for await (const item of planRun(
    workflowSource(definition, recipients(), { compile }),
    knockPolicy,
    stopper.signal,
  )) {
    planned.push(item);
    if (planned.length === 2) stopper.abort();
  }
  expect(pulled).toBe(3);
  expect(planned).toMatchObject([
    {
      ordinal: 0,
      recipient: 'webhooks/w1',
      via: null,
      displayName: 'w1',
      willSend: true,
      method: 'POST',
      url: 'https://a.example/hook',
      bodySizeBytes: 15,
      isSigned: true,
      reason: null,
      conditions: [],
    },
    { ordinal: 1, recipient: 'projects/p1', via: 'x/y' },
  ]);
});

test('a URL that cannot be called is told in the dry run, where the run ends it undelivered', async () => {
  const at = (url: string): ExpandedRecipient => ({
    ...webhook,
    recipient: { ...webhook.recipient, properties: { ...webhook.recipient.properties, url } },
  });
  const planned = [];
  const urls = ['acme.example/hook', '', 'http://169.254.169.254/', 'http://10.0.0.1/', 'https://a.example/'];
  const recipients = urls.map(at);
  const source = workflowSource(definitionOf({}, { webhooks: signed }), recipients, { compile });
  for await (const item of planRun(source, localHttpPolicy, new AbortController().signal)) planned.push(item);
  expect(planned.map(({ willSend, url, isSigned }) => [willSend, url, isSigned])).toEqual([
    [false, null, false],
    [false, null, false],
    [false, null, false],
    [false, null, false],
    [true, 'https://a.example/', true],
  ]);
  expect(planned.map(({ reason }) => reason?.message)).toEqual([
    'Nothing can be sent. "acme.example/hook" is not an absolute URL, such as https://acme.dev/hooks.',
    'Nothing can be sent. The URL is empty.',
    'Nothing can be sent. 169.254.169.254 is a cloud metadata address, which no webhook may call.',
    'Nothing can be sent. The policy calls plain http on this machine only, and 10.0.0.1 is another one.',
    undefined,
  ]);
});
