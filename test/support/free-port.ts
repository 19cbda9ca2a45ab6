import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below what systems hand out by themselves (from 32768 on Linux, from 49152 elsewhere). */
const [first, end] = [12_000, 32_000];

/**
 * A port on which nothing listens. No other program comes to have it by chance a moment later, as one that the system
 * chose could: as the near end of a connection, or because a server asks for any.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + Math.floor(Math.random() * (end - first));
    if (await canListen(port)) return port;
  }
}

async function canListen(port: number): Promise<boolean> {
  const server = createServer();
  const listening = once(server, 'listening').then(
    () => true,
    () => false,
  );
  server.listen(port, '127.0.0.1');
  if (!(await listening)) return false;
  server.close();
  await once(server, 'close');
  return true;
}
