import type { SignedPart } from '../../../core/contract/index.ts';

/** Which field of the form a part of the signed content was read from. */
export function originField({
  kind,
  header,
}: Pick<SignedPart, 'kind' | 'header'>): 'headers' | 'body' | 'url' | 'method' {
  if (header !== null || kind === 'headerNames' || kind === 'headerValues' || kind === 'header') return 'headers';
  if (kind === 'method') return 'method';
  return kind.startsWith('url') || kind === 'path' || kind === 'query' ? 'url' : 'body';
}

/** Where a header's line stands in the text of the headers; null = it is not there. */
export function headerLineRange(text: string, name: string): { from: number; to: number } | null {
  let from = 0;
  for (const line of text.split('\n')) {
    if (line.slice(0, line.indexOf(':')).toLowerCase() === name.toLowerCase()) return { from, to: from + line.length };
    from += line.length + 1;
  }
  return null;
}

/** Brings the field a part came from into view, the header's line selected. */
export function showOrigin(part: SignedPart, page: ParentNode = document): void {
  const field = page.querySelector<HTMLInputElement | HTMLTextAreaElement>(
    `[data-origin="${originField(part)}"] :is(input, textarea)`,
  );
  if (field === null) return;
  field.focus();
  field.scrollIntoView({ block: 'center' });
  const range = part.header === null ? null : headerLineRange(field.value, part.header);
  if (range === null) field.select();
  else field.setSelectionRange(range.from, range.to);
}
