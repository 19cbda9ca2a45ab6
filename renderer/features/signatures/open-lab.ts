import type { SchemeChoice } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { tabId } from '../../stores/session.ts';
import { choiceFields, labForm } from './lab-form.ts';
import { takeReceived } from './take-captured.ts';

export type LabSection = 'scheme' | 'verify' | 'sign' | 'keys' | 'verifier' | 'negative';

interface LabPlace {
  /** Whose scheme it is, for one that is written out there. */
  channelKey: string;
  choice: SchemeChoice;
  section: LabSection;
}

/** Opens the lab at a section, with the scheme and the settings of a channel. */
export function openLab(app: App, { channelKey, choice, section }: LabPlace): void {
  labForm.setState((form) => choiceFields(form, choice, `channel/${channelKey}`));
  openLabSection(app, section);
}

/** Opens the lab with a request that a receiver got, and verifies it there. Rejects when the request is no longer kept. */
export async function explainReceived(app: App, requestId: string): Promise<void> {
  const change = await takeReceived(app, app.session.getState().environment, requestId);
  labForm.setState((form) => ({ ...change(form), isVerifiedAtOnce: true }));
  openLabSection(app, 'verify');
}

/** Opens the lab at a section, with the scheme it has. */
export function openLabSection(app: App, section: LabSection): void {
  const tab = { kind: 'signatures', key: '' };
  const id = tabId(tab);
  app.session.setState((state) => ({
    tabState: { ...state.tabState, [id]: { ...state.tabState[id], section } },
  }));
  app.openTab(tab);
}
