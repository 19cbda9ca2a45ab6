import type { ReceivedRefusal } from '../model/index.ts';
import { jsonAnswer, type PreparedAnswer } from './prepared-answer.ts';
import { maxBodiesUnderWayBytes, maxBodyBytes } from './request-body.ts';

/** What the sender of a body that was not kept is told. */
export function refusalAnswer(refusal: ReceivedRefusal): PreparedAnswer {
  switch (refusal) {
    case 'body-too-large':
      return jsonAnswer(413, {
        error: refusal,
        message: `The body is longer than ${maxBodyBytes} bytes; it was counted and not kept.`,
      });
    case 'no-room':
      return jsonAnswer(
        503,
        {
          error: refusal,
          message: `The receivers were reading ${maxBodiesUnderWayBytes} bytes of bodies at once, as much as they may; this one was counted and not kept. Send it again in a moment.`,
        },
        ['Retry-After', '1'],
      );
  }
}
