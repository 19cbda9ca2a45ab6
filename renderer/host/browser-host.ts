import { createRpcClient } from '../../core/contract/client.ts';
import { webSocketTransport } from '../../core/contract/transports.ts';
import type { RpcTransport } from '../../core/contract/wire.ts';
import { frame } from '../strings/frame.ts';
import { beforeNextPaint } from '../ui/frame-being-made.ts';
import type { EngineLink } from './engine-link.ts';
import { startConnectionWorker, workerTransport } from './worker-connection.ts';

const tokenKey = 'hookbench.token';

/** How long to wait before each automatic try; after the last, the banner's button is left. */
export const reconnectDelaysMs = [250, 500, 1000, 2000, 4000, 8000] as const;

/**
 * Connects to the origin that served the page. The token comes with the first address, is taken out of the address bar
 * at once (it would end up in history and screenshots) and kept for reloads of this tab only.
 */
export function connectBrowser(window: Window, link: EngineLink): () => void {
  const token = takeToken(window);
  if (token === null) {
    link.lose(`${frame.noToken} ${frame.noTokenHelp}`);
    return () => window.location.reload();
  }
  const address = new URL('/engine', window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  address.searchParams.set('token', token);

  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const connect = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    let isOpen = false;
    const onOpen = (transport: RpcTransport) => {
      isOpen = true;
      tries = 0;
      link.attach(createRpcClient(transport));
    };
    openSocket(window, address, onOpen, () => {
      if (!isOpen || link.state.getState().status !== 'connected') link.lose(null);
      const delayMs = reconnectDelaysMs[tries];
      tries += 1;
      if (delayMs !== undefined) timer = setTimeout(connect, delayMs);
    });
  };
  connect();
  return () => {
    tries = 0;
    link.connecting();
    connect();
  };
}

/** In a worker where memory may be shared (the page is isolated from other origins, as our host serves it), else in the page. */
function openSocket(
  window: Window,
  address: URL,
  onOpen: (transport: RpcTransport) => void,
  onClose: () => void,
): void {
  if (!window.crossOriginIsolated) {
    const socket = new WebSocket(address);
    socket.addEventListener('open', () => onOpen(webSocketTransport(socket)));
    socket.addEventListener('close', onClose);
    return;
  }
  const transport = workerTransport({
    engine: { address: address.href },
    worker: startConnectionWorker(),
    beforeNextPaint,
    nowMs: () => performance.now(),
    onOpen: () => onOpen(transport),
    onClose,
  });
}

export function takeToken(window: Pick<Window, 'location' | 'history' | 'sessionStorage'>): string | null {
  const url = new URL(window.location.href);
  const fromAddress = url.searchParams.get('token');
  if (fromAddress === null) return window.sessionStorage.getItem(tokenKey);
  window.sessionStorage.setItem(tokenKey, fromAddress);
  url.searchParams.delete('token');
  window.history.replaceState(null, '', url);
  return fromAddress;
}
