import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import {
  type AnswerSource,
  type ByteRoom,
  isBodyFault,
  type ReceivedEnding,
  type ReceivedRefusal,
  type ReceivedSummary,
  type Receiver,
  type Verification,
} from '../model/index.ts';
import type { AnswerRules } from './answer-rules.ts';
import { createBodyStore } from './body-store.ts';
import { certificateRefusal } from './certificate-refusal.ts';
import { type AnswerChoice, type AnswerChooser, createAnswerChooser } from './choose-answer.ts';
import type { RequestConnection } from './kept-requests.ts';
import { wasUnreadable } from './missed-requests.ts';
import { playFault, statusBefore } from './play-fault.ts';
import { answerWithout, type PreparedAnswer, type PreparedFault } from './prepared-answer.ts';
import type { ReceiverPorts, RequestVerifier } from './receiver-host.ts';
import type { Recording } from './recording.ts';
import { refusalAnswer } from './refusal-answer.ts';
import { readBody } from './request-body.ts';
import { clientCertificateOf } from './secure-server.ts';
import { signedParts } from './signed-parts.ts';
import { wasCutOff } from './waiting-requests.ts';

/** The behaviour of one receiver: reads, verifies, records and answers. Knows nothing of ports. */
export interface Endpoint {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Takes on a changed behaviour from the next request on. Throws `CommandError` and keeps the old one. */
  behave(receiver: Receiver): void;
  restartSequence(): void;
  /** Cuts off every request under way. */
  abort(): void;
}

interface Ports
  extends Pick<
    ReceiverPorts,
    'verifierOf' | 'resolveKey' | 'nowMs' | 'sendersClockMs' | 'newId' | 'onReceived' | 'onAnswered'
  > {
  /** The sender left before the body was whole: there is nothing to record. */
  onCutOff(key: string, method: string, target: string): void;
}

/** What decides an answer before a rule is asked. */
const beforeRules: ReadonlySet<AnswerSource> = new Set<AnswerSource>(['client-certificate', 'rate-limit', 'signature']);

/** What was said of a request's signature, by whom and by which clock. */
interface Judgement {
  verification: Verification;
  verifier: RequestVerifier;
  clockMs: number;
}

/** What is recorded of a request at once. `status` null = nothing has been answered yet. */
interface Kept {
  body: Uint8Array;
  sizeBytes: number;
  judgement: Judgement | null;
  status: number | null;
  fault: ReceivedSummary['fault'];
  source: AnswerSource;
  /** That were asked what to answer; null = they were not. */
  rules: AnswerRules | null;
  /** Absent = it was read whole. */
  refusal?: ReceivedRefusal;
}

