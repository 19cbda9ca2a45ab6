import { beforeEach, describe, expect, it } from 'vitest';
import { createRpcClient } from '../../../core/contract/client.ts';
import { LongTexts } from '../../../core/contract/long-texts.ts';
import type { RpcTransport } from '../../../core/contract/wire.ts';
import { readWireText } from '../../../core/contract/wire-text.ts';
import type { WorkerAnswer, WorkerRequest } from '../../../renderer/host/connection-worker-messages.ts';
import { createMessageWriter, type NumberedMessage } from '../../../renderer/host/shared-messages.ts';
import { workerTransport } from '../../../renderer/host/worker-connection.ts';

/** The worker at the edge: says what the test says, and keeps what it is told. */
let told: WorkerRequest[];
let say: (answer: WorkerAnswer) => void;
let share: (message: NumberedMessage) => void;
let frames: (() => void)[];
let now: number;
let events: string[];
let transport: RpcTransport;
/** What each look at the clock lets happen: the transport looks at it while it waits. */
let whileWaiting: () => void;

beforeEach(() => {
  told = [];
  frames = [];
  events = [];
  now = 0;
  whileWaiting = () => undefined;
  transport = workerTransport({
    engine: { address: 'ws://127.0.0.1/engine' },
    worker: {
      postMessage(message) {
        told.push(message);
        if (message.kind === 'open') share = createMessageWriter(message.memory);
      },
      addEventListener: (_type, listener) => {
        say = (data) => listener({ data });
      },
      terminate: () => events.push('terminated'),
    },
    beforeNextPaint: (task) => frames.push(task),
    nowMs() {
      now += 1;
      whileWaiting();
      return now;
    },
    onOpen: () => events.push('open'),
    onClose: () => events.push('closed'),
  });
});

const result = (id: number, output: unknown) => JSON.stringify({ kind: 'result', id, output });
const runFrame = () => {
  for (const task of frames.splice(0)) task();
};
const preview = { channel: {}, context: {} } as never;

describe('an answer', () => {
  it('is taken before the frame is painted, and once only', async () => {
    const client = createRpcClient(transport);
    const answer = client.call('template.preview', preview);
    share({ number: 1, text: result(1, 'early') });
    runFrame();
    await expect(answer).resolves.toBe('early');
    const heard: unknown[] = [];
    client.on('workspace.problems', (list) => heard.push(list));
    say({ kind: 'message', number: 1, text: result(1, 'the same again') });
    say({
      kind: 'message',
      number: 2,
      text: JSON.stringify({ kind: 'events', events: [{ name: 'workspace.problems', payload: [] }] }),
    });
    expect(heard).toEqual([[]]);
  });

  it('that is long comes read from the worker', async () => {
    const client = createRpcClient(transport);
    const answer = client.call('template.preview', preview);
    const asked = { kind: 'call', id: 1, name: 'template.preview', input: preview };
    expect(told.at(-1)).toEqual({ kind: 'send', text: JSON.stringify(asked) });
    const body = new Uint8Array([1, 2, 3]);
    say({ kind: 'read-message', number: 1, message: { kind: 'result', id: 1, output: { body } } });
    await expect(answer).resolves.toEqual({ body });
    // Nothing is awaited any more: the frame does not look at the clock.
    now = 0;
    runFrame();
    expect(now).toBe(0);
  });

  it('to a preview is waited for in the frame, but not for long', async () => {
    const client = createRpcClient(transport);
    const answer = client.call('template.preview', preview);
    whileWaiting = () => {
      if (now === 3) share({ number: 1, text: result(1, 'in time') });
    };
    runFrame();
    await expect(answer).resolves.toBe('in time');
    const late = client.call('template.preview', preview);
    runFrame();
    expect(now).toBeLessThan(20);
    say({ kind: 'message', number: 2, text: result(2, 'late') });
    await expect(late).resolves.toBe('late');
  });

  describe('that does not come in time', () => {
    let client: ReturnType<typeof createRpcClient>;
    let calls: number;
    beforeEach(() => {
      client = createRpcClient(transport);
      calls = 0;
    });

    /** One call, its frame, and its answer `afterLooks` looks at the clock later, or after the frame; whether the frame waited. */
    function waitsForCall(afterLooks = Number.POSITIVE_INFINITY): boolean {
      calls += 1;
      const answer = { number: calls, text: result(calls, 'done') };
      const before = now;
      whileWaiting = () => {
        if (now === before + afterLooks) share(answer);
      };
      void client.call('template.preview', preview);
      runFrame();
      say({ kind: 'message', ...answer });
      return now > before;
    }

    it('is waited for ever less often, and at least at every ninth frame', () => {
      const waited = Array.from({ length: 40 }, (_, frame) => frame).filter(() => waitsForCall());
      expect(waited).toEqual([0, 1, 3, 7, 15, 24, 33]);
    });

    it('keeps no frame from waiting once another one came in time', () => {
      expect([waitsForCall(), waitsForCall(), waitsForCall()]).toEqual([true, true, false]);
      expect(waitsForCall(3)).toBe(true);
      expect([waitsForCall(), waitsForCall(), waitsForCall()]).toEqual([true, true, false]);
    });
  });
});

it('keeps events and streams in their order: they are not read ahead', () => {
  const seen: unknown[] = [];
  transport.onMessage((message) => seen.push(message));
  transport.send({ kind: 'call', id: 1, name: 'workspace.get', input: {} });
  share({ number: 1, text: JSON.stringify({ kind: 'events', events: [] }) });
  runFrame();
  expect(seen).toEqual([]);
  say({ kind: 'message', number: 1, text: JSON.stringify({ kind: 'events', events: [] }) });
  expect(seen).toHaveLength(1);
});

it('tells of its opening and of its end', () => {
  say({ kind: 'opened' });
  let isClosed = false;
  transport.onClose(() => {
    isClosed = true;
  });
  say({ kind: 'closed' });
  expect(isClosed).toBe(true);
  expect(events).toEqual(['open', 'terminated', 'closed']);
  transport.send({ kind: 'call', id: 2, name: 'workspace.get', input: {} });
  expect(told.filter(({ kind }) => kind === 'send')).toEqual([]);
});

it('hands a port over to the worker', () => {
  const { port1, port2 } = new MessageChannel();
  const handedOver: unknown[] = [];
  workerTransport({
    engine: { port: port1 },
    worker: {
      postMessage: (message, transfer) => handedOver.push(message.kind, ...(transfer ?? [])),
      addEventListener() {},
      terminate() {},
    },
    beforeNextPaint() {},
    nowMs: () => 0,
  });
  expect(handedOver).toEqual(['adopt', port1]);
  port1.close();
  port2.close();
});

it('says only the edit of a long text that was said before', () => {
  const client = createRpcClient(transport);
  const ask = (body: string) => void client.call('template.preview', { body } as never).catch(() => undefined);
  const long = 'x'.repeat(100_000);
  ask(long);
  ask(`${long.slice(0, 50_000)}key${long.slice(50_000)}`);
  const texts = told.flatMap((message) => (message.kind === 'send' ? [message.text] : []));
  expect(texts.map(({ length }) => length < 1_000)).toEqual([false, true]);
  const received = new LongTexts();
  const [, second] = texts.map((text) => readWireText(text, received));
  expect(second).toMatchObject({ input: { body: `${long.slice(0, 50_000)}key${long.slice(50_000)}` } });
});
