import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  CommandError,
  type CommandHandlers,
  type PlannedRecipient,
  type RunRequest,
  type StreamHandlers,
  streamCreditWindow,
} from '../../../core/contract/index.ts';
import { WrittenOutput, writeWireText } from '../../../core/contract/wire-text.ts';
import { unheardLimit } from '../../../core/rpc/event-batch.ts';
import { handlersWith, noStreams } from './recording-handlers.ts';
import { type Connection, connectOverMessageChannel, connectOverWebSocket } from './rpc-connections.ts';

const request: RunRequest = {
  workflow: 'w',
  environment: 'development',
  recipients: ['u1'],
  actor: null,
  tenant: null,
  event: { data: {} },
  clock: 'virtual',
  seed: 1,
  concurrency: { run: 1, origin: 1 },
  scenario: null,
};

function planned(ordinal: number): PlannedRecipient {
  return {
    ordinal,
    recipient: `user:${ordinal}`,
    via: null,
    displayName: `${ordinal}`,
    willSend: false,
    messageCount: 0,
    method: null,
    url: null,
    bodySizeBytes: null,
    isSigned: false,
    reason: null,
    conditions: [],
  };
}

interface Counted {
  streams: StreamHandlers;
  yielded(): number;
  finished: Promise<void>;
}

/** A source that counts what was taken from it and tells when its `finally` ran. */
function countedPlan(total: number): Counted {
  let count = 0;
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return {
    streams: {
      ...noStreams,
      async *'runs.plan'() {
        try {
          for (let ordinal = 0; ordinal < total; ordinal += 1) {
            count += 1;
            yield planned(ordinal);
          }
        } finally {
          finish();
        }
      },
    },
    yielded: () => count,
    finished,
  };
}

