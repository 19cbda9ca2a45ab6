import type { ReceivedFilter } from '../model/index.ts';
import type { KeptRequests } from './kept-requests.ts';

/** Tells of each place whether the filter finds the request there. */
export function createRequestFinder(
  requests: KeptRequests,
  { text, isInvalidOnly }: ReceivedFilter,
): (place: number) => boolean {
  // As bytes, one letter each: a body may be no text, and the letters of UTF-8 are found by their bytes.
  const wanted = lowerBytes(Buffer.from(text.trim()));
  return (place) => {
    const verdict = requests.verdictAt(place);
    if (isInvalidOnly && (verdict === null || verdict === 'valid')) return false;
    if (wanted === '') return true;
    const { summary, rawHeaders, body } = requests.requestAt(place);
    const isIn = (found: string) => found.toLowerCase().includes(wanted);
    return (
      isIn(`${summary.method} ${summary.target}`) ||
      // Names and values in turn, as a header is read: "name: value".
      rawHeaders.some((each, at) => at % 2 === 0 && isIn(`${each}: ${rawHeaders[at + 1] ?? ''}`)) ||
      lowerBytes(body).includes(wanted)
    );
  };
}

function lowerBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').toLowerCase();
}
