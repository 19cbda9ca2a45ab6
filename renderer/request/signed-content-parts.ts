export interface SignedContentPart {
  kind: 'id' | 'timestamp' | 'body' | 'text';
  text: string;
}

/**
 * Takes signed content apart into the pieces it was joined from, in order. The body is found first, because id and
 * timestamp may also stand inside it; what is none of the three is the text between them.
 */
export function signedContentParts(
  content: string,
  known: { id: string | null; timestamp: string | null; body: string },
): SignedContentPart[] {
  const bodyAt = known.body === '' ? -1 : content.lastIndexOf(known.body);
  if (bodyAt < 0) return splitAround(content, known.id, known.timestamp);
  return [
    ...splitAround(content.slice(0, bodyAt), known.id, known.timestamp),
    { kind: 'body', text: known.body },
    ...splitAround(content.slice(bodyAt + known.body.length), known.id, known.timestamp),
  ];
}

/** What the parts say between two characters of the whole. */
export function cutSignedParts(parts: readonly SignedContentPart[], begin: number, end: number): SignedContentPart[] {
  let at = 0;
  return parts.flatMap(({ kind, text }) => {
    const cut = text.slice(Math.max(0, begin - at), Math.max(0, end - at));
    at += text.length;
    return cut === '' ? [] : [{ kind, text: cut }];
  });
}

function splitAround(text: string, id: string | null, timestamp: string | null): SignedContentPart[] {
  const found = [
    { kind: 'id' as const, value: id },
    { kind: 'timestamp' as const, value: timestamp },
  ].flatMap(({ kind, value }) => {
    const at = value === null || value === '' ? -1 : text.indexOf(value);
    return at < 0 || value === null ? [] : [{ kind, value, at }];
  });
  const first = found.toSorted((a, b) => a.at - b.at)[0];
  if (first === undefined) return text === '' ? [] : [{ kind: 'text', text }];
  const rest = text.slice(first.at + first.value.length);
  return [
    ...(first.at === 0 ? [] : [{ kind: 'text' as const, text: text.slice(0, first.at) }]),
    { kind: first.kind, text: first.value },
    ...splitAround(rest, first.kind === 'id' ? null : id, first.kind === 'timestamp' ? null : timestamp),
  ];
}
