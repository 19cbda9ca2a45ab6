import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExplainStep } from '../../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine } from '../../support/engine-fixture.ts';

let fixture: EngineFixture;
beforeAll(async () => {
  fixture = await openExampleEngine();
});
afterAll(() => fixture.close());

/** Signed by nobody: the search has to try everything it knows. */
const hopeless = {
  request: {
    method: 'POST',
    url: 'https://example.test/hooks?a=1',
    headers: [
      ['content-type', 'application/json'],
      ['stripe-signature', `t=1700000000,v1=${'ab'.repeat(32)}`],
    ] as [string, string][],
    body: new TextEncoder().encode(
      JSON.stringify({ id: 12345678901, list: [1.5, 2, { nested: 'é "quoted" / text' }] }),
    ),
  },
  scheme: { preset: 'stripe' },
  keys: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'another-key-of-some-length'],
  nowMs: 1_700_000_000_000,
};

describe('the search for a cause', () => {
  test('tells how far it is, lets other commands through meanwhile, and ends with the same answer', async () => {
    const { client } = fixture;
    const steps: ExplainStep[] = [];
    let answered = 0;
    let isOver = false;
    const asking = (async () => {
      while (!isOver) {
        await client.call('signatures.recognise', { headers: [], url: null, body: null });
        if (!isOver) answered += 1;
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    for await (const step of client.stream('signatures.explainSteps', hopeless)) steps.push(step);
    isOver = true;
    await asking;
    expect(answered).toBeGreaterThan(3);
    const last = steps.at(-1);
    if (last?.kind !== 'done') throw new Error('The explanation comes last.');
    expect(steps.slice(0, -1).every(({ kind }) => kind === 'progress')).toBe(true);
    const direct = await client.call('signatures.explain', hopeless);
    // Both may reach the limit of time at another place; what was found is the same.
    expect(direct.findings).toEqual(last.explanation.findings);
    expect(direct.verification).toEqual(last.explanation.verification);
  });

  test('stops when it is no longer read', async () => {
    const abort = new AbortController();
    const steps: ExplainStep[] = [];
    abort.abort();
    try {
      for await (const step of fixture.client.stream('signatures.explainSteps', hopeless, { signal: abort.signal })) {
        steps.push(step);
      }
    } catch {
      // A client may say that it was aborted.
    }
    expect(steps).toEqual([]);
  });
});
