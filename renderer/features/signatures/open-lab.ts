import type { SchemeChoice } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { tabId } from '../../stores/session.ts';
import { labForm } from './lab-form.ts';
import { choiceId } from './scheme-groups.ts';

export type LabSection = 'scheme' | 'verify' | 'sign' | 'keys' | 'verifier' | 'negative';

interface LabPlace {
  /** Whose scheme it is, for one that is written out there. */
  channelKey: string;
  choice: SchemeChoice;
  section: LabSection;
}

/** Opens the lab at a section, with the scheme and the settings of a channel. */
export function openLab(app: App, { channelKey, choice, section }: LabPlace): void {
  const schemeId = choiceId(choice) ?? `channel/${channelKey}`;
  const settings = 'custom' in choice ? undefined : choice.settings;
  labForm.setState((form) => ({
    schemeId,
    senderKey: null,
    settings: settings === undefined ? form.settings : { ...form.settings, [schemeId]: settings },
  }));
  openLabSection(app, section);
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
