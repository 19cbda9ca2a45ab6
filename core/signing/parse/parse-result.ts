import type { ParsedRequests, ReceivedHttpRequest, RequestFormat } from '../../model/index.ts';

/** Thrown inside this folder only; `parseRequestText` turns it into an answer. `offset` counts characters. */
export class UnreadableRequest extends Error {
  override readonly name = 'UnreadableRequest';
  readonly offset: number | null;

  constructor(message: string, offset: number | null = null) {
    super(message);
    this.offset = offset;
  }
}

export interface ReadRequests {
  requests: { label: string; request: ReceivedHttpRequest }[];
  notes: string[];
}

export function oneRequest(request: ReceivedHttpRequest, notes: string[]): ReadRequests {
  return { requests: [{ label: labelOf(request), request }], notes };
}

export function labelOf({ method, url }: Pick<ReceivedHttpRequest, 'method' | 'url'>): string {
  return `${method} ${url}`;
}

/** 1-based place of a character in a text. */
export function unreadable(
  format: RequestFormat | null,
  message: string,
  place: { text: string; offset: number } | null,
): ParsedRequests {
  if (place === null) return { isReadable: false, format, message, line: null, column: null };
  const before = place.text.slice(0, place.offset).split('\n');
  return {
    isReadable: false,
    format,
    message,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
  };
}
