import type { MappedField } from './mapped-segments.ts';

/**
 * The field as it is shown: its secrets are masked before it is laid out, because a long text is drawn in blocks, and one may
 * end within a secret. The spans are the same ones, over the shorter text.
 */
export function maskedField(field: MappedField, mask: (text: string) => string): MappedField {
  const { output, spans } = field;
  if (mask(output) === output) return field;
  let masked = '';
  let begin = 0;
  const ends = spans.ends.map((end) => {
    masked += mask(output.slice(begin, end));
    begin = end;
    return masked.length;
  });
  return { ...field, output: masked, spans: { ...spans, ends } };
}
