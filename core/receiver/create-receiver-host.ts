import { CommandError } from '../contract/errors.ts';
import {
  createByteRoom,
  createTurns,
  isSameProtocol,
  type PortProtocol,
  type ReceivedSummary,
  type Receiver,
  receiverAddress,
} from '../model/index.ts';
import { createEndpoint, type Endpoint } from './endpoint.ts';
import { openPortServer, type PortServer, routePath } from './port-server.ts';
import type { ReceiverHost, ReceiverPorts, ReceiverState } from './receiver-host.ts';
import { createRecording, type Recording } from './recording.ts';
import { keepWithin } from './recording-bound.ts';
import { maxBodiesUnderWayBytes } from './request-body.ts';
import type { PortTls } from './secure-server.ts';

/** Where a running receiver is reached. */
interface Binding {
  server: PortServer;
  path: string;
}

interface Slot {
  receiver: Receiver;
  recording: Recording;
  endpoint: Endpoint | null;
  binding: Binding | null;
  status: ReceiverState['status'];
  problem: string | null;
  /** It was started and not stopped since: what it fails at now, a change may mend. */
  isToRun: boolean;
}

/** A host without receivers; each opens its port when it is started. */
export function createReceiverHost(ports: ReceiverPorts): ReceiverHost {
  const slots = new Map<string, Slot>();
  const servers = new Map<number, PortServer>();
  const room = createByteRoom(maxBodiesUnderWayBytes);
  const endpointPorts = {
    ...ports,
    onCutOff(key: string, method: string, target: string): void {
      slots.get(key)?.binding?.server.missed.add({ reason: 'cut-off', method, target });
    },
    onReceived(summary: ReceivedSummary) {
      keepWithin(slots.values());
      ports.onReceived(summary);
    },
  };
  // Two receivers that start at once may want the same port.
  const inTurn = createTurns();
  let isClosed = false;

  function stateOf(key: string, slot: Slot): ReceiverState {
    const { received, invalid } = slot.recording.verdicts;
    const { binding } = slot;
    return {
      receiver: key,
      status: slot.status,
      url:
        binding === null
          ? null
          : receiverAddress({ tls: binding.server.protocol.tls, path: binding.path }, binding.server.port),
      problem: slot.problem,
      receivedCount: received,
      invalidCount: invalid,
      lastReceivedAtMs: slot.recording.page(null, 1)[0]?.receivedAtMs ?? null,
      missed: binding?.server.missed.state() ?? null,
    };
  }

  /** All that share the port say the same of it. */
  function tellOfPort(server: PortServer): void {
    for (const [key, slot] of slots) if (slot.binding?.server === server) ports.onState(stateOf(key, slot));
  }

  function setStatus(key: string, slot: Slot, status: ReceiverState['status'], problem: string | null): ReceiverState {
    slot.status = status;
    slot.problem = problem;
    const state = stateOf(key, slot);
    ports.onState(state);
    return state;
  }

  async function bind({ receiver }: Slot, endpoint: Endpoint): Promise<Binding> {
    const { port } = receiver;
    const path = routePath(receiver.path);
    const existing = servers.get(port);
    if (existing !== undefined) refuseConflict(existing, receiver);
    const server =
      existing ?? (await openPortServer(port, portTls(receiver), { nowMs: ports.nowMs, onMissed: tellOfPort }));
    servers.set(server.port, server);
    server.routes.set(path, endpoint.handle);
    return { server, path };
  }

  function refuseConflict(existing: PortServer, receiver: Receiver): void {
    const { name, port, path } = receiver;
    const others = [...slots.values()].filter(({ binding }) => binding?.server === existing);
    const isTwin = (other: Slot) => other.binding?.path === routePath(path);
    const [other] = [...others.filter(isTwin), ...others];
    if (other === undefined) return;
    if (isTwin(other)) {
      throw new CommandError(
        'conflict',
        `The receiver "${other.receiver.name}" already listens at ${routePath(path)} on port ${port}. Give one of them another path or port.`,
        { field: 'path' },
      );
    }
    if (isSameProtocol(existing.protocol, receiver)) return;
    throw new CommandError(
      'conflict',
      `"${name}" is to speak ${protocolInWords(receiver)} on port ${port}, where "${other.receiver.name}" speaks ${protocolInWords(existing.protocol)}. A port has one protocol and one certificate: give one of them another port, or both the same.`,
      { field: 'tls' },
    );
  }

  function portTls({ tls, clientCertificate }: PortProtocol): PortTls | null {
    if (tls === undefined) return null;
    return {
      tls,
      clientCertificate,
      certificate: () => ports.portCertificate(tls),
      authority: ports.authorityCertificate,
    };
  }

  async function unbind(slot: Slot): Promise<void> {
    const { binding, endpoint } = slot;
    slot.binding = null;
    if (binding === null) return;
    binding.server.routes.delete(binding.path);
    endpoint?.abort();
    if (binding.server.routes.size === 0) {
      servers.delete(binding.server.port);
      await binding.server.close();
    }
  }

  /** Whether the receiver is reached where it already listens. */
  function isBoundTo(slot: Slot, receiver: Receiver): boolean {
    const { binding } = slot;
    const isSamePort =
      slot.receiver.port === receiver.port && binding !== null && isSameProtocol(binding.server.protocol, receiver);
    return isSamePort && binding.path === routePath(receiver.path);
  }

  function refusePath({ path, name }: Receiver): void {
    if (!/[?#]/.test(path)) return;
    throw new CommandError(
      'invalid-input',
      `Receiver "${name}": the path "${path}" has a "?" or "#", which no request's path has. Remove it; the query is ignored anyway.`,
      { field: 'path' },
    );
  }

  async function run(key: string, slot: Slot, receiver: Receiver): Promise<ReceiverState> {
    try {
      refusePath(receiver);
      if (slot.endpoint === null) slot.endpoint = createEndpoint(key, receiver, slot.recording, endpointPorts, room);
      else slot.endpoint.behave(receiver);
      if (!isBoundTo(slot, receiver)) {
        await unbind(slot);
        slot.receiver = receiver;
        setStatus(key, slot, 'starting', null);
        slot.binding = await bind(slot, slot.endpoint);
      }
      slot.receiver = receiver;
      return setStatus(key, slot, 'running', null);
    } catch (error) {
      await unbind(slot);
      slot.receiver = receiver;
      setStatus(key, slot, 'failed', error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  /** Those that could not take on their last change, for what one of the others was: several are often changed alike, one by one. */
  async function bringBack(): Promise<void> {
    for (const [key, slot] of slots) {
      // Its state tells when it still cannot.
      if (slot.isToRun && slot.binding === null) await run(key, slot, slot.receiver).catch(() => undefined);
    }
  }

  return {
    start: (key, receiver) =>
      inTurn(async () => {
        if (isClosed) throw new CommandError('unavailable', 'The receivers have been shut down.');
        const found = slots.get(key);
        if (found?.binding != null) {
          found.endpoint?.restartSequence();
          return run(key, found, receiver);
        }
        const slot: Slot = {
          receiver,
          recording: createRecording(),
          endpoint: null,
          binding: null,
          status: 'stopped',
          problem: null,
          isToRun: true,
        };
        slots.set(key, slot);
        return run(key, slot, receiver);
      }),
    update: (key, receiver) =>
      inTurn(async () => {
        const slot = slots.get(key);
        if (slot === undefined) return stoppedState(key);
        if (!slot.isToRun) return stateOf(key, slot);
        const state = await run(key, slot, receiver);
        await bringBack();
        return state;
      }),
    stop: (key) =>
      inTurn(async () => {
        const slot = slots.get(key);
        if (slot === undefined) return stoppedState(key);
        slot.isToRun = false;
        await unbind(slot);
        return setStatus(key, slot, 'stopped', null);
      }),
    states: () => [...slots].map(([key, slot]) => stateOf(key, slot)),
    requests(key, beforeNumber, limit, filter) {
      const recording = slots.get(key)?.recording;
      return { requests: recording?.page(beforeNumber, limit, filter) ?? [], total: recording?.kept ?? 0 };
    },
    request(id) {
      for (const { recording } of slots.values()) {
        const found = recording.find(id);
        if (found !== null) return found;
      }
      return null;
    },
    clear(key) {
      const slot = slots.get(key);
      if (slot === undefined) return;
      slot.recording.clear();
      slot.endpoint?.restartSequence();
      slot.binding?.server.missed.clear();
      if (slot.binding === null) ports.onState(stateOf(key, slot));
      else tellOfPort(slot.binding.server);
    },
    verdicts(key, afterNumber = 0) {
      const recording = slots.get(key)?.recording ?? createRecording();
      return afterNumber === 0 ? recording.verdicts : recording.verdictsAfter(afterNumber);
    },
    close: () =>
      inTurn(async () => {
        isClosed = true;
        for (const [key, slot] of slots) {
          const wasRunning = slot.binding !== null;
          slot.isToRun = false;
          await unbind(slot);
          if (wasRunning) setStatus(key, slot, 'stopped', null);
        }
      }),
  };
}

function protocolInWords({ tls, clientCertificate }: PortProtocol): string {
  if (tls === undefined) return 'http';
  return `https (${tls}${clientCertificate === undefined ? '' : `, client certificate: ${clientCertificate}`})`;
}

/** Of one that was never started. */
export function stoppedState(key: string): ReceiverState {
  return {
    receiver: key,
    status: 'stopped',
    url: null,
    problem: null,
    receivedCount: 0,
    invalidCount: 0,
    lastReceivedAtMs: null,
    missed: null,
  };
}