describe.each([
  ['a MessageChannel', connectOverMessageChannel],
  ['a WebSocket', connectOverWebSocket],
])('over %s', (_name, connect) => {
  let connection: Connection;
  async function open(handlers: Partial<CommandHandlers>, streams: StreamHandlers = noStreams) {
    connection = await connect(handlersWith(handlers), streams);
    return connection;
  }
  afterEach(() => connection.close());

  test('answers come back to their own calls, whatever the order', async () => {
    const { client } = await open({
      'secrets.reveal': async ({ name }) => {
        if (name === 'first') await new Promise((resolve) => setImmediate(resolve));
        return { value: name };
      },
    });
    const answers = await Promise.all([
      client.call('secrets.reveal', { environment: 'e', name: 'first' }),
      client.call('secrets.reveal', { environment: 'e', name: 'second' }),
    ]);
    expect(answers).toEqual([{ value: 'first' }, { value: 'second' }]);
  });

  test('bytes arrive as the same bytes, in both directions', async () => {
    const body = Uint8Array.from({ length: 257 }, (_, index) => index % 256);
    let received: Uint8Array | null = null;
    const { client } = await open({
      'signatures.verify': ({ request }) => {
        received = request.body;
        return {
          isValid: true,
          code: 'valid',
          message: '',
          schemeName: 's',
          signedContent: request.body.slice(1),
          expectedSignature: null,
          receivedSignatures: [],
          timestamp: null,
          ageSeconds: null,
          keyFingerprint: null,
        };
      },
    });
    const answer = await client.call('signatures.verify', {
      request: { method: 'POST', url: '/', headers: [], body },
      scheme: { preset: 'stripe' },
      key: 'k',
      nowMs: null,
    });
    expect(received).toEqual(body);
    expect(answer.signedContent).toEqual(body.slice(1));
  });

  test('an output that was written elsewhere arrives like any other', async () => {
    const output = {
      text: '{"$text":"é"}',
      pointer: '/data',
      inside: null,
      body: Uint8Array.of(1, 200),
      lookalike: { $bytes: 'AAAA' },
    };
    const { client } = await open({ 'eventTypes.payloadOf': () => new WrittenOutput(writeWireText(output)) });
    expect(await client.call('eventTypes.payloadOf', { text: '', schema: {} })).toEqual(output);
  });

  test('a value that looks like tagged bytes stays what it is', async () => {
    let saved: unknown;
    const { client } = await open({
      'session.save': ({ session }) => {
        saved = session;
        return {};
      },
      'session.load': () => ({ session: saved, renamed: [] }),
    });
    const session = { a: { $bytes: 'AAAA' }, b: { $$bytes: { $bytes: 'AQID' } }, c: [{ $bytes: 1 }], d: '$bytes"' };
    await client.call('session.save', { window: 'one', session });
    expect(saved).toEqual(session);
    expect((await client.call('session.load', { window: 'one' })).session).toEqual(session);
  });

  test('a bad input is refused with the name of its field, and the handler is not asked', async () => {
    const handler = vi.fn();
    const { client } = await open({ 'documents.put': handler });
    const bad = { kind: 'channel', key: 'k', value: {}, baseRevision: 'x' } as unknown as Parameters<
      CommandHandlers['documents.put']
    >[0];
    const error = await client.call('documents.put', bad).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CommandError);
    expect(error).toMatchObject({ code: 'invalid-input', field: 'baseRevision' });
    expect(handler).not.toHaveBeenCalled();
  });

  test('the field of a union is the one in the branch that was meant', async () => {
    const { client } = await open({});
    const bad = { ...request, event: { type: 'task.completed', sample: 7 } } as unknown as RunRequest;
    await expect(client.call('runs.start', bad)).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'event.sample',
    });
  });

  test('an error keeps its code, words, field and details', async () => {
    const { client } = await open({
      'runs.stop': () => {
        throw new CommandError('not-found', 'There is no run "r9".', { field: 'runId', details: 'looked in the log' });
      },
    });
    await expect(client.call('runs.stop', { runId: 'r9' })).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no run "r9".',
      field: 'runId',
      details: 'looked in the log',
    });
  });

  test('a bug becomes an internal error: a sentence for people, the rest in the details', async () => {
    const { client } = await open({
      'runs.stop': () => {
        throw new TypeError("Cannot read properties of undefined (reading 'x')");
      },
    });
    const error = await client.call('runs.stop', { runId: 'r' }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'internal' });
    expect((error as CommandError).message).not.toContain('undefined');
    expect((error as CommandError).details).toContain('Cannot read properties of undefined');
  });

  test('an answer that breaks the contract is caught in tests', async () => {
    const { client } = await open({ 'session.load': () => 7 as never });
    await expect(client.call('session.load', { window: 'one' })).rejects.toMatchObject({ code: 'internal' });
  });

  test('a stream gives every item once, in order, well past the credit window', async () => {
    const total = streamCreditWindow * 4 + 3;
    const { client } = await open({}, countedPlan(total).streams);
    const ordinals: number[] = [];
    for await (const item of client.stream('runs.plan', request)) ordinals.push(item.ordinal);
    expect(ordinals).toEqual(Array.from({ length: total }, (_, index) => index));
  });

  test('a reader that stops taking holds the engine within the credit window', async () => {
    const source = countedPlan(100_000);
    const { client } = await open({ 'session.load': () => ({ session: 1, renamed: [] }) }, source.streams);
    const reader = client.stream('runs.plan', request)[Symbol.asyncIterator]();
    await reader.next();
    // Round trips on the same connection: whatever the engine would have pushed has been pushed by then.
    for (let round = 0; round < 20; round += 1) await client.call('session.load', { window: 'one' });
    expect(source.yielded()).toBe(streamCreditWindow);
    for (let item = 1; item < streamCreditWindow; item += 1) await reader.next();
    for (let round = 0; round < 20; round += 1) await client.call('session.load', { window: 'one' });
    expect(source.yielded()).toBe(streamCreditWindow * 2);
    await reader.return?.();
    await source.finished;
  });

  test("leaving the loop runs the generator's finally", async () => {
    const source = countedPlan(100_000);
    const { client } = await open({}, source.streams);
    for await (const item of client.stream('runs.plan', request)) if (item.ordinal === 3) break;
    await source.finished;
    expect(source.yielded()).toBeLessThanOrEqual(streamCreditWindow);
  });

  test('aborting ends the loop with `cancelled` and tells the engine', async () => {
    let engineSignal: { aborted: boolean } | null = null;
    let stopped = () => {};
    const engineStopped = new Promise<void>((resolve) => {
      stopped = resolve;
    });
    const { client } = await open(
      {},
      {
        ...noStreams,
        async *'runs.plan'(_input, signal) {
          engineSignal = signal;
          yield planned(0);
          await new Promise<void>((resolve) => signal.addEventListener('abort', resolve));
          stopped();
        },
      },
    );
    const abort = new AbortController();
    const reading = (async () => {
      for await (const _item of client.stream('runs.plan', request, { signal: abort.signal })) abort.abort();
    })();
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    await engineStopped;
    expect(engineSignal).toMatchObject({ aborted: true });
  });

  test('an error in the middle of a stream comes after the items before it', async () => {
    const { client } = await open(
      {},
      {
        ...noStreams,
        async *'runs.plan'() {
          yield planned(0);
          throw new CommandError('not-found', 'The workflow "w" is gone.');
        },
      },
    );
    const ordinals: number[] = [];
    const reading = (async () => {
      for await (const item of client.stream('runs.plan', request)) ordinals.push(item.ordinal);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'not-found' });
    expect(ordinals).toEqual([0]);
  });

  test('a lost connection ends its streams on the engine side and its calls on the client side', async () => {
    const source = countedPlan(100_000);
    let waiting = () => {};
    const called = new Promise<void>((resolve) => {
      waiting = resolve;
    });
    const opened = await open(
      {
        'runs.stop': () => {
          waiting();
          return new Promise(() => undefined);
        },
      },
      source.streams,
    );
    const reader = opened.client.stream('runs.plan', request)[Symbol.asyncIterator]();
    await reader.next();
    const call = opened.client.call('runs.stop', { runId: 'r' }).catch((error: unknown) => error);
    await called;
    const gone = new Promise<void>((resolve) => {
      opened.client.onClose(resolve);
    });
    opened.sever();
    await source.finished;
    await gone;
    expect(await call).toMatchObject({ code: 'unavailable' });
    await expect(opened.client.call('session.load', { window: 'one' })).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('events arrive in order; listeners can be removed twice', async () => {
    const { client, events } = await open({});
    const heard: string[] = [];
    const remove = client.on('data.changed', ({ environment }) => heard.push(environment));
    const last = new Promise<void>((resolve) => {
      client.on('data.changed', ({ environment }) => {
        if (environment === 'c') resolve();
      });
    });
    for (const environment of ['a', 'b', 'c']) events.emit('data.changed', { environment, origin: 'command' });
    await last;
    remove();
    remove();
    expect(heard).toEqual(['a', 'b', 'c']);
  });

  test('a client hears on, however many messages of events there are', async () => {
    const { client, events } = await open({});
    for (let round = 0; round < 2 * unheardLimit; round += 1) {
      const heard = new Promise<void>((resolve) => {
        const remove = client.on('data.changed', () => {
          remove();
          resolve();
        });
      });
      events.emit('data.changed', { environment: `e${round}`, origin: 'command' });
      await heard;
    }
  });
});
