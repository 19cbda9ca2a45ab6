import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RequestForm } from './lab-form.ts';

/** A request to sign. Kept for the life of the window only: it holds a key. */
export interface SignForm extends RequestForm {
  key: string;
  messageId: string;
  stampText: string;
}

export const signForm: StoreApi<SignForm> = createStore<SignForm>(() => ({
  method: 'POST',
  url: 'https://example.test/webhooks',
  headersText: 'content-type: application/json',
  bodyText: '',
  exactBody: null,
  key: '',
  messageId: '',
  stampText: '',
}));

/** Unix milliseconds from digits or a date with a zone; null = now; undefined = neither. */
export function readStamp(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (/^\d{1,15}$/.test(trimmed)) return Number(trimmed);
  if (!/^\d{4}-\d{2}-\d{2}/.test(trimmed)) return undefined;
  const time = Date.parse(trimmed);
  return Number.isNaN(time) ? undefined : time;
}
