import { LongTexts } from '../contract/long-texts.ts';
import { createCloseNotice, readMessage } from '../contract/transports.ts';
import type { RpcTransport } from '../contract/wire.ts';
import { writeWireText } from '../contract/wire-text.ts';

/** The part of Electron's MessagePortMain that is needed here; spelled out because the engine knows no host. */
export interface MessagePortMainLike {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** The engine's end of a page's port, over Electron's MessagePortMain, which is an emitter and not a DOM port. Text goes both ways. */
export function electronPortTransport(port: MessagePortMainLike): RpcTransport {
  const closing = createCloseNotice();
  const received = new LongTexts();
  port.on('close', closing.tell);
  return {
    send(message) {
      if (!closing.isClosed()) port.postMessage(writeWireText(message));
    },
    onMessage(listener) {
      port.on('message', ({ data }) => listener(readMessage(data, received)));
      port.start();
    },
    onClose: closing.listen,
    close() {
      port.close();
      closing.tell();
    },
  };
}
