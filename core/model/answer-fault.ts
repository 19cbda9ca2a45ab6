/**
 * What a receiver can do to a sender instead of answering properly, each seen by the sender as another failure kind. The
 * names are those of the field: see docs/adr/0012.
 */
export const answerFaults = [
  'no-answer',
  'reset',
  'close',
  'truncate',
  'throttle',
  'garbage',
  'oversize',
  'endless-headers',
] as const;
export type AnswerFault = (typeof answerFaults)[number];

/** Faults that are done to the body of an answer, which begins with the status as usual. */
export const bodyFaults = ['truncate', 'throttle', 'oversize'] as const satisfies readonly AnswerFault[];

/** Of a throttled body, when the receiver does not say. */
export const defaultBytesPerSecond = 10;

/** RFC 9110: responses that never carry content, so that nothing can be done to their body. */
export function hasNoContent(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

export function isBodyFault(fault: AnswerFault): boolean {
  return bodyFaults.some((each) => each === fault);
}
