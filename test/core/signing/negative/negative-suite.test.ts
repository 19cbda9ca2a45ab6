import { describe, expect, test } from 'vitest';
import type { NegativeCaseResult, ReceivedHttpRequest } from '../../../../core/model/index.ts';
import {
  findPreset,
  generateKey,
  keyFormOf,
  presetList,
  schemePresets,
  verifyRequest,
} from '../../../../core/signing/index.ts';
import { judgeAnswer, type negativeCases, runNegativeSuite } from '../../../../core/signing/lab.ts';

const nowMs = 1_700_000_000_000;

function suiteOf(preset: string, rest: Partial<Parameters<typeof negativeCases>[0]> = {}) {
  const scheme = schemePresets[preset];
  if (scheme === undefined) throw new Error(`no preset ${preset}`);
  const form = findPreset(preset)?.keyForm ?? keyFormOf(scheme) ?? 'text';
  let count = 0;
  const input = {
    scheme,
    key: generateKey(form).signingKey,
    oldKey: generateKey(form).signingKey,
    method: 'POST',
    url: 'http://127.0.0.1:3000/hooks?x=1',
    sample: null,
    nowMs,
    newId: () => `msg_${++count}`,
    ...rest,
  };
  return { scheme, input };
}

type Consumer = (request: ReceivedHttpRequest) => number;

async function fire(input: ReturnType<typeof suiteOf>['input'], consumer: Consumer): Promise<NegativeCaseResult[]> {
  let clock = 0;
  const results: NegativeCaseResult[] = [];
  const ports = {
    send: async (request: ReceivedHttpRequest) => ({ status: consumer(request) }),
    isStopped: () => false,
    elapsedMs: () => clock++,
  };
  for await (const result of runNegativeSuite(input, ports)) results.push(result);
  return results;
}

const careful =
  ({ scheme, key }: Pick<ReturnType<typeof suiteOf>['input'], 'scheme' | 'key'>): Consumer =>
  ({ method, url, headers, body }) =>
    verifyRequest({ scheme, key, headers, body, method, url, nowMs }).isValid ? 204 : 401;

describe('the suite of every preset', () => {
  test.each(presetList.map(({ key }) => key))(
    '%s: a careful consumer passes, and a careless one does not',
    async (preset) => {
      const { input } = suiteOf(preset);
      const passed = await fire(input, careful(input));
      expect(passed.filter(({ outcome }) => outcome === 'fail' || outcome === 'error')).toEqual([]);
      expect(passed[0]).toMatchObject({ code: 'valid', outcome: 'pass', ordinal: 0, total: passed.length });
      const codes = passed.map(({ code }) => code);
      expect(codes).toEqual(expect.arrayContaining(['valid', 'missing', 'malformed', 'wrong-key', 'replayed']));
      expect(new Set(codes).size).toBe(codes.length);

      const careless = await fire(input, () => 200);
      const failed = careless.filter(({ outcome }) => outcome === 'fail').map(({ code }) => code);
      expect(failed).toEqual(expect.arrayContaining(['missing', 'malformed', 'wrong-key']));
      expect(failed.length).toBe(careless.filter(({ expectation }) => expectation === 'reject').length);
    },
  );
});

