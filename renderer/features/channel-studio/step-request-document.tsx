import { useCallback, useSyncExternalStore } from 'react';
import { parseStepKey, requestOfStep, stepTemplateWith } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { useApp, useDocuments } from '../../stores/app-context.tsx';
import { currentDocument, watchDocuments } from '../../stores/document-view.ts';
import { documentName, selectDocument } from '../../stores/documents.ts';
import type { Tab } from '../../stores/session.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import styles from './channel-document.module.css';
import { Studio } from './studio.tsx';
import { changeStepTemplate, stepOf } from './studio-template.ts';

/** What there is to say of a step instead of showing its request; null = nothing. `loading`: not known yet. */
type StepState = 'loading' | 'no-step' | 'no-channel' | 'no-request' | 'unreadable' | null;

/** The request that a step sends in place of its channel's, in the studio. */
export function StepRequestDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  const state = useStepState(tab.key);
  switch (state) {
    case 'loading':
      return null;
    case 'no-step':
      return <EmptyState sentence={channelStudio.stepNotFound(tab.key)} />;
    case 'no-channel':
      return <EmptyState sentence={channelStudio.stepWithoutChannel} action={openWorkflow(app, tab.key)} />;
    case 'unreadable':
      return <EmptyState sentence={unreadableWhy(app, tab.key)} action={openWorkflow(app, tab.key)} />;
    case 'no-request': {
      const action = { label: channelStudio.giveStepRequest, onPress: () => giveRequest(app, tab.key) };
      return <EmptyState sentence={channelStudio.stepWithoutRequest} action={action} />;
    }
    case null:
      return (
        <div className={styles.document}>
          <StepLine templateKey={tab.key} />
          <Studio tab={tab} />
        </div>
      );
  }
}

function useStepState(templateKey: string): StepState {
  const app = useApp();
  const isLoaded = useDocuments(({ isLoaded }) => isLoaded);
  const watch = useCallback((onChange: () => void) => watchDocuments(app, onChange), [app]);
  const state = useSyncExternalStore(watch, () => stateOf(app, templateKey));
  return state === 'no-step' && !isLoaded ? 'loading' : state;
}

function stateOf(app: App, templateKey: string): StepState {
  const step = stepOf(app, templateKey);
  if (step === undefined || step === null) return 'no-step';
  if (currentDocument(app, 'channel', step.channel_key) === undefined) return 'no-channel';
  if (step.template === undefined || step.template === null) return 'no-request';
  return requestOfStep(step.template).ok ? null : 'unreadable';
}

function unreadableWhy(app: App, templateKey: string): string {
  const template = stepOf(app, templateKey)?.template;
  const read = template === undefined || template === null ? null : requestOfStep(template);
  return channelStudio.stepUnreadable(read === null || read.ok ? '' : read.message);
}

function openWorkflow(app: App, templateKey: string) {
  const key = parseStepKey(templateKey)?.workflow ?? '';
  return { label: channelStudio.openWorkflow, onPress: () => app.openTab({ kind: 'workflow', key }) };
}

/** Begins with what the channel sends. */
function giveRequest(app: App, templateKey: string): void {
  const channel = currentDocument(app, 'channel', stepOf(app, templateKey)?.channel_key ?? '');
  if (channel === undefined) return;
  changeStepTemplate(app, templateKey, () => stepTemplateWith(null, channel.request));
}

/** Whose request this is, with the ways to all that is not its own. */
function StepLine({ templateKey }: { templateKey: string }) {
  const app = useApp();
  const workflowKey = parseStepKey(templateKey)?.workflow ?? '';
  const workflow = useDocuments((state) => nameOf(selectDocument(state, 'workflow', workflowKey)));
  const channelKey = stepOf(app, templateKey)?.channel_key ?? '';
  const channel = useDocuments((state) => nameOf(selectDocument(state, 'channel', channelKey)));
  return (
    <div className={styles.stepLine}>
      <p title={channelStudio.stepRequestHint}>
        {channelStudio.stepOf}{' '}
        <TextButton onPress={() => app.openTab({ kind: 'workflow', key: workflowKey })}>{workflow}</TextButton>
        {channelStudio.sentInPlaceOf}{' '}
        <TextButton onPress={() => app.openTab({ kind: 'channel', key: channelKey })}>{channel}</TextButton>
      </p>
      <Button variant="quiet" onPress={() => changeStepTemplate(app, templateKey, () => null)}>
        {channelStudio.dropStepRequest}
      </Button>
    </div>
  );
}

function nameOf(document: Parameters<typeof documentName>[0] | undefined): string {
  return document === undefined ? '' : documentName(document);
}
