import { createRpcClient } from '../../core/contract/client.ts';
import { enginePortMessage, type HostBridge } from '../../core/contract/host-bridge.ts';
import { messagePortTransport } from '../../core/contract/transports.ts';
import type { RpcTransport } from '../../core/contract/wire.ts';
import { beforeNextPaint } from '../ui/frame-being-made.ts';
import type { EngineLink } from './engine-link.ts';
import { startConnectionWorker, workerTransport } from './worker-connection.ts';

/** Takes the engine's port as the preload posts it, once for each engine that starts. Returns what restarts the engine. */
export function connectDesktop(window: Window, bridge: HostBridge, link: EngineLink): () => void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const [port] = event.ports;
    if (event.source !== window || event.data !== enginePortMessage || port === undefined) return;
    link.attach(createRpcClient(transportOver(port, window)));
  });
  bridge.onEngineState((state) => {
    if (state.status === 'exited') link.lose(state.message);
    else if (state.status === 'starting') link.connecting();
  });
  bridge.requestEnginePort();
  return () => {
    link.connecting();
    bridge.restartEngine().catch((cause: unknown) => link.lose(cause instanceof Error ? cause.message : String(cause)));
  };
}

/** In a worker where memory may be shared, as the app's own scheme allows, else in the page. */
function transportOver(port: MessagePort, window: Window): RpcTransport {
  if (!window.crossOriginIsolated) return messagePortTransport(port);
  return workerTransport({
    engine: { port },
    worker: startConnectionWorker(),
    beforeNextPaint,
    nowMs: () => performance.now(),
  });
}
