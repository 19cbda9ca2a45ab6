import { useEffect, useMemo, useState } from 'react';
import { bodyKind } from '../../../request/body-kind.ts';
import { bodyText, isText } from '../../../request/request-text.ts';
import type { ComparedLine } from '../../../ui/line-difference.ts';
import { type ComparedBytes, compareBytes } from './compare-bytes.ts';
import { compareTexts, type TextsToCompare } from './compare-texts.ts';
import CompareTextsWorker from './compare-texts.worker.ts?worker';

/** One side's body. */
export interface BodySide {
  body: Uint8Array;
  headers: readonly (readonly [string, string])[];
  /** Of the true bytes, hex; null = there is no message that could have a body. */
  sha256: string | null;
}

export type BodyComparison =
  | { kind: 'identical' }
  /** The bytes of one or both are no text. */
  | ({ kind: 'binary' } & ComparedBytes)
  | { kind: 'pending' }
  | { kind: 'lines'; lines: readonly ComparedLine[] };

/** Longer texts, in characters of both, are compared in a worker: the page goes on meanwhile. */
const workerFrom = 200_000;

/** What differs between two bodies. Undefined sides are not read yet. */
export function useBodyComparison(
  left: BodySide | undefined,
  right: BodySide | undefined,
  isPretty: boolean,
): BodyComparison {
  const question = useMemo(() => questionOf(left, right, isPretty), [left, right, isPretty]);
  const isLong = 'texts' in question && question.texts.left.text.length + question.texts.right.text.length > workerFrom;
  const [answer, setAnswer] = useState<{ question: unknown; lines: readonly ComparedLine[] } | null>(null);
  useEffect(() => {
    if (!isLong || !('texts' in question)) return;
    const { texts } = question;
    const worker = new CompareTextsWorker();
    const answerWith = (lines: readonly ComparedLine[]): void => {
      setAnswer({ question, lines });
      worker.terminate();
    };
    worker.addEventListener('message', ({ data }: MessageEvent<ComparedLine[]>) => answerWith(data));
    // Without a worker it is only slower.
    worker.addEventListener('error', () => answerWith(compareTexts(texts)));
    worker.postMessage(texts);
    return () => worker.terminate();
  }, [question, isLong]);
  return useMemo(() => {
    if (!('texts' in question)) return question;
    if (!isLong) return { kind: 'lines', lines: compareTexts(question.texts) };
    return answer?.question === question ? { kind: 'lines', lines: answer.lines } : { kind: 'pending' };
  }, [question, isLong, answer]);
}

function questionOf(
  left: BodySide | undefined,
  right: BodySide | undefined,
  isPretty: boolean,
): { texts: TextsToCompare } | BodyComparison {
  if (left === undefined || right === undefined) return { kind: 'pending' };
  if (left.sha256 === right.sha256) return { kind: 'identical' };
  if (!isText(left.body) || !isText(right.body)) {
    return { kind: 'binary', ...compareBytes(left.body, right.body) };
  }
  return { texts: { left: textOf(left), right: textOf(right), isPretty } };
}

function textOf({ body, headers }: BodySide): TextsToCompare['left'] {
  const text = bodyText(body);
  return { text, kind: bodyKind(headers, text) };
}
