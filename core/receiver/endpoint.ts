import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ReceivedSummary, Receiver, Verification } from '../model/index.ts';
import {
  type AnswerScript,
  createAnswerScript,
  hasSameSequence,
  jsonAnswer,
  type PreparedAnswer,
} from './answer-script.ts';
import type { ReceiverPorts } from './receiver-host.ts';
import { headerPairs, type Recording } from './recording.ts';
import { maxBodyBytes, readBody } from './request-body.ts';

/** The behaviour of one receiver: reads, verifies, records and answers. Knows nothing of ports. */
export interface Endpoint {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Takes on a changed behaviour from the next request on. Throws `CommandError` and keeps the old one. */
  behave(receiver: Receiver): void;
  restartSequence(): void;
  /** Cuts off every request under way. */
  abort(): void;
}

type Ports = Pick<ReceiverPorts, 'verify' | 'resolveKey' | 'nowMs' | 'newId' | 'onReceived'>;

export function createEndpoint(key: string, first: Receiver, recording: Recording, ports: Ports): Endpoint {
  let receiver = first;
  let script: AnswerScript = createAnswerScript(first);
  const open = new Set<ServerResponse>();

  /** A key that cannot be resolved is no key: the verdict says so, and the sender gets its answer. */
  function resolveKey(text: string): string {
    try {
      return ports.resolveKey(text);
    } catch {
      return '';
    }
  }

  function verify(request: IncomingMessage, body: Uint8Array): Verification | null {
    const { verification } = receiver;
    if (verification === null) return null;
    return ports.verify({
      scheme: verification.scheme,
      key: resolveKey(verification.key),
      previousKeys: (verification.previousKeys ?? []).map((each) => ({ ...each, key: resolveKey(each.key) })),
      headers: headerPairs(request.rawHeaders),
      body,
      nowMs: ports.nowMs(),
      method: request.method ?? '',
      url: `http://${request.headers.host ?? ''}${request.url ?? ''}`,
    });
  }

  function record(
    request: IncomingMessage,
    kept: { body: Uint8Array; sizeBytes: number; verification: Verification | null; status: number },
  ): void {
    const summary: ReceivedSummary = {
      id: ports.newId(),
      number: recording.nextNumber(),
      receiver: key,
      receivedAtMs: ports.nowMs(),
      method: request.method ?? '',
      target: request.url ?? '',
      bodySizeBytes: kept.sizeBytes,
      answeredStatus: kept.status,
      verdict: kept.verification?.code ?? null,
    };
    recording.add({
      summary,
      rawHeaders: request.rawHeaders,
      body: kept.body,
      remoteAddress: addressOf(request.socket),
      verification: kept.verification,
    });
    ports.onReceived(summary);
  }

  function take(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const verification = verify(request, body);
    const isRejected = verification?.isValid === false && receiver.verification?.onFailure === 'reject';
    const answer = isRejected
      ? jsonAnswer(401, { error: verification.code, message: verification.message })
      : script.next();
    record(request, { body, sizeBytes: body.length, verification, status: answer.status });
    if (script.latencyMs === 0) finish(response, answer);
    else sendLater(response, answer, script.latencyMs);
  }

  /** An answer that the system has taken whole needs no watching; one that a slow sender leaves behind is cut off with the rest. */
  function finish(response: ServerResponse, answer: PreparedAnswer): void {
    send(response, answer);
    if (response.destroyed || response.writableLength === 0) open.delete(response);
    else response.on('close', () => open.delete(response));
  }

  /** A sender that goes away, or a receiver that is stopped, ends the wait. */
  function sendLater(response: ServerResponse, answer: PreparedAnswer, latencyMs: number): void {
    const timer = setTimeout(() => finish(response, answer), latencyMs);
    response.on('close', () => {
      clearTimeout(timer);
      open.delete(response);
    });
  }

  return {
    handle(request, response) {
      open.add(response);
      readBody(request, (outcome) => {
        switch (outcome.kind) {
          case 'complete':
            take(request, response, outcome.body);
            return;
          case 'too-large': {
            const message = `The body is longer than ${maxBodyBytes} bytes; it was counted and not kept.`;
            const answer = jsonAnswer(413, { error: 'body-too-large', message });
            record(request, {
              body: Buffer.alloc(0),
              sizeBytes: outcome.sizeBytes,
              verification: null,
              status: answer.status,
            });
            finish(response, answer);
            return;
          }
          case 'aborted':
            open.delete(response);
            response.destroy();
            return;
        }
      });
    },
    behave(next) {
      script = createAnswerScript(next, hasSameSequence(receiver, next) ? script.position : 0);
      receiver = next;
    },
    restartSequence: () => script.restart(),
    abort() {
      for (const response of open) response.destroy();
      open.clear();
    },
  };
}

function send(response: ServerResponse, answer: PreparedAnswer): void {
  if (response.destroyed) return;
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}

/** Asked for once per connection: the system has to be asked, and the text is kept with each of its requests. */
const addresses = new WeakMap<Socket, string>();

function addressOf(socket: Socket): string {
  let address = addresses.get(socket);
  if (address === undefined) {
    const { remoteAddress = '', remotePort = 0 } = socket;
    address = `${remoteAddress}:${remotePort}`;
    addresses.set(socket, address);
  }
  return address;
}
