import { isAscii } from 'node:buffer';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { CommandError } from '../contract/errors.ts';
import { type AnswerFault, defaultBytesPerSecond, hasNoContent, type ReceiverAnswer } from '../model/index.ts';

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

/** A longer body is not copied for every answer. */
const longestPlainBody = 16 * 1024;
const asciiText = /^[\x20-\x7e\t]*$/;

/** Headers that follow from the body; a wrong one would hang or cut off the sender. */
const reservedHeaders = new Set(['content-length', 'transfer-encoding', 'connection']);

/**
 * Makes an answer ready under the statuses and faults that are asked for. `field`: where it stands in the receiver. Throws
 * `CommandError` `invalid-input` for headers that HTTP cannot carry.
 */
export function prepareAnswer(
  answer: ReceiverAnswer,
  of: { receiverName: string; field: string },
): (outcome: number | AnswerFault) => PreparedAnswer | PreparedFault {
  const headers = checkedHeaders(answer, of);
  const body = Buffer.from(answer.body, 'utf8');
  const bytesPerSecond = answer.bytesPerSecond ?? defaultBytesPerSecond;
  const prepared = new Map<number | AnswerFault, PreparedAnswer | PreparedFault>();
  return (outcome) => {
    let found = prepared.get(outcome);
    if (found === undefined) {
      found =
        typeof outcome === 'number'
          ? answerOf(outcome, headers, body)
          : { fault: outcome, status: answer.status, headers, body, bytesPerSecond };
      prepared.set(outcome, found);
    }
    return found;
  };
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

function checkedHeaders(answer: ReceiverAnswer, of: { receiverName: string; field: string }): string[] {
  const flat: string[] = [];
  for (const [place, { key, value }] of answer.headers.entries()) {
    const field = `${of.field}.headers.${place}`;
    const refuse = (problem: string): never => {
      throw new CommandError(
        'invalid-input',
        `Receiver "${of.receiverName}": the answer's header "${key}" ${problem}`,
        {
          field,
        },
      );
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