/** `room` is what all endpoints of a host share for the bodies that they are reading. */
export function createEndpoint(
  key: string,
  first: Receiver,
  recording: Recording,
  ports: Ports,
  room: ByteRoom,
): Endpoint {
  let chooser: AnswerChooser = createAnswerChooser(first);
  const bodies = createBodyStore();
  const open = new Set<ServerResponse>();
  /** Of the open ones those that are waited for or played on, with what settles them. */
  const underWay = new Map<ServerResponse, (ending: ReceivedEnding) => void>();

  /** A key that cannot be resolved is no key: the verdict says so, and the sender gets its answer. */
  function resolveKey(text: string): string {
    try {
      return ports.resolveKey(text);
    } catch {
      return '';
    }
  }

  function judge(request: IncomingMessage, body: Uint8Array): Judgement | null {
    const { verification: verify } = chooser.receiver;
    if (verify === null) return null;
    const { scheme, key, previousKeys = [] } = verify;
    const verifier = ports.verifierOf({
      scheme,
      key: resolveKey(key),
      previousKeys: previousKeys.map((each) => ({ ...each, key: resolveKey(each.key) })),
    });
    const parts = signedParts(
      chooser.receiver.tls !== undefined,
      request.method ?? '',
      request.url ?? '',
      request.rawHeaders,
      body,
    );
    const { verification, clockMs } = verifier.judge(parts, ports.nowMs());
    return { verification, verifier, clockMs };
  }

  function refusedCertificate({ socket }: IncomingMessage): AnswerChoice | null {
    return chooser.receiver.clientCertificate === undefined ? null : certificateRefusal(clientCertificateOf(socket));
  }

  function record(request: IncomingMessage, kept: Kept): ReceivedSummary {
    const receivedAtMs = ports.nowMs();
    const isAnswered = kept.status !== null;
    const summary: ReceivedSummary = {
      id: ports.newId(),
      number: recording.nextNumber(),
      receiver: key,
      receivedAtMs,
      method: request.method ?? '',
      target: request.url ?? '',
      bodySizeBytes: kept.sizeBytes,
      answeredStatus: kept.status,
      fault: kept.fault,
      refusal: kept.refusal ?? null,
      decidedBy: kept.source,
      ending: isAnswered ? 'done' : null,
      endedAtMs: isAnswered ? receivedAtMs : null,
      verdict: kept.judgement?.verification.code ?? null,
    };
    recording.add({
      summary,
      rawHeaders: request.rawHeaders,
      body: kept.body,
      connection: connectionOf(request.socket),
      verifier: kept.judgement?.verifier ?? null,
      judgedAtMs: kept.judgement?.clockMs ?? 0,
      rules: kept.rules,
    });
    ports.onReceived(summary);
    return summary;
  }

  /** A summary that has been told is not changed any more: it is replaced, and told anew. */
  function tell(summary: ReceivedSummary, change: Partial<ReceivedSummary>): ReceivedSummary {
    const changed = { ...summary, ...change };
    recording.change(changed);
    ports.onAnswered(changed);
    return changed;
  }

  function take(request: IncomingMessage, response: ServerResponse, read: Uint8Array): void {
    const body = bodies.keep(read);
    const judgement = judge(request, body);
    const { method = '', url: target = '', rawHeaders } = request;
    const {
      answer: chosen,
      latencyMs,
      source,
    } = refusedCertificate(request) ??
    chooser.choose({ method, target, rawHeaders, body }, judgement?.verification, ports.sendersClockMs);
    const answer = chosen.fault !== null && !isPlayable(chosen, request) ? answerWithout(chosen) : chosen;
    const wereRulesAsked = !beforeRules.has(source) && chooser.receiver.rules !== undefined;
    const rules = wereRulesAsked ? chooser.rules : null;
    const kept = { body, sizeBytes: body.length, judgement, status: null, fault: answer.fault, source, rules };
    if (answer.fault === null && latencyMs === 0) {
      record(request, { ...kept, status: answer.status });
      finish(response, answer);
      return;
    }
    answerInTime(response, answer, latencyMs, record(request, kept));
  }

  /** Its body has been counted and not kept, and so nothing else can be said of it. */
  function refuse(
    request: IncomingMessage,
    response: ServerResponse,
    refusal: ReceivedRefusal,
    sizeBytes: number,
  ): void {
    const answer = refusalAnswer(refusal);
    const body = Buffer.alloc(0);
    const { status } = answer;
    record(request, { body, sizeBytes, judgement: null, status, fault: null, source: 'refusal', rules: null, refusal });
    finish(response, answer);
  }

  /** An answer that the system has taken whole needs no watching; one that a slow sender leaves behind is cut off with the rest. */
  function finish(response: ServerResponse, answer: PreparedAnswer): void {
    send(response, answer);
    if (response.destroyed || response.writableLength === 0) open.delete(response);
    else response.on('close', () => open.delete(response));
  }

  /** After the latency, with or without a fault. A sender that goes away, or a receiver that is stopped, ends it. */
  function answerInTime(
    response: ServerResponse,
    answer: PreparedAnswer | PreparedFault,
    latencyMs: number,
    received: ReceivedSummary,
  ): void {
    let summary = received;
    const settle = (ending: ReceivedEnding, answeredStatus = summary.answeredStatus): void => {
      if (underWay.delete(response)) tell(summary, { answeredStatus, ending, endedAtMs: ports.nowMs() });
    };
    underWay.set(response, settle);
    const begin = (): void => {
      if (answer.fault === null) {
        settle('done', answer.status);
        finish(response, answer);
        return;
      }
      const answeredStatus = statusBefore(answer);
      if (answeredStatus !== null) summary = tell(summary, { answeredStatus });
      playFault(response, answer, () => settle('done'));
    };
    const timer = latencyMs === 0 ? null : setTimeout(begin, latencyMs);
    response.on('close', () => {
      if (timer !== null) clearTimeout(timer);
      open.delete(response);
      settle(wasCutOff(response.req) ? 'cut-off' : 'sender-left');
    });
    if (timer === null) begin();
  }

  return {
    handle(request, response) {
      open.add(response);
      readBody(request, room, (outcome) => {
        switch (outcome.kind) {
          case 'complete':
            take(request, response, outcome.body);
            return;
          case 'too-large':
            refuse(request, response, 'body-too-large', outcome.sizeBytes);
            return;
          case 'no-room':
            refuse(request, response, 'no-room', outcome.sizeBytes);
            return;
          case 'aborted':
            // One that was let go here before has been stopped from this side.
            if (open.delete(response) && !wasUnreadable(request) && !wasCutOff(request)) {
              ports.onCutOff(key, request.method ?? '', request.url ?? '');
            }
            response.destroy();
            return;
        }
      });
    },
    behave(next) {
      chooser = createAnswerChooser(next, chooser);
    },
    restartSequence: () => chooser.restart(),
    abort() {
      for (const settle of [...underWay.values()]) settle('receiver-stopped');
      for (const response of open) response.destroy();
      open.clear();
    },
  };
}

/** A response to HEAD has no body that anything could be done to. */
function isPlayable({ fault }: PreparedFault, { method }: IncomingMessage): boolean {
  return method !== 'HEAD' || !isBodyFault(fault);
}

function send(response: ServerResponse, answer: PreparedAnswer): void {
  if (response.destroyed) return;
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}

/** Made once per connection: the system has to be asked, and it is kept with each of its requests. */
const connections = new WeakMap<Socket, RequestConnection>();

function connectionOf(socket: Socket): RequestConnection {
  let connection = connections.get(socket);
  if (connection === undefined) {
    const { remoteAddress = '', remotePort = 0 } = socket;
    connection = {
      remoteAddress: `${remoteAddress}:${remotePort}`,
      tlsVersion: socket instanceof TLSSocket ? socket.getProtocol() : null,
      clientCertificate: clientCertificateOf(socket),
    };
    connections.set(socket, connection);
  }
  return connection;
}
