import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HeaderPair, ReceivedRequest } from '../../../core/contract/index.ts';

/** What is being verified. Kept for the life of the window only: it holds a key. */
export interface VerifyForm {
  scheme: string | null;
  key: string;
  method: string;
  url: string;
  headersText: string;
  bodyText: string;
  /** The captured bytes, as long as the text has not been edited. */
  exactBody: Uint8Array | null;
  receivedAtMs: number | null;
  isJudgedAsReceived: boolean;
}

export const emptyVerifyForm: VerifyForm = {
  scheme: null,
  key: '',
  method: 'POST',
  url: '/',
  headersText: '',
  bodyText: '',
  exactBody: null,
  receivedAtMs: null,
  isJudgedAsReceived: false,
};

export const verifyForm: StoreApi<VerifyForm> = createStore<VerifyForm>(() => emptyVerifyForm);

/** Header lines, or the number of the first line that is none. A pasted request line at the top is passed over. */
export function readHeaderLines(text: string): { headers: HeaderPair[] } | { badLine: number } {
  const headers: HeaderPair[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || (index === 0 && /^[A-Z]+ \S+ HTTP\/\d/.test(line))) continue;
    const colon = line.indexOf(':');
    if (colon <= 0 || /\s/.test(line.slice(0, colon))) return { badLine: index + 1 };
    headers.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
  return { headers };
}

/** Takes in a captured request: its headers as text, its body as the very bytes. */
export function fromCaptured(form: VerifyForm, request: ReceivedRequest): VerifyForm {
  return {
    ...form,
    method: request.method,
    url: request.target,
    headersText: request.headers.map(([name, value]) => `${name}: ${value}`).join('\n'),
    bodyText: new TextDecoder().decode(request.body),
    exactBody: request.body,
    receivedAtMs: request.receivedAtMs,
    isJudgedAsReceived: true,
  };
}

/** A whole pasted HTTP request, split at its blank line; null when the text is headers only. */
export function splitPastedRequest(text: string): { headersText: string; bodyText: string } | null {
  if (!/^[A-Z]+ \S+ HTTP\/\d/.test(text)) return null;
  const blank = /\r?\n\r?\n/.exec(text);
  if (blank === null) return null;
  return { headersText: text.slice(0, blank.index), bodyText: text.slice(blank.index + blank[0].length) };
}

export function bodyOf(form: VerifyForm): Uint8Array {
  return form.exactBody ?? new TextEncoder().encode(form.bodyText);
}
