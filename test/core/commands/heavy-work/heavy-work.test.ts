import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, inject, it, onTestFinished } from 'vitest';
import { addPropertyWork } from '../../../../core/commands/event-types/add-event-type-property.ts';
import { problemsWork } from '../../../../core/commands/event-types/event-type-problems.ts';
import {
  checkSampleWork,
  checkSchemaWork,
  compareTextsWork,
  compareWork,
  eventTypeWorks,
  exportWork,
  generateWork,
  importWork,
  inferWork,
  payloadOfWork,
  planImportWork,
  validateWork,
} from '../../../../core/commands/event-types/event-type-works.ts';
import { createHeavyWork, type HeavyWork, heavySize } from '../../../../core/commands/heavy-work/heavy-work.ts';
import type { AnyWork, Work } from '../../../../core/commands/heavy-work/work.ts';
import { createWorkThread } from '../../../../core/commands/heavy-work/work-thread.ts';
import {
  explainWork,
  parseWork,
  signatureWorks,
  stepsWork,
  verifyWork,
} from '../../../../core/commands/signatures/signature-works.ts';
import { readFileWork } from '../../../../core/commands/workspace/document-works.ts';
import { WrittenOutput } from '../../../../core/contract/wire-text.ts';
import { schemePresets } from '../../../../core/signing/index.ts';

const workerUrl = pathToFileURL(inject('heavyWorkerFile'));
let heavyWork: HeavyWork;
beforeEach(() => {
  heavyWork = createHeavyWork(workerUrl);
});
afterEach(() => heavyWork.close());

const schema = { type: 'object', required: ['id'], properties: { id: { type: 'integer', maximum: 5 } } };
const schemaText = JSON.stringify(schema, null, 2);
const openApi = `openapi: 3.1.0
webhooks:
  order.paid:
    post:
      requestBody:
        content:
          application/json:
            schema: { type: object, properties: { total: { type: number, multipleOf: 0.010 } } }
            example: { total: 1.00, id: 9007199254740993 }
  broken: 1
`;
const eventType = { description: 'Paid', schema, examples: [{ name: 'One', payload: { id: 7 } }] };
const request = {
  method: 'POST',
  url: 'https://example.test/hooks',
  headers: [['stripe-signature', `t=1700000000,v1=${'ab'.repeat(32)}`]] as [string, string][],
  body: new TextEncoder().encode('{"id":1}'),
};
const scheme = schemePresets.stripe;
const nowMs = 1_700_000_000_000;
if (scheme === undefined) throw new Error('The preset is gone.');
const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const fileText = JSON.stringify({ ...eventType, schema: { maximum: 1.5 } }).replace('1.5', '1.50');

/** Every work with something to do; refusals too. */
const cases = (
  [
    [
      generateWork,
      [
        { schema, seed: 1, count: 3 },
        { schema: { type: 5 }, seed: 1, count: 1 },
      ],
    ],
    [inferWork, [{ samples: ['{"id":1.00}', '{"id":"x"}'] }]],
    [validateWork, [{ schema, payload: { id: 9 } }]],
    [
      checkSampleWork,
      [
        { text: '{\n "id": 9007199254740993}', schema },
        { text: '{', schema },
      ],
    ],
    [checkSchemaWork, [{ text: '{"type": "strng"}' }]],
    [compareWork, [{ before: schema, after: {} }]],
    [
      compareTextsWork,
      [
        { before: schemaText, after: '{}' },
        { before: '{', after: '{}' },
      ],
    ],
    [
      payloadOfWork,
      [
        { text: '{"data":{"id":1.00}}', schema },
        { text: 'a=b', schema },
      ],
    ],
    [
      exportWork,
      [{ format: 'openapi', syntax: 'yaml', title: 'T', eventTypes: [['order.paid', JSON.stringify(eventType)]] }],
    ],
    [importWork, [{ text: openApi }, { text: 'a: [1,\n' }]],
    [planImportWork, [{ text: openApi, known: [['order.paid', JSON.stringify(eventType)]] }]],
    [
      problemsWork,
      [
        {
          key: 'order.paid',
          file: 'event-types/order.paid.json',
          fileText: JSON.stringify(eventType),
          text: JSON.stringify(eventType),
        },
      ],
    ],
    [addPropertyWork, [{ key: 'order.paid', value: eventType, path: 'payload.total', steps: ['total'] }]],
    [verifyWork, [{ ...request, scheme, key, nowMs }]],
    [stepsWork, [{ request, scheme, key, nowMs }]],
    [parseWork, ['POST / HTTP/1.1\r\nHost: h.test\r\n\r\n{}', 'neither']],
    [explainWork, [{ request, scheme, keys: [key], nowMs }]],
    [
      readFileWork,
      [
        { kind: 'event-type', file: 'event-types/a.json', text: fileText },
        { kind: 'event-type', file: 'event-types/a.json', text: '{"a":1,' },
      ],
    ],
  ] satisfies [AnyWork, unknown[]][]
).map(([work, inputs]) => ({ name: work.name, work: work as Work<unknown, unknown>, inputs }));

