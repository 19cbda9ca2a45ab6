import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EventPayload, ReceivedSummary } from '../../core/contract/index.ts';

export type ReceiverState = EventPayload<'receivers.state'>;
export const liveRequestLimit = 1000;

export interface ReceiversState {
  states: Readonly<Record<string, ReceiverState>>;
  /** By receiver, newest first; what came in since the window opened. */
  live: Readonly<Record<string, readonly ReceivedSummary[]>>;
}
export type ReceiversStore = StoreApi<ReceiversState>;

export function createReceiversStore(): ReceiversStore {
  return createStore<ReceiversState>(() => ({ states: {}, live: {} }));
}

export function applyReceiverStates(state: ReceiversState, states: readonly ReceiverState[]): ReceiversState {
  return {
    ...state,
    states: { ...state.states, ...Object.fromEntries(states.map((entry) => [entry.receiver, entry])) },
  };
}

export function applyReceived(state: ReceiversState, request: ReceivedSummary): ReceiversState {
  const earlier = state.live[request.receiver] ?? [];
  return { ...state, live: { ...state.live, [request.receiver]: [request, ...earlier].slice(0, liveRequestLimit) } };
}

export function clearReceived(state: ReceiversState, receiver: string): ReceiversState {
  const { [receiver]: _cleared, ...live } = state.live;
  return { ...state, live };
}

/** The one that got a request last; null = none of those that are kept has one. */
export function selectLastReceiver({ states, live }: ReceiversState, receivers: readonly string[]): string | null {
  const lastMs = (key: string): number =>
    Math.max(states[key]?.lastReceivedAtMs ?? 0, live[key]?.[0]?.receivedAtMs ?? 0);
  const [last] = receivers.filter((key) => lastMs(key) > 0).sort((left, right) => lastMs(right) - lastMs(left));
  return last ?? null;
}

export function countRunning(state: ReceiversState): number {
  return Object.values(state.states).filter((entry) => entry.status === 'running').length;
}
