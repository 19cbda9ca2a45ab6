import { describe, expect, it } from 'vitest';
import { CommandError, type EngineClient, type EventName } from '../../../core/contract/index.ts';
import { takeToken } from '../../../renderer/host/browser-host.ts';
import { createEngineLink } from '../../../renderer/host/engine-link.ts';

/** A connection whose other side is the test. */
function fakeClient(answer: string) {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const closing = new Set<() => void>();
  const gaps = new Set<() => void>();
  const client: EngineClient = {
    call: (async () => answer) as unknown as EngineClient['call'],
    stream: () => {
      throw new Error('not used');
    },
    on(name, listener) {
      const known = listeners.get(name) ?? new Set();
      known.add(listener as (payload: never) => void);
      listeners.set(name, known);
      return () => known.delete(listener as (payload: never) => void);
    },
    onGap(listener) {
      gaps.add(listener);
      return () => gaps.delete(listener);
    },
    onClose(listener) {
      closing.add(listener);
      return () => closing.delete(listener);
    },
    close: () => undefined,
  };
  return {
    client,
    emit: (name: EventName, payload: unknown) => {
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    },
    miss: () => {
      for (const listener of gaps) listener();
    },
    end: () => {
      for (const listener of closing) listener();
    },
  };
}

describe('the link to the engine', () => {
  it('refuses calls in words while there is no engine', async () => {
    const link = createEngineLink();
    const refused = await link.client.call('workspace.get', {}).catch((cause: unknown) => cause);
    expect(refused).toBeInstanceOf(CommandError);
    expect(refused).toMatchObject({ code: 'unavailable' });
  });

  it('keeps listeners through a restart and speaks to the newest engine', async () => {
    const link = createEngineLink();
    const heard: unknown[] = [];
    const remove = link.client.on('data.changed', (payload) => heard.push(payload));
    const first = fakeClient('first');
    link.attach(first.client);
    first.emit('data.changed', 1);
    first.end();
    expect(link.state.getState()).toMatchObject({ status: 'gone', connection: 1 });

    const second = fakeClient('second');
    link.attach(second.client);
    second.emit('data.changed', 2);
    expect(heard).toEqual([1, 2]);
    expect(await link.client.call('workspace.get', {})).toBe('second');
    expect(link.state.getState()).toMatchObject({ status: 'connected', connection: 2 });
    remove();
    second.emit('data.changed', 3);
    expect(heard).toEqual([1, 2]);
  });

  it('tells of missed events: after a gap, and after another connection', () => {
    const link = createEngineLink();
    let told = 0;
    const remove = link.client.onGap(() => {
      told += 1;
    });
    const first = fakeClient('first');
    link.attach(first.client);
    expect(told).toBe(0);
    first.miss();
    expect([told, link.state.getState().connection]).toEqual([1, 2]);
    first.end();
    link.attach(fakeClient('second').client);
    expect([told, link.state.getState().connection]).toEqual([2, 3]);
    // Of a connection that has been replaced nothing is to be known.
    first.miss();
    expect(told).toBe(2);
    remove();
    link.attach(fakeClient('third').client);
    expect(told).toBe(2);
  });

  it('does not mind the end of a connection that it has already replaced', () => {
    const link = createEngineLink();
    const first = fakeClient('first');
    link.attach(first.client);
    link.attach(fakeClient('second').client);
    first.end();
    expect(link.state.getState().status).toBe('connected');
  });
});

describe('the token', () => {
  const windowAt = (href: string) => {
    const stored = new Map<string, string>();
    const shown = { href };
    return {
      shown,
      location: { href } as Location,
      history: {
        replaceState: (_state: unknown, _title: string, url: URL) => {
          shown.href = String(url);
        },
      } as History,
      sessionStorage: {
        getItem: (key: string) => stored.get(key) ?? null,
        setItem: (key: string, value: string) => void stored.set(key, value),
      } as Storage,
    };
  };

  it('goes from the address bar into the tab, where a reload finds it', () => {
    const window = windowAt('http://127.0.0.1:4000/?token=abc&x=1');
    expect(takeToken(window)).toBe('abc');
    expect(window.shown.href).toBe('http://127.0.0.1:4000/?x=1');
    expect(takeToken({ ...window, location: { href: window.shown.href } as Location })).toBe('abc');
  });

  it('is missing when there was none', () => {
    expect(takeToken(windowAt('http://127.0.0.1:4000/'))).toBeNull();
  });
});
