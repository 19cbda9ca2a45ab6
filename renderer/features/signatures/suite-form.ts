import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RequestForm } from './lab-form.ts';

/** What the negative suite signs and spoils. Kept for the life of the window only. */
export interface SuiteForm extends RequestForm {
  isOwnSample: boolean;
}

export const suiteForm: StoreApi<SuiteForm> = createStore<SuiteForm>(() => ({
  isOwnSample: false,
  method: 'POST',
  url: '',
  headersText: 'content-type: application/json',
  bodyText: '',
  exactBody: null,
}));