describe('a consumer with one weakness', () => {
  test('that has no clock is found by the stale and the future request alone', async () => {
    const { input } = suiteOf('standard-webhooks');
    const { timestamp } = input.scheme;
    if (timestamp === null) throw new Error('no timestamp');
    const scheme = {
      ...input.scheme,
      timestamp: { ...timestamp, tolerancePastSeconds: null, toleranceFutureSeconds: null },
    };
    const results = await fire(input, careful({ ...input, scheme }));
    expect(results.filter(({ outcome }) => outcome === 'fail').map(({ code }) => code)).toEqual(['stale', 'future']);
  });

  test('that verifies what the JSON parses to is found by the re-serialised body', async () => {
    const { input } = suiteOf('github-sha256', {
      sample: { headers: [], body: Uint8Array.from(Buffer.from('{"a":1,"b":"x"}')) },
    });
    const results = await fire(input, (request) => {
      try {
        const body = Uint8Array.from(Buffer.from(JSON.stringify(JSON.parse(Buffer.from(request.body).toString()))));
        return careful(input)({ ...request, body });
      } catch {
        return 400;
      }
    });
    expect(results.filter(({ outcome }) => outcome === 'fail').map(({ code }) => code)).toEqual(['re-serialised']);
  });

  test('that still takes the old key, or any algorithm, is found', async () => {
    const { input } = suiteOf('stripe');
    const takesOld = await fire(input, (request) =>
      Math.min(careful(input)(request), careful({ ...input, key: input.oldKey ?? '' })(request)),
    );
    expect(takesOld.filter(({ outcome }) => outcome === 'fail').map(({ code }) => code)).toEqual(['old-key']);
    const takesAny = await fire(input, (request) =>
      Math.min(
        careful(input)(request),
        careful({ ...input, scheme: { ...input.scheme, algorithm: 'hmac-sha1' } })(request),
      ),
    );
    expect(takesAny.filter(({ outcome }) => outcome === 'fail').map(({ code }) => code)).toEqual(['other-algorithm']);
  });
});

describe('judging an answer', () => {
  const reject = { expectation: 'reject', code: 'stale' } as const;
  test.each([
    [reject, { status: 401 }, true, 'pass', 'as it should be'],
    [reject, { status: 401 }, false, 'pass', 'proves little'],
    [reject, { status: 200 }, true, 'fail', 'sent again at any time'],
    [reject, { status: 500 }, true, 'fail', 'a refusal is a 4xx'],
    [reject, { status: 302 }, true, 'fail', 'a refusal is a 4xx'],
    [reject, { failure: 'connection refused' }, true, 'error', 'No answer'],
    [
      { expectation: 'accept', code: 'valid' } as const,
      { status: 401 },
      false,
      'fail',
      'A valid request is answered with 401',
    ],
    [{ expectation: 'either', code: 'replayed' } as const, { status: 200 }, true, 'info', 'remember the ids'],
  ] as const)('%j, %j', (negative, answer, isControlAccepted, outcome, words) => {
    const judged = judgeAnswer(negative, answer, isControlAccepted);
    expect(judged.outcome).toBe(outcome);
    expect(judged.why).toContain(words);
  });
});

test('a suite that is stopped sends no more', async () => {
  const { input } = suiteOf('stripe');
  let sent = 0;
  const results: NegativeCaseResult[] = [];
  const ports = {
    send: async () => {
      sent += 1;
      return { status: 200 };
    },
    isStopped: () => sent >= 3,
    elapsedMs: () => 0,
  };
  for await (const result of runNegativeSuite(input, ports)) results.push(result);
  expect(sent).toBe(3);
  expect(results).toHaveLength(2);
});

test('where nobody answers the valid request, nothing else is fired; a later silence ends nothing', async () => {
  const { input } = suiteOf('stripe');
  const fireAt = async (isSilent: (sent: number) => boolean) => {
    let sent = 0;
    const results: NegativeCaseResult[] = [];
    const ports = {
      send: async () => {
        sent += 1;
        return isSilent(sent) ? { failure: 'connection refused' } : { status: 401 };
      },
      isStopped: () => false,
      elapsedMs: () => 0,
    };
    for await (const result of runNegativeSuite(input, ports)) results.push(result);
    return results;
  };
  const dead = await fireAt(() => true);
  expect(dead).toMatchObject([{ code: 'valid', outcome: 'error', why: 'No answer: connection refused' }]);
  expect(dead[0]?.total).toBeGreaterThan(1);
  const later = await fireAt((sent) => sent === 2);
  expect(later).toHaveLength(dead[0]?.total ?? 0);
});
