import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { ApiError } from './api-error.ts';
import { incompleteRequest } from './request-body.ts';

/** The SDK names up to 1,000 tenants in a query. */
export const maxHeadersBytes = 256 * 1024;

/** What Node gives up on before there is a whole request, or while its body comes, is answered in Knock's shape too. */
export function answerUnparsed(server: Server): void {
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => answers.set(socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const begun = answers.get(socket);
    const isAnswering = begun?.headersSent === true && !begun.writableFinished;
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering) {
      socket.destroy();
      return;
    }
    const { status, reason, answer } = unparsedAnswer(error.code);
    const body = Buffer.from(JSON.stringify(answer.toJson()));
    const head = [`HTTP/1.1 ${status} ${reason}`, 'content-type: application/json', `content-length: ${body.length}`];
    socket.write([...head, 'connection: close', '', ''].join('\r\n'));
    socket.end(body, () => socket.destroy());
  });
}

function unparsedAnswer(code: string | undefined): { status: number; reason: string; answer: ApiError } {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, reason: 'Request Timeout', answer: incompleteRequest() };
    case 'HPE_HEADER_OVERFLOW': {
      const message = `The URL and the headers are too large: together more than ${maxHeadersBytes / 1024} KB.`;
      return { status: 431, reason: 'Headers Too Large', answer: new ApiError(431, 'headers_too_large', message) };
    }
    default: {
      const message = `This is no HTTP request that can be read${code === undefined ? '' : ` (${code})`}.`;
      return { status: 400, reason: 'Bad Request', answer: new ApiError(400, 'invalid_request', message) };
    }
  }
}
