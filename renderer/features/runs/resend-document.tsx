import { RotateCcw, Undo2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { type CommandError, httpMethods, type Resendable } from '../../../core/contract/index.ts';
import { useCommandKeys } from '../../commands/commands-context.tsx';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import type { Tab } from '../../stores/session.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { resend as words } from '../../strings/resend.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loading } from '../../ui/loading.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { FindingCount, Tabs } from '../../ui/tabs.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { GoneResend } from './gone-resend.tsx';
import styles from './resend.module.css';
import { ResendBody } from './resend-body.tsx';
import { ResendChoices } from './resend-choices.tsx';
import {
  findResendProblems,
  isChanged,
  type ResendDraft,
  readLoggedBody,
  readResendDraft,
  resendRequestOf,
  shownHeaders,
  signatureOf,
  withMethod,
  withUrl,
} from './resend-draft.ts';
import { ResendHeaders } from './resend-headers.tsx';
import { makeRunOpener } from './run-opener.ts';
import { saveFirst } from './save-first.ts';
import { useTabActions } from './tab-actions.ts';

/** A delivery of the log that is to be sent again: as it was, or edited. */
export function ResendDocument({ tab }: { tab: Tab }) {
  const query = useEngineQuery('deliveries.resendable', { attemptId: tab.key });
  useReloadWhenRemoved(tab.key, query.reload);
  const [text] = useTabState<string>(tab.id, 'draft', '');
  if (query.error !== null) {
    const draft = readResendDraft(text);
    return query.error.code === 'not-found' && isChanged(draft) ? (
      <GoneResend tab={tab} draft={draft} />
    ) : (
      <ErrorNotice title={words.readFailed} error={query.error} />
    );
  }
  // While another delivery is read, the last one is none of it.
  return query.data === undefined || query.isLoading ? (
    <Loading />
  ) : (
    <Resend key={tab.id} tab={tab} basis={query.data} />
  );
}

/** Not for every run that is deleted: the form would begin anew each time. */
function useReloadWhenRemoved(attemptId: string, reload: () => void): void {
  const { engine } = useApp();
  useEffect(
    () =>
      engine.on('runs.removed', () => {
        engine.call('deliveries.missing', { runIds: [], attemptIds: [attemptId] }).then(
          ({ attemptIds }) => attemptIds.length > 0 && reload(),
          // What cannot be asked is read anew with all else, once the engine answers again.
          () => undefined,
        );
      }),
    [engine, attemptId, reload],
  );
}

type Section = 'body' | 'headers';

function Resend({ tab, basis }: { tab: Tab; basis: Resendable }) {
  const app = useApp();
  const keys = useCommandKeys('run.start');
  const [text, setText] = useTabState<string>(tab.id, 'draft', '');
  const [section, setSection] = useTabState<Section>(tab.id, 'section', 'body');
  const draft = useMemo(() => readResendDraft(text), [text]);
  const logged = useMemo(() => readLoggedBody(basis.request.body), [basis]);
  const [failure, setFailure] = useState<CommandError | null>(null);
  const [isSending, setSending] = useState(false);
  const problems = findResendProblems(draft, basis);
  const isReady = problems.url === null && problems.headers.size === 0;
  const change = (next: ResendDraft): void => {
    setFailure(null);
    setText(JSON.stringify(next));
  };
  const send = async (): Promise<void> => {
    if (isSending) return;
    if (!isReady) {
      if (problems.headers.size > 0) setSection('headers');
      return;
    }
    setFailure(null);
    setSending(true);
    const openRun = makeRunOpener(app);
    try {
      await saveFirst(app);
      const { runId } = await app.engine.call('runs.resend', resendRequestOf(tab.key, draft, basis, logged));
      openRun(runId);
    } catch (cause) {
      setFailure(toCommandError(cause));
    } finally {
      setSending(false);
    }
  };
  useTabActions(tab.id, { start: () => void send() });

  const { method: loggedMethod, url: loggedUrl } = basis.request;
  const methods = [...new Set([loggedMethod, ...httpMethods.map((name) => name.toUpperCase())])];
  return (
    <div className={styles.document}>
      <Toolbar
        label={words.title}
        aside={
          <Button
            variant="quiet"
            className={styles.origin}
            tooltip={words.openOriginal}
            onPress={() => app.openTab({ kind: 'delivery', key: tab.key })}
          >
            {words.from(basis.displayName, basis.number, basis.runNumber)}
          </Button>
        }
      >
        <Button variant="primary" icon={RotateCcw} keys={keys} isPending={isSending} onPress={() => void send()}>
          {words.send}
        </Button>
        {isChanged(draft) ? (
          <Button
            icon={Undo2}
            tooltip={words.undoWhy}
            onPress={() => {
              const { method: _m, url: _u, headers: _h, body: _b, ...choices } = draft;
              change(choices);
            }}
          >
            {words.undo}
          </Button>
        ) : null}
      </Toolbar>
      {failure === null ? null : <ErrorNotice title={words.sendFailed} error={failure} />}
      <section className={styles.form} aria-label={words.form}>
        <div className={styles.requestLine}>
          <SelectField
            label={words.method}
            className={styles.method}
            options={methods.map((id) => ({ id, label: id }))}
            value={draft.method ?? loggedMethod}
            onChange={(method) => change(withMethod(draft, basis, method))}
          />
          <TextField
            label={words.url}
            className={styles.url}
            isMono
            value={draft.url ?? loggedUrl}
            error={problems.url ?? undefined}
            onChange={(url) => change(withUrl(draft, basis, url))}
          />
        </div>
        <ResendChoices
          draft={draft}
          signature={signatureOf(draft, basis)}
          signing={basis.signing}
          policyWords={
            basis.policy === null ? null : words.attemptsWhy.policy(basis.policy.name, basis.policy.maxAttempts)
          }
          noPolicyWhy={words.channelGone(basis.channel)}
          onChange={change}
        />
      </section>
      <Tabs<Section>
        label={words.sections}
        selected={section}
        onSelect={setSection}
        haveControls
        className={styles.sections}
        items={[
          {
            id: 'body',
            label: words.body,
            content: <ResendBody tab={tab} draft={draft} basis={basis} logged={logged} onChange={change} />,
          },
          {
            id: 'headers',
            label: words.headers,
            count: shownHeaders(draft, basis).length,
            findings: <FindingCount count={problems.headers.size} />,
            content: <ResendHeaders draft={draft} basis={basis} problems={problems} onChange={change} />,
          },
        ]}
      />
    </div>
  );
}
