import { expect, onTestFinished, test, vi } from 'vitest';
import type { EventPayload, RpcTransport, ServerMessage } from '../../../core/contract/index.ts';
import { eventFrameMs, unheardLimit, waitingLimit } from '../../../core/rpc/event-batch.ts';
import { createEventHub, serveRpc } from '../../../core/rpc/index.ts';
import { handlersWith, noStreams } from './recording-handlers.ts';
import { connectOverWebSocket } from './rpc-connections.ts';

test('a client that asks and does not read is ended, and told why once it reads', async () => {
  const answer = 'x'.repeat(1024 * 1024);
  let asked = 0;
  const handlers = handlersWith({
    'session.load'() {
      asked += 1;
      return { session: answer, renamed: [] };
    },
  });
  const limits = { unreadLimitBytes: 4 * 1024 * 1024 };
  const { client, socket, close } = await connectOverWebSocket(handlers, noStreams, limits);
  onTestFinished(close);
  const closed = new Promise<string>((resolve) => {
    socket.once('close', (code, reason) => resolve(`${code} ${reason}`));
  });
  const load = () => client.call('session.load', { window: 'one' });
  expect(await load()).toEqual({ session: answer, renamed: [] });
  socket.pause();
  const calls = Array.from({ length: 60 }, load);
  await vi.waitFor(() => expect(asked).toBe(61));
  socket.resume();
  expect(await closed).toMatch(/^1008 You asked for more than you read: \d+ bytes wait for you\.$/);
  const settled = await Promise.allSettled(calls);
  const answered = settled.filter(({ status }) => status === 'fulfilled').length;
  expect(answered).toBeGreaterThan(3);
  expect(answered).toBeLessThan(60);
});

test('a connection that does not say what it heard gets a bounded number of messages, and then that there is a gap', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const events = createEventHub();
  const sent: ServerMessage[] = [];
  let say = (_message: unknown): void => {};
  const transport: RpcTransport = {
    send: (message) => void sent.push(message as ServerMessage),
    onMessage: (listener) => {
      say = listener;
    },
    onClose: () => {},
    close: () => {},
  };
  serveRpc(transport, handlersWith({}), noStreams, events);
  const tell = () => {
    for (let count = 0; count < 100; count += 1) {
      events.emit('knockApi.called', { number: count } as EventPayload<'knockApi.called'>);
    }
  };
  for (let frame = 0; frame < unheardLimit + waitingLimit / 100 + 1; frame += 1) {
    tell();
    vi.advanceTimersByTime(eventFrameMs);
  }
  expect(sent).toHaveLength(unheardLimit);
  say({ kind: 'heard', count: 1 });
  expect(sent.at(-1)).toEqual({ kind: 'events', events: [], isGap: true });
});
