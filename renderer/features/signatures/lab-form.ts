import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HeaderPair, ReceivedHttpRequest, SchemeChoice, VerifierLanguage } from '../../../core/contract/index.ts';
import { choiceId } from './scheme-groups.ts';

/** A request as text fields hold it. */
export interface RequestForm {
  method: string;
  url: string;
  headersText: string;
  bodyText: string;
  /** The very bytes, as long as the text has not been edited. */
  exactBody: Uint8Array | null;
}

/** What the lab works with. Kept for the life of the window only: it holds keys, and is never put into the session. */
export interface LabForm extends RequestForm {
  /** Id of a scheme of the list; null = the first. */
  schemeId: string | null;
  /** A sender without a signature that is being looked at instead of a scheme. */
  senderKey: string | null;
  /** By scheme id: values of the registration. */
  settings: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The current key, then older ones; never empty. */
  keys: readonly string[];
  receivedAtMs: number | null;
  isJudgedAsReceived: boolean;
  /** The request was brought here to be explained, and is verified as soon as the section is there. */
  isVerifiedAtOnce: boolean;
  /** Of the verifier code. */
  language: VerifierLanguage;
}

export const emptyLabForm: LabForm = {
  schemeId: null,
  senderKey: null,
  settings: {},
  keys: [''],
  method: 'POST',
  url: '/',
  headersText: '',
  bodyText: '',
  exactBody: null,
  receivedAtMs: null,
  isJudgedAsReceived: false,
  isVerifiedAtOnce: false,
  language: 'node',
};

export const labForm: StoreApi<LabForm> = createStore<LabForm>(() => emptyLabForm);

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

export function bodyOf(form: Pick<RequestForm, 'bodyText' | 'exactBody'>): Uint8Array {
  return form.exactBody ?? new TextEncoder().encode(form.bodyText);
}

/** The request in the fields; null while a header line is none. */
export function requestOf(form: RequestForm): ReceivedHttpRequest | null {
  const lines = readHeaderLines(form.headersText);
  if ('badLine' in lines) return null;
  return { method: form.method, url: form.url, headers: lines.headers, body: bodyOf(form) };
}

/** A request for the fields: its headers as text, its body as the very bytes. */
export function formOfRequest(request: Omit<ReceivedHttpRequest, 'headers'> & { headers: readonly HeaderPair[] }) {
  return {
    method: request.method,
    url: request.url,
    headersText: request.headers.map(([name, value]) => `${name}: ${value}`).join('\n'),
    bodyText: new TextDecoder().decode(request.body),
    exactBody: request.body,
  } satisfies RequestForm;
}

/** Takes in a request that was received or sent, to be judged as of when that was. */
export function fromCaptured(
  form: LabForm,
  { receivedAtMs, ...request }: Parameters<typeof formOfRequest>[0] & { receivedAtMs: number },
): LabForm {
  return { ...form, ...formOfRequest(request), receivedAtMs, isJudgedAsReceived: true };
}

/** A choice of a channel or a receiver in the form. One that is written out there has `writtenAs` as its id, if any. */
export function choiceFields(
  form: LabForm,
  choice: SchemeChoice,
  writtenAs: string | null = null,
): Pick<LabForm, 'schemeId' | 'senderKey' | 'settings'> {
  const schemeId = choiceId(choice) ?? writtenAs ?? form.schemeId;
  const settings = 'custom' in choice ? undefined : choice.settings;
  return {
    schemeId,
    senderKey: null,
    settings: settings === undefined || schemeId === null ? form.settings : { ...form.settings, [schemeId]: settings },
  };
}
