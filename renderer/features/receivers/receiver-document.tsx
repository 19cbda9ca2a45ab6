import { Play, Square } from 'lucide-react';
import { useState } from 'react';
import type { CommandError } from '../../../core/contract/index.ts';
import { useApp, useReceivers } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { clearReceived } from '../../stores/receivers.ts';
import type { Tab } from '../../stores/session.ts';
import { useDocument } from '../../stores/use-document.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyChip } from '../../ui/copy-chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { FindingCount, Tabs } from '../../ui/tabs.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { MissedLine } from './missed-line.tsx';
import { ReceivedTable } from './received-table.tsx';
import styles from './receiver.module.css';
import { startReceivers, stopReceivers } from './receiver-actions.ts';
import { ReceiverForm, type RefusedField } from './receiver-form.tsx';
import { RulesForm } from './rules-form.tsx';
import { useReceiverCounts } from './use-receiver-counts.ts';

type Section = keyof typeof words.sections;

/** One receiver: how it behaves, and what has come in. */
export function ReceiverDocument({ tab }: { tab: Tab }) {
  return <ReceiverView key={tab.key} tab={tab} />;
}

function ReceiverView({ tab }: { tab: Tab }) {
  const app = useApp();
  const { key } = tab;
  const receiver = useDocument('receiver', key);
  const state = useReceivers((all) => all.states[key]);
  const [section, setSection] = useTabState<Section>(tab.id, 'section', 'requests');
  const [selected, setSelected] = useTabState<string>(tab.id, 'request', '');
  const [failure, setFailure] = useState<{ title: string; error: CommandError } | null>(null);
  const [isPending, setPending] = useState(false);
  const [isClearing, setClearing] = useState(false);
  const [version, setVersion] = useState(0);
  useReceiverCounts();

  if (receiver.status === 'missing') return <EmptyState sentence={words.missing} />;
  if (receiver.value === undefined) return null;
  const status = state?.status ?? 'stopped';
  const isRunning = status === 'running' || status === 'starting';
  // A change may have mended what it could not start with.
  if (isRunning && failure?.title === words.startFailed) setFailure(null);
  const received = state?.receivedCount ?? 0;
  const missed = state?.missed ?? null;

  const attempt = async (title: string, action: () => Promise<void>): Promise<void> => {
    setPending(true);
    setFailure(null);
    try {
      await action();
    } catch (cause) {
      setFailure({ title, error: toCommandError(cause) });
      // What is wrong with port, path or protocol is said beside them.
      if (fieldOf(toCommandError(cause)) !== null) setSection('behaviour');
    } finally {
      setPending(false);
    }
  };
  const toggle = () =>
    isRunning
      ? attempt(words.stopFailed, () => stopReceivers(app, [key]))
      : attempt(words.startFailed, () => startReceivers(app, [key]));
  const clear = () =>
    attempt(words.actionFailed, async () => {
      await app.engine.call('receivers.clear', { receiver: key });
      app.receivers.setState((all) => clearReceived(all, key));
      setSelected('');
      setVersion((before) => before + 1);
    });
  const issuesOfRules = receiver.countIssues('rules', 'rateLimit');
  const refusedField = fieldOf(failure?.error ?? null);
  // The state's own words do not repeat whose they are.
  const problem = status === 'failed' ? (state?.problem ?? failure?.error.message) : failure?.error.message;
  const fieldProblem = refusedField === null || problem === undefined ? null : { field: refusedField, text: problem };
  const isSaidAtField = fieldProblem !== null && section === 'behaviour';

  return (
    <div className={styles.document}>
      <Toolbar label={words.title}>
        <Button
          variant={isRunning ? 'plain' : 'primary'}
          icon={isRunning ? Square : Play}
          isPending={isPending}
          onPress={() => void toggle()}
        >
          {isRunning ? words.stop : words.start}
        </Button>
        <StatusBadge status={status} text={words.status[status]} />
        {state?.url == null ? null : (
          <span className={styles.url}>
            <CopyChip text={state.url} what={words.url} />
          </span>
        )}
      </Toolbar>
      {failure === null || isSaidAtField ? null : <ErrorNotice title={failure.title} error={failure.error} />}
      {failure === null && status === 'failed' ? <Banner tone="error">{state?.problem}</Banner> : null}
      <Tabs<Section>
        label={words.sectionsLabel}
        selected={section}
        onSelect={setSection}
        className={styles.sections}
        aside={
          <>
            <span className={styles.muted}>
              {words.counts(received.toLocaleString('en'), state?.invalidCount ?? 0)}
            </span>
            <Button
              variant="quiet"
              isDisabled={received === 0 && missed === null}
              onPress={() => (received === 0 ? void clear() : setClearing(true))}
            >
              {words.clear}
            </Button>
          </>
        }
        items={[
          {
            id: 'requests',
            label: words.sections.requests,
            content: (
              <div className={styles.received}>
                <ReceivedTable
                  receiver={key}
                  tabId={tab.id}
                  // A receiver that is started anew counts from 1 again.
                  version={version}
                  selectedId={selected}
                  onSelect={(id) => {
                    setSelected(id);
                    if (id !== '') app.session.setState({ isRightPaneOpen: true });
                  }}
                  empty={
                    isRunning ? (
                      <EmptyState
                        sentence={
                          <>
                            {words.nothingYet} <code>{state?.url}</code>
                          </>
                        }
                      />
                    ) : (
                      <EmptyState
                        sentence={words.nothingStopped}
                        action={{ label: words.start, onPress: () => void toggle() }}
                      />
                    )
                  }
                />
                {missed === null ? null : <MissedLine missed={missed} />}
              </div>
            ),
          },
          {
            id: 'behaviour',
            label: words.sections.behaviour,
            findings: <FindingCount count={receiver.countIssues() - issuesOfRules + (fieldProblem === null ? 0 : 1)} />,
            content: (
              <ReceiverForm
                tabId={tab.id}
                receiverKey={key}
                editing={receiver}
                value={receiver.value}
                refused={fieldProblem}
              />
            ),
          },
          {
            id: 'rules',
            label: words.sections.rules,
            count: receiver.value.rules?.length ?? 0,
            findings: <FindingCount count={issuesOfRules} />,
            content: <RulesForm tabId={tab.id} editing={receiver} value={receiver.value} />,
          },
        ]}
      />
      <ConfirmDialog
        isOpen={isClearing}
        title={words.clearTitle}
        confirmLabel={words.clear}
        onConfirm={() => void clear()}
        onClose={() => setClearing(false)}
      >
        {words.clearBody(received.toLocaleString('en'))}
      </ConfirmDialog>
    </div>
  );
}

/** The field that the engine refuses to start with. */
function fieldOf(error: CommandError | null): RefusedField | null {
  if (error === null) return null;
  if (error.code === 'port-in-use' || error.code === 'port-refused') return 'port';
  const { field } = error;
  return field === 'port' || field === 'path' || field === 'tls' ? field : null;
}
