import type { Socket } from 'node:net';
import type { HttpProxy } from './proxy.ts';
import { TransportError } from './transport-error.ts';

/** A head that does not end within this many bytes is no answer of a proxy. */
const headLimitBytes = 16_384;

/** Asks a proxy, to which the socket leads, for a tunnel to `host:port`. `done` is called once; null = it stands. */
export function openTunnel(
  socket: Socket,
  proxy: HttpProxy,
  target: string,
  done: (error: TransportError | null) => void,
): void {
  const authorization = proxy.authorization === null ? '' : `Proxy-Authorization: ${proxy.authorization}\r\n`;
  let head = '';
  const end = (error: TransportError | null): void => {
    socket.off('data', read);
    socket.off('end', ended);
    socket.pause();
    done(error);
  };
  const read = (chunk: Buffer): void => {
    head += chunk.toString('latin1');
    const length = head.indexOf('\r\n\r\n');
    if (length < 0) {
      if (head.length > headLimitBytes) end(tunnelError(proxy, 'answered with something that is not HTTP'));
      return;
    }
    const [, status = '', reason = ''] = /^HTTP\/1\.[01] (\d{3}) ?([^\r\n]*)/.exec(head) ?? [];
    if (!status.startsWith('2')) {
      const answer = status === '' ? 'answered with something that is not HTTP' : `answered ${status} ${reason}`.trim();
      end(tunnelError(proxy, `${answer} when asked for ${target}`));
      return;
    }
    const rest = head.slice(length + 4);
    end(null);
    if (rest !== '') socket.unshift(Buffer.from(rest, 'latin1'));
  };
  const ended = (): void => end(tunnelError(proxy, `closed the connection when asked for ${target}`));
  socket.on('data', read);
  socket.on('end', ended);
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${authorization}\r\n`);
}

export function tunnelError(proxy: HttpProxy, what: string): TransportError {
  return new TransportError('HOOKBENCH_PROXY', `The proxy ${proxy.name} ${what}.`);
}
