import type { BodyKind } from '../../../request/body-kind.ts';
import { formPairs } from '../../../request/form-pairs.ts';
import { prettyPrintTokens } from '../../../ui/json-tokens.ts';
import { type ComparedLine, compareLines } from '../../../ui/line-difference.ts';
import { prettyPrintXml } from '../../../ui/xml-tokens.ts';

export interface TextsToCompare {
  left: { text: string; kind: BodyKind };
  right: { text: string; kind: BodyKind };
  /** Laid out by tokens first: numbers keep their spelling. */
  isPretty: boolean;
}

/** The lines of two bodies beside each other. Pure, so that a worker can do it for long ones. */
export function compareTexts({ left, right, isPretty }: TextsToCompare): ComparedLine[] {
  return isPretty ? compareLines(layOut(left), layOut(right)) : compareLines(left.text, right.text);
}

function layOut({ text, kind }: TextsToCompare['left']): string {
  switch (kind) {
    case 'json':
      return prettyPrintTokens(text);
    case 'xml':
      return prettyPrintXml(text);
    case 'form':
      return formPairs(text)
        .map(([name, value]) => `${name} = ${value}`)
        .join('\n');
    case 'text':
      return text;
  }
}
