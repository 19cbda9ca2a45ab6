import { readTokensFrom } from '../../../ui/json-tokens.ts';
import type { TextBlock } from '../../../ui/text-blocks.ts';
import { readXmlTokens } from '../../../ui/xml-tokens.ts';
import {
  layOver,
  type MappedField,
  type MappedPart,
  type PartRun,
  prettyParts,
  prettyXmlParts,
} from './mapped-segments.ts';

/** A body as it is shown, of which the parts in sight are asked for. */
export interface BodyLayout {
  text: string;
  partsIn(block: TextBlock): PartRun;
  /** Where in the text a span's part begins. */
  beginOf(span: number): number;
}

/** The body as it is sent. Without a map its text has colours alone. */
export function exactLayout(text: string, mapped: MappedField | null, isXml = false): BodyLayout {
  return {
    text,
    partsIn({ begin, end, isInString }) {
      const block = text.slice(begin, end);
      const tokens = isXml ? readXmlTokens(block) : readTokensFrom(block, isInString);
      if (mapped !== null) return layOver(mapped, tokens, begin);
      return { firstIndex: 0, parts: [{ field: 'body', span: null, segments: tokens }] };
    },
    beginOf: (span) => mapped?.spans.ends[span - 1] ?? 0,
  };
}

/** JSON or XML laid out in lines; null when the body is none. */
export function prettyLayout(mapped: MappedField, isXml = false): BodyLayout | null {
  const parts = isXml ? prettyXmlParts(mapped) : prettyParts(mapped);
  if (parts === null) return null;
  const begins: number[] = [];
  let text = '';
  for (const { segments } of parts) {
    begins.push(text.length);
    text += segments.map((segment) => segment.text).join('');
  }
  return {
    text,
    partsIn: ({ begin, end }) => cutParts(parts, begins, begin, end),
    beginOf: (span) => begins[span] ?? 0,
  };
}

/** The parts between two characters, those at the edges cut. */
function cutParts(parts: readonly MappedPart[], begins: readonly number[], begin: number, end: number): PartRun {
  const behind = begins.findIndex((partBegin) => partBegin > begin);
  const firstIndex = (behind < 0 ? parts.length : behind) - 1;
  const cut: MappedPart[] = [];
  for (let index = firstIndex; index < parts.length && (begins[index] ?? end) < end; index += 1) {
    const part = parts[index];
    if (part !== undefined) cut.push(cutPart(part, begin - (begins[index] ?? 0), end - (begins[index] ?? 0)));
  }
  return { firstIndex, parts: cut };
}

function cutPart(part: MappedPart, begin: number, end: number): MappedPart {
  let at = 0;
  const segments = part.segments.flatMap((segment) => {
    const text = segment.text.slice(Math.max(0, begin - at), Math.max(0, end - at));
    at += segment.text.length;
    return text === '' ? [] : [{ ...segment, text }];
  });
  return { ...part, segments };
}
