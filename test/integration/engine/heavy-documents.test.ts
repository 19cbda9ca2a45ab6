import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExplainStep } from '../../../core/contract/index.ts';
import { writeWireText } from '../../../core/contract/wire-text.ts';
import { createSignatureLab } from '../../../core/signature-lab.ts';
import { type EngineFixture, openExampleEngine } from '../../support/engine-fixture.ts';

let fixture: EngineFixture;
beforeEach(async () => {
  fixture = await openExampleEngine();
});
afterEach(() => fixture.close());

/** Calls, then asks for something else; gives the names in the order in which they were answered. */
async function orderOf(heavy: () => Promise<unknown>): Promise<string[]> {
  const order: string[] = [];
  const long = heavy().then(() => order.push('heavy'));
  await fixture.client.call('workspace.get', {}).then(() => order.push('other'));
  await long;
  return order;
}

/** To compare bodies of megabytes byte by byte takes the test runner seconds. */
const textOf = (value: unknown) => writeWireText(value);
const items = (count: number) => Array.from({ length: count }, (_, id) => ({ id, name: `item ${id}` }));
const schema = { properties: { items: { items: { properties: { id: { type: 'integer' } } } } } };
const sample = JSON.stringify({ items: items(20_000) });

function yamlOf(count: number): string {
  const fields = Array.from({ length: count }, (_, index) => `                field${index}: { type: string }\n`);
  return `openapi: 3.1.0\nwebhooks:\n  heavy:\n    post:\n      requestBody:\n        content:\n          application/json:\n            schema:\n              properties:\n${fields.join('')}`;
}

describe('the engine answers others while it', () => {
  test.each([
    ['reads YAML', () => fixture.client.call('eventTypes.import', { text: yamlOf(6_000) })],
    ['reads JSON', () => fixture.client.call('eventTypes.import', { text: `{"openapi":"3.1.0","a":${sample}}` })],
    ['checks a sample', () => fixture.client.call('eventTypes.checkSample', { text: sample, schema })],
    ['takes a sample out of a body', () => fixture.client.call('eventTypes.payloadOf', { text: sample, schema })],
    ['reads a request', () => fixture.client.call('signatures.parse', { text: `{"headers":{},"body":${sample}}` })],
  ])('%s', async (_what, heavy) => {
    expect(await orderOf(heavy)).toEqual(['other', 'heavy']);
  });
});

describe('YAML', () => {
  test('of almost the stated limit is taken, and what is longer is refused with it', { timeout: 60_000 }, async () => {
    const { client } = fixture;
    const text = yamlOf(85_000);
    expect(text.length).toBeGreaterThan(3_500_000);
    expect(text.length).toBeLessThan(4_000_000);
    const { eventTypes } = await client.call('eventTypes.planImport', { text });
    expect(Object.keys(eventTypes[0]?.value.schema.properties ?? {})).toHaveLength(85_000);
    await expect(client.call('eventTypes.planImport', { text: yamlOf(110_000) })).rejects.toMatchObject({
      code: 'invalid-input',
      message: 'The document is longer than 4 MB of YAML. Convert it to JSON first.',
    });
  });
});

describe('a request with a long body', () => {
  const search = {
    request: {
      method: 'POST',
      url: 'https://example.test/hooks',
      headers: [['stripe-signature', `t=1700000000,v1=${'ab'.repeat(32)}`]] as [string, string][],
      body: new TextEncoder().encode(sample),
    },
    scheme: { preset: 'stripe' },
    keys: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    nowMs: 1_700_000_000_000,
  };
  const verified = { request: search.request, scheme: search.scheme, key: search.keys[0] ?? '', nowMs: search.nowMs };

  test('is verified and taken apart as in the lab without a thread', async () => {
    const lab = createSignatureLab({ appVersion: '0.0.0' });
    for (const name of ['signatures.verify', 'signatures.steps'] as const) {
      const [here, there] = [await lab.call(name, verified), await fixture.client.call(name, verified)];
      expect(textOf(there) === textOf(here)).toBe(true);
    }
  });

  test('is explained while others are answered, and tells how far it is', async () => {
    const steps: ExplainStep[] = [];
    const explained = (async () => {
      for await (const step of fixture.client.stream('signatures.explainSteps', search)) steps.push(step);
    })();
    const order = await orderOf(() => explained);
    expect(order).toEqual(['other', 'heavy']);
    expect(steps.slice(0, -1).every(({ kind }) => kind === 'progress')).toBe(true);
    expect(steps.length).toBeGreaterThan(2);
    const last = steps.at(-1);
    if (last?.kind !== 'done') throw new Error('The explanation comes last.');
    const direct = await createSignatureLab({ appVersion: '0.0.0' }).call('signatures.explain', search);
    // Both may reach the limit of time at another place; what was found is the same.
    expect(last.explanation.findings).toEqual(direct.findings);
    expect(textOf(last.explanation.verification) === textOf(direct.verification)).toBe(true);
  });

  test('is let go of when nobody reads on, and the next work is done at once', async () => {
    const abort = new AbortController();
    for await (const step of fixture.client.stream('signatures.explainSteps', search, { signal: abort.signal })) {
      expect(step.kind).toBe('progress');
      break;
    }
    abort.abort();
    const { findings } = await fixture.client.call('eventTypes.checkSample', { text: sample, schema });
    expect(findings).toEqual([]);
  });
});

test('an event type whose file has more than a megabyte is opened as it is written', async () => {
  const value = { description: 'Heavy', schema, examples: [{ name: 'Heavy', payload: { items: items(30_000) } }] };
  const text = `${JSON.stringify(value, null, 2)}\n`;
  expect(text.length).toBeGreaterThan(1_000_000);
  await writeFile(join(fixture.workspacePath, 'event-types/heavy.json'), text);
  await fixture.reopen();
  const documents = await fixture.client.call('documents.list', {});
  const found = documents.find(({ key }) => key === 'heavy');
  expect(JSON.stringify(found?.value)).toBe(JSON.stringify(value));
  expect(await fixture.client.call('workspace.problems', {})).toEqual([]);
});
