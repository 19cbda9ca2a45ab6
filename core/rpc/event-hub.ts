import type { EventName, EventPayload } from '../contract/commands.ts';
import type { EventEnvelope } from '../contract/wire.ts';

/** Where a connection hears of everything. */
export interface EventSource {
  /** Returns the remover. */
  onAny(listener: (event: EventEnvelope) => void): () => void;
}

export interface EventHub extends EventSource {
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void;
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}

/** The engine's own events. Listeners are called at once, in the order they came. */
export function createEventHub(): EventHub {
  /** Replaced when it changes, never changed: an event is told to those who listened when it came. */
  let listeners: readonly ((event: EventEnvelope) => void)[] = [];
  function onAny(listener: (event: EventEnvelope) => void): () => void {
    // An entry of its own, so that one function registered twice is removed one by one.
    const entry = (event: EventEnvelope) => listener(event);
    listeners = [...listeners, entry];
    return () => {
      listeners = listeners.filter((each) => each !== entry);
    };
  }
  return {
    onAny,
    on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) {
      return onAny((event) => {
        // `emit` is the only way in, and pairs each name with its payload.
        if (event.name === name) listener(event.payload as EventPayload<N>);
      });
    },
    emit(name, payload) {
      const event = { name, payload };
      for (const listener of listeners) listener(event);
    },
  };
}
