import type { ActiveExchange } from './active-exchange.ts';
import { Connection, type ConnectionOptions } from './connection.ts';

/** The connections to one origin, and the requests that wait for one. */
export interface OriginPool {
  send(exchange: ActiveExchange): void;
  isIdle(): boolean;
  close(): Promise<void>;
}

export function createOriginPool(
  limit: number,
  options: Omit<ConnectionOptions, 'onRelease' | 'onDiscard' | 'sessions'>,
): OriginPool {
  const connections = new Set<Connection>();
  // A stack: the warmest connection first, so that those not needed can end.
  const idle: Connection[] = [];
  let queue: ActiveExchange[] = [];
  let head = 0;
  const connectionOptions: ConnectionOptions = {
    ...options,
    sessions: { latest: undefined },
    onRelease: (connection) => {
      const next = nextInQueue();
      if (next === undefined) idle.push(connection);
      else next.begin(connection);
    },
    onDiscard: (connection) => {
      connections.delete(connection);
      // In a turn of its own: a request that fails as soon as it begins would else take the whole queue down the stack.
      queueMicrotask(serveQueue);
    },
  };

  function open(): Connection {
    const connection = new Connection(connectionOptions);
    connections.add(connection);
    return connection;
  }

  /** Skips those that were stopped while they waited. */
  function nextInQueue(): ActiveExchange | undefined {
    while (head < queue.length) {
      const exchange = queue[head];
      head += 1;
      if (head > 1024 && head * 2 > queue.length) {
        queue = queue.slice(head);
        head = 0;
      }
      if (exchange !== undefined && !exchange.isSettled) return exchange;
    }
    queue = [];
    head = 0;
    return undefined;
  }

  function serveQueue(): void {
    while (connections.size < limit) {
      const next = nextInQueue();
      if (next === undefined) return;
      next.begin(open());
    }
  }

  return {
    send(exchange) {
      const connection = idle.pop();
      if (connection !== undefined) exchange.begin(connection);
      else if (connections.size < limit) exchange.begin(open());
      else queue.push(exchange);
    },
    isIdle: () => idle.length === connections.size && head === queue.length,
    async close() {
      await Promise.all([...connections].map((connection) => connection.close()));
      connections.clear();
      idle.length = 0;
    },
  };
}
