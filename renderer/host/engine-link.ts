import { createStore, type StoreApi } from 'zustand/vanilla';
import { CommandError, type EngineClient, type EventName, type EventPayload } from '../../core/contract/index.ts';

/** How the window and the engine stand. `gone` until somebody asks for it again. */
export interface LinkState {
  status: 'connecting' | 'connected' | 'gone';
  /** Why it is gone, for people; null = nothing known. */
  reason: string | null;
  /** Grows with every connection, and when events of one were missed: what was read before must be read again. */
  connection: number;
}

/** One client for the whole life of the window, whatever connections come and go behind it. */
export interface EngineLink {
  state: StoreApi<LinkState>;
  client: EngineClient;
  attach(client: EngineClient): void;
  /** The host knows that it is gone, and why. */
  lose(reason: string | null): void;
  connecting(): void;
}

interface Listening {
  name: EventName;
  listener: (payload: never) => void;
  remove: () => void;
}

export function createEngineLink(): EngineLink {
  const state = createStore<LinkState>(() => ({ status: 'connecting', reason: null, connection: 0 }));
  const listening = new Set<Listening>();
  const closeListeners = new Set<() => void>();
  const gapListeners = new Set<() => void>();
  let current: EngineClient | null = null;

  const subscribe = (entry: Listening): void => {
    // The listener was given with its own event's name, and comes back under that name only.
    if (current !== null)
      entry.remove = current.on(entry.name, entry.listener as (payload: EventPayload<EventName>) => void);
  };
  const requireClient = (): EngineClient => {
    if (current === null) {
      throw new CommandError('unavailable', 'The engine is not running. Restart it, then try again.');
    }
    return current;
  };
  function readAgain(): void {
    state.setState((was) => ({ status: 'connected', reason: null, connection: was.connection + 1 }));
    if (state.getState().connection > 1) for (const listener of gapListeners) listener();
  }
  function lose(reason: string | null): void {
    current = null;
    state.setState({ status: 'gone', reason });
    for (const listener of closeListeners) listener();
  }

  const client: EngineClient = {
    call: async (name, input) => requireClient().call(name, input),
    stream: (name, input, options) => requireClient().stream(name, input, options),
    on(name, listener) {
      const entry: Listening = { name, listener: listener as (payload: never) => void, remove: () => undefined };
      listening.add(entry);
      subscribe(entry);
      return () => {
        entry.remove();
        listening.delete(entry);
      };
    },
    // Between two connections events were missed as well.
    onGap(listener) {
      gapListeners.add(listener);
      return () => gapListeners.delete(listener);
    },
    onClose(listener) {
      closeListeners.add(listener);
      return () => closeListeners.delete(listener);
    },
    close: () => current?.close(),
  };

  return {
    state,
    client,
    attach(next) {
      const before = current;
      current = next;
      before?.close();
      for (const entry of listening) subscribe(entry);
      next.onClose(() => {
        if (current === next) lose(null);
      });
      next.onGap(() => {
        if (current === next) readAgain();
      });
      readAgain();
    },
    lose,
    connecting: () => state.setState({ status: 'connecting' }),
  };
}
