import { isAscii } from 'node:buffer';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { CommandError } from '../contract/errors.ts';
import { type AnswerFault, defaultBytesPerSecond, hasNoContent, type Receiver } from '../model/index.ts';

/** An answer ready to be written: headers flat, as `writeHead` takes them fastest. */
export interface PreparedAnswer {
  fault: null;
  status: number;
  headers: string[];
  /** A text when head and body are ASCII: Node then writes both at once, and else one by one. */
  body: Buffer | string;
}

/** A fault ready to be played: what the answer would be, for those that begin one; `headers` without its length. */
export interface PreparedFault {
  fault: AnswerFault;
  status: number;
  headers: string[];
  body: Buffer;
  bytesPerSecond: number;
}

/** What a receiver answers, request after request. */
export interface AnswerScript {
  readonly latencyMs: number;
  next(): PreparedAnswer | PreparedFault;
  restart(): void;
  /** How many entries of the sequence have been used, and the way on for a script with the same sequence. */
  readonly position: number;
}

type SequenceEntry = Receiver['statusSequence'][number];

/** A longer body is not copied for every answer. */
const longestPlainBody = 16 * 1024;
const asciiText = /^[\x20-\x7e\t]*$/;

/** Headers that follow from the body; a wrong one would hang or cut off the sender. */
const reservedHeaders = new Set(['content-length', 'transfer-encoding', 'connection']);

/** Throws `CommandError` `invalid-input` for headers that HTTP cannot carry. */
export function createAnswerScript(receiver: Receiver, startAt = 0): AnswerScript {
  const { answer, statusSequence, afterSequence } = receiver;
  const headers = checkedHeaders(receiver);
  const body = Buffer.from(answer.body, 'utf8');
  const prepared = new Map<SequenceEntry, PreparedAnswer | PreparedFault>();
  const own: SequenceEntry = answer.fault ?? answer.status;
  let position = startAt;

  function prepare(entry: SequenceEntry): PreparedAnswer | PreparedFault {
    let found = prepared.get(entry);
    if (found === undefined) {
      found = typeof entry === 'number' ? answerOf(entry, headers, body) : faultOf(entry);
      prepared.set(entry, found);
    }
    return found;
  }

  function faultOf(fault: AnswerFault): PreparedFault {
    return {
      fault,
      status: answer.status,
      headers,
      body,
      bytesPerSecond: answer.bytesPerSecond ?? defaultBytesPerSecond,
    };
  }

  function entryAt(place: number): SequenceEntry {
    const inSequence = statusSequence[place];
    if (inSequence !== undefined) return inSequence;
    switch (afterSequence) {
      case 'repeat-last':
        return statusSequence.at(-1) ?? own;
      case 'restart':
        return statusSequence[place % Math.max(1, statusSequence.length)] ?? own;
      case 'answer':
        return own;
    }
  }

  return {
    latencyMs: answer.latencyMs,
    next() {
      const entry = entryAt(position);
      position += 1;
      return prepare(entry);
    },
    restart() {
      position = 0;
    },
    get position() {
      return position;
    },
  };
}

/** Whether a changed receiver goes on in its sequence where it was. */
export function hasSameSequence(one: Receiver, other: Receiver): boolean {
  return (
    one.afterSequence === other.afterSequence &&
    one.statusSequence.length === other.statusSequence.length &&
    one.statusSequence.every((entry, place) => entry === other.statusSequence[place])
  );
}

/** An answer that explains itself: for what no receiver decides. */
export function jsonAnswer(
  status: number,
  content: Record<string, unknown>,
  headers: readonly string[] = [],
): PreparedAnswer {
  const body = Buffer.from(`${JSON.stringify(content)}\n`);
  return answerOf(status, ['Content-Type', 'application/json', ...headers], body);
}

/** The answer that the fault would have spoiled. */
export function answerWithout({ status, headers, body }: PreparedFault): PreparedAnswer {
  return answerOf(status, headers, body);
}

function answerOf(status: number, headers: readonly string[], body: Buffer): PreparedAnswer {
  // RFC 9110 6.4.1: 204 and 304 have no content; a 205 must not have any either.
  if (status === 204 || status === 304) return { fault: null, status, headers: [...headers], body: '' };
  const content = hasNoContent(status) ? Buffer.alloc(0) : body;
  const isPlain =
    content.length <= longestPlainBody && isAscii(content) && headers.every((text) => asciiText.test(text));
  return {
    fault: null,
    status,
    headers: [...headers, 'Content-Length', String(content.length)],
    body: isPlain ? content.toString('latin1') : content,
  };
}

function checkedHeaders(receiver: Receiver): string[] {
  const flat: string[] = [];
  for (const [place, { key, value }] of receiver.answer.headers.entries()) {
    const field = `answer.headers.${place}`;
    const refuse = (problem: string): never => {
      throw new CommandError('invalid-input', `Receiver "${receiver.name}": the answer's header "${key}" ${problem}`, {
        field,
      });
    };
    try {
      validateHeaderName(key);
    } catch {
      refuse('has a name that HTTP does not allow. Use letters, digits and "-".');
    }
    try {
      validateHeaderValue(key, value);
    } catch {
      refuse('has a value that HTTP cannot carry. Remove line breaks, control characters and letters outside Latin-1.');
    }
    if (reservedHeaders.has(key.toLowerCase())) refuse('is set by Hookbench from the body. Remove it.');
    flat.push(key, value);
  }
  return flat;
}
