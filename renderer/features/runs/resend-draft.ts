import { z } from 'zod';
import {
  clockChoiceSchema,
  type HeaderPair,
  headerPairsSchema,
  headerProblem,
  type KeyValue,
  type RequestChanges,
  type Resendable,
  type ResendRequest,
  type ResendSignature,
  requestUrlProblem,
  resendSignatures,
} from '../../../core/contract/index.ts';
import { bodyText, isText } from '../../request/request-text.ts';

/** What was edited and chosen of a delivery that is to be sent again; absent = as it was sent, and the first choice. */
const resendDraftSchema = z.object({
  method: z.string().optional(),
  url: z.string().optional(),
  /** All of them, those of the old signature included. */
  headers: headerPairsSchema.optional(),
  body: z.string().optional(),
  signature: z.enum(resendSignatures).optional(),
  attempts: z.enum(['one', 'policy']).optional(),
  clock: clockChoiceSchema.optional(),
});
export type ResendDraft = z.infer<typeof resendDraftSchema>;

/** Reads what a tab remembered; what this version cannot use is nothing. */
export function readResendDraft(text: string): ResendDraft {
  if (text === '') return {};
  try {
    return resendDraftSchema.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}

/** A logged body as an editor takes it. A byte order mark is kept apart, because editors drop it. */
export interface LoggedBody {
  /** Null = the bytes are no text. */
  text: string | null;
  hasMark: boolean;
  /** An editor makes all ends of lines alike. */
  hasMixedLineEnds: boolean;
}

export function readLoggedBody(body: Uint8Array): LoggedBody {
  if (!isText(body)) return { text: null, hasMark: false, hasMixedLineEnds: false };
  const text = bodyText(body);
  const ends = new Set(text.match(/\r\n|\r|\n/g));
  const hasMark = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
  return { text, hasMark, hasMixedLineEnds: ends.size > 1 || ends.has('\r') };
}

/** The draft with a text typed into the body's editor. One that says the same as the log leaves its bytes alone. */
export function withBody(draft: ResendDraft, logged: LoggedBody, text: string): ResendDraft {
  const { body: _, ...rest } = draft;
  return logged.text !== null && withOneLineEnd(text) === withOneLineEnd(logged.text) ? rest : { ...rest, body: text };
}

function withOneLineEnd(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** How it is to be signed: what was chosen, as far as it is possible. */
export function signatureOf(draft: ResendDraft, { signing }: Resendable): ResendSignature {
  return signing.isPossible ? (draft.signature ?? 'afresh') : 'as-sent';
}

/** Headers that can be edited: signed afresh, those of the signature are made anew. */
export function shownHeaders(draft: ResendDraft, basis: Resendable): KeyValue[] {
  const isMade = madeAnew(draft, basis);
  return (draft.headers ?? basis.request.headers)
    .filter(([name]) => !isMade(name))
    .map(([key, value]) => ({ key, value }));
}

/** The draft with these in place of the headers that are shown; the hidden ones stay behind them. */
export function withHeaders(draft: ResendDraft, basis: Resendable, rows: readonly KeyValue[]): ResendDraft {
  const isMade = madeAnew(draft, basis);
  const { headers: before = basis.request.headers, ...rest } = draft;
  const hidden = before.filter(([name]) => isMade(name));
  const shown = rows.map(({ key, value }): HeaderPair => [key, value]);
  const sentHidden = basis.request.headers.filter(([name]) => isMade(name));
  const sentShown = basis.request.headers.filter(([name]) => !isMade(name));
  const isAsSent = isSame(shown, sentShown) && isSame(hidden, sentHidden);
  return isAsSent ? rest : { ...rest, headers: [...shown, ...hidden] };
}

function madeAnew(draft: ResendDraft, basis: Resendable): (name: string) => boolean {
  if (signatureOf(draft, basis) === 'as-sent') return () => false;
  const names = new Set(basis.signatureHeaders);
  return (name) => names.has(name.toLowerCase());
}

function isSame(one: readonly HeaderPair[], other: readonly HeaderPair[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function withMethod(draft: ResendDraft, basis: Resendable, method: string): ResendDraft {
  const { method: _, ...rest } = draft;
  return method === basis.request.method ? rest : { ...rest, method };
}

export function withUrl(draft: ResendDraft, basis: Resendable, url: string): ResendDraft {
  const { url: _, ...rest } = draft;
  return url === basis.request.url ? rest : { ...rest, url };
}

export function isChanged({ method, url, headers, body }: ResendDraft): boolean {
  return [method, url, headers, body].some((part) => part !== undefined);
}

/** What keeps it from being sent. */
export interface ResendProblems {
  url: string | null;
  /** By the place of the row that is shown. */
  headers: ReadonlyMap<number, string>;
}

export function findResendProblems(draft: ResendDraft, basis: Resendable): ResendProblems {
  const headers = new Map<number, string>();
  for (const [index, { key, value }] of shownHeaders(draft, basis).entries()) {
    // A row that nobody has filled in yet.
    const problem = key === '' && value === '' ? null : headerProblem(key, value);
    if (problem !== null) headers.set(index, problem);
  }
  return { url: requestUrlProblem(draft.url ?? basis.request.url), headers };
}

/** The request of the engine for it. */
export function resendRequestOf(
  attemptId: string,
  draft: ResendDraft,
  basis: Resendable,
  logged: LoggedBody,
): ResendRequest {
  const signature = signatureOf(draft, basis);
  const attempts = basis.policy === null ? 'one' : (draft.attempts ?? 'one');
  const changes = changesOf(draft, basis, logged);
  return {
    messages: [{ attemptId, ...(changes === null ? {} : { changes }) }],
    signature,
    attempts,
    clock: attempts === 'one' ? 'real' : (draft.clock ?? 'real'),
  };
}

function changesOf(draft: ResendDraft, basis: Resendable, logged: LoggedBody): RequestChanges | null {
  if (!isChanged(draft)) return null;
  const { method, url, headers, body } = draft;
  const isMade = madeAnew(draft, basis);
  const sent = headers?.filter(([name, value]) => !(name === '' && value === '') && !isMade(name));
  return {
    ...(method === undefined ? {} : { method }),
    ...(url === undefined ? {} : { url }),
    ...(sent === undefined ? {} : { headers: sent }),
    ...(body === undefined ? {} : { body: logged.hasMark ? `\ufeff${body}` : body }),
  };
}
