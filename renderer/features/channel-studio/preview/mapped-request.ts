import type { KeyValue, SourceSpan } from '../../../../core/contract/index.ts';
import { type MappedField, type MappedPart, type MappedSegment, plainParts } from './mapped-segments.ts';
import type { PreviewRequest } from './preview-text.ts';

/**
 * The parts of the URL that is sent: those of its template with the rendered query rows put in. Null when this does not
 * make up the URL, because signing wrote into it or the map belongs to another text.
 */
export function urlParts(
  sourceMap: readonly MappedField[],
  query: readonly KeyValue[],
  url: string,
): MappedPart[] | null {
  const field = sourceMap.find((mapped) => mapped.field === 'url');
  if (field === undefined) return null;
  const rows = query.flatMap(({ key }, index) => {
    const mapped = sourceMap.find((other) => other.field === `query.${index}`);
    return key.trim() === '' ? [] : [{ key: key.trim(), index, mapped }];
  });
  const hash = field.output.indexOf('#');
  const [before, after] = hash < 0 ? [plainParts(field), []] : splitParts(plainParts(field), hash);
  const address = hash < 0 ? field.output : field.output.slice(0, hash);
  let joint = address.endsWith('?') || address.endsWith('&') ? '' : address.includes('?') ? '&' : '?';
  const inserted = rows.flatMap(({ key, index, mapped }): MappedPart[] => {
    const name = `${joint}${encodeQuery(key)}=`;
    joint = '&';
    const values = mapped === undefined ? [] : plainParts(mapped);
    return [
      { field: `query.${index}`, span: null, segments: [{ text: name, kind: 'other' }] },
      ...values.map((part) => ({ ...part, segments: part.segments.map(encodedSegment) })),
    ];
  });
  const parts = [...before, ...inserted, ...after];
  return textOf(parts) === url ? parts : null;
}

/** For every header that is sent, the parts of its value; null for one that no template made. */
export function headerParts(
  sourceMap: readonly MappedField[],
  headers: PreviewRequest['headers'],
): (MappedPart[] | null)[] {
  const rows = sourceMap.filter(({ field }) => field.startsWith('headers.'));
  let next = 0;
  return headers.map(({ value, origin }) => {
    if (origin !== 'template') return null;
    const at = rows.findIndex(({ output }, index) => index >= next && output === value);
    const row = rows[at];
    if (row === undefined) return null;
    next = at + 1;
    return plainParts(row);
  });
}

export function textOf(parts: readonly MappedPart[]): string {
  return parts.flatMap(({ segments }) => segments.map(({ text }) => text)).join('');
}

function splitParts(parts: readonly MappedPart[], at: number): [MappedPart[], MappedPart[]] {
  const before: MappedPart[] = [];
  const after: MappedPart[] = [];
  for (const part of parts) {
    const span = part.span as SourceSpan;
    const text = textOf([part]);
    const cut = Math.min(Math.max(at - span.outputBegin, 0), text.length);
    const cutAs = (piece: string): MappedPart => ({ ...part, segments: [{ text: piece, kind: 'other' }] });
    if (cut > 0) before.push(cutAs(text.slice(0, cut)));
    if (cut < text.length) after.push(cutAs(text.slice(cut)));
  }
  return [before, after];
}

function encodedSegment({ text, kind }: MappedSegment): MappedSegment {
  return { text: encodeQuery(text), kind };
}

/** As the engine encodes a query (RFC 3986); half characters become U+FFFD. */
function encodeQuery(text: string): string {
  const whole = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
  return encodeURIComponent(whole).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