const outcome = (work: Promise<unknown>) =>
  work.then(
    (output) => ({ output: output instanceof WrittenOutput ? output.read() : output }),
    ({ code, message, field }) => ({ code, message, field }),
  );

it('has a case for every work there is', () => {
  const works: AnyWork[] = [...eventTypeWorks, ...signatureWorks, readFileWork];
  expect(new Set(cases.map(({ work }) => work))).toEqual(new Set(works));
  expect(new Set(works.map(({ name }) => name)).size).toBe(works.length);
});

describe.each(cases)('$name', ({ work, inputs }) => {
  it('gives on the thread what it gives here', async () => {
    const here = createHeavyWork(null);
    for (const input of inputs) {
      const expected = await outcome(here.do(work, input, 0));
      expect(await outcome(heavyWork.do(work, input, heavySize))).toEqual(expected);
      expect(await outcome(heavyWork.thread?.run(work, input) ?? Promise.reject())).toEqual(expected);
    }
  });
});

/** A schema that refers to itself in so many ways that comparing it would never end. */
const self = { $ref: '#' };
const ring = { allOf: Array.from({ length: 12 }, () => self) };
const endless = { before: ring, after: ring };
const quick = { before: schema, after: schema };

describe('work that does not end', () => {
  it('is given up with a sentence, however small it is, and the next one is done', async () => {
    const impatient = { ...compareWork, limitMs: 300 };
    const failed = heavyWork.do(impatient, endless, 0);
    const next = heavyWork.do(compareWork, quick, heavySize);
    await expect(failed).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'before',
      message:
        'Comparing the schemas took longer than 0.3 seconds and was ended. Take less at once, or a simpler schema.',
    });
    expect(await outcome(next)).toEqual({ output: [] });
  });

  it('is given up with the same sentence where there is no thread', async () => {
    await expect(createHeavyWork(null).do({ ...compareWork, limitMs: 300 }, endless, heavySize)).rejects.toMatchObject({
      message: expect.stringContaining('took longer than 0.3 seconds'),
    });
  });

  it('is ended when it is no longer wanted, also while it waits', async () => {
    const thread = createWorkThread(workerUrl);
    const [first, second] = [new AbortController(), new AbortController()];
    const running = thread.run(compareWork, endless, { signal: first.signal });
    const waiting = thread.run(compareWork, endless, { signal: second.signal });
    const last = thread.run(compareWork, quick);
    second.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    first.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(await last).toEqual([]);
    await thread.close();
  });

  it('is let go of when the engine closes', async () => {
    const thread = createWorkThread(workerUrl);
    const refused = [thread.run(compareWork, endless), thread.run(compareWork, quick)].map((work) =>
      expect(work).rejects.toMatchObject({ code: 'unavailable' }),
    );
    await thread.close();
    await Promise.all(refused);
    await expect(thread.run(compareWork, quick)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

it('what is small is done at once, without the thread', async () => {
  // There is no such file: a thread would fail.
  const without = createHeavyWork(new URL('file:///nowhere.js'));
  expect(await without.do(compareWork, quick, heavySize - 1)).toEqual([]);
  await without.close();
});

it('heavy work does not hold up what comes after it', async () => {
  const order: string[] = [];
  const long = heavyWork.do(compareWork, quick, heavySize).then(() => order.push('heavy'));
  await heavyWork.do(compareWork, quick, 0).then(() => order.push('small'));
  await setImmediate();
  await long;
  expect(order).toEqual(['small', 'heavy']);
});

it('a thread that dies is told in words, and the next work gets a new one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hookbench-thread-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'worker.mjs');
  await writeFile(
    file,
    `import { parentPort } from 'node:worker_threads';\nparentPort.on('message', () => process.exit(3));\n`,
  );
  const thread = createWorkThread(pathToFileURL(file));
  const died = { code: 'unavailable', message: expect.stringContaining('ended unexpectedly') };
  await expect(thread.run(compareWork, quick)).rejects.toMatchObject(died);
  await writeFile(
    file,
    `import { parentPort } from 'node:worker_threads';\nparentPort.on('message', () => parentPort.postMessage({ kind: 'done', output: 'alive' }));\n`,
  );
  expect(await thread.run(compareWork, quick)).toBe('alive');
  await thread.close();
});
