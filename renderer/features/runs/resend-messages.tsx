import { RotateCcw, ScanSearch } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { CommandError, ResendRequest } from '../../../core/contract/index.ts';
import { useCommandKeys } from '../../commands/commands-context.tsx';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import type { Tab } from '../../stores/session.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { resend as words } from '../../strings/resend.ts';
import { runs as runWords } from '../../strings/runs.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { StoppedReceiversBanner } from '../receivers/stopped-receivers-banner.tsx';
import { PlanTable } from './plan-table.tsx';
import { PlanTotalsLine } from './plan-totals-line.tsx';
import styles from './resend.module.css';
import { ResendChoices } from './resend-choices.tsx';
import { readResendDraft } from './resend-draft.ts';
import { makeRunOpener } from './run-opener.ts';
import { saveFirst } from './save-first.ts';
import { useTabActions } from './tab-actions.ts';
import { usePlan, usePlannedUrls } from './use-plan.ts';

interface ResendMessagesProps {
  tab: Tab;
  /** The messages to send, each by an attempt. */
  found: {
    /** Undefined = they are not known yet. A new list is a new reading of the log. */
    attemptIds: readonly string[] | undefined;
    isLoading: boolean;
    error: CommandError | null;
    reload: () => void;
  };
  /** Where they come from. */
  aside: ReactNode;
  /** Which of them. */
  choice: ReactNode;
  banner?: ReactNode;
  /** What is to be known of them, a sentence each; '' says nothing. */
  notes: readonly string[];
  /** Why there are none. */
  nothing: string;
}

/** Messages that are to be sent again: who would get what is seen before anything is sent. */
export function ResendMessages({ tab, found, aside, choice, banner, notes, nothing }: ResendMessagesProps) {
  const app = useApp();
  const keys = useCommandKeys('run.start');
  const [text, setText] = useTabState<string>(tab.id, 'draft', '');
  const draft = useMemo(() => readResendDraft(text), [text]);
  const { plan, start } = usePlan('runs.planResend');
  const plannedUrls = usePlannedUrls(plan);
  const [failure, setFailure] = useState<CommandError | null>(null);
  const [isSending, setSending] = useState(false);
  const signature = draft.signature ?? 'afresh';
  const attempts = draft.attempts ?? 'one';
  const { attemptIds } = found;
  const isNone = attemptIds?.length === 0;
  const request = useMemo(
    (): ResendRequest | null =>
      attemptIds === undefined || attemptIds.length === 0
        ? null
        : {
            messages: attemptIds.map((attemptId) => ({ attemptId })),
            signature,
            attempts,
            clock: attempts === 'one' ? 'real' : (draft.clock ?? 'real'),
          },
    [attemptIds, signature, attempts, draft.clock],
  );
  // The list is the dry run of what is chosen: neither is asked for by hand.
  const planned = request === null ? null : ({ ...request, attempts: 'one', clock: 'real' } satisfies ResendRequest);
  const plannedText = JSON.stringify(planned);
  const [listedText, setListedText] = useState('');
  const setFailureOf = (cause: unknown): void => setFailure(toCommandError(cause));
  // biome-ignore lint/correctness/useExhaustiveDependencies: its text, and each reading of the log, make it another question
  useEffect(() => {
    if (planned === null) return;
    saveFirst(app).then(() => {
      setListedText(plannedText);
      return start(planned);
    }, setFailureOf);
  }, [plannedText, attemptIds, start]);

  // Whoever is listed was decided for these very choices, or nothing can be sent yet.
  const isReady = plan.status === 'done' && !found.isLoading && plannedText === listedText;
  const count = isNone ? 0 : plan.totals.messages;
  const unsendable = isReady && !isNone && plan.totals.skip === 0 ? (attemptIds?.length ?? 0) - count : 0;
  const send = async (): Promise<void> => {
    if (isSending || !isReady || request === null || count === 0) return;
    setFailure(null);
    setSending(true);
    const openRun = makeRunOpener(app);
    try {
      await saveFirst(app);
      openRun((await app.engine.call('runs.resend', request)).runId);
    } catch (cause) {
      setFailureOf(cause);
    } finally {
      setSending(false);
    }
  };
  useTabActions(tab.id, { start: () => void send() });
  const told = [...notes, unsendable === 0 ? '' : words.someUnsendable(unsendable)].filter((note) => note !== '');

  return (
    <div className={styles.document}>
      <Toolbar label={words.title} aside={aside}>
        <Button
          variant="primary"
          icon={RotateCcw}
          keys={keys}
          isPending={isSending}
          isDisabled={!isReady || count === 0}
          onPress={() => void send()}
        >
          {count === 0 ? words.send : words.sendMany(count)}
        </Button>
        <Button icon={ScanSearch} tooltip={words.lookAgainWhy} onPress={found.reload}>
          {words.lookAgain}
        </Button>
      </Toolbar>
      {failure === null ? null : <ErrorNotice title={words.sendFailed} error={failure} />}
      {found.error === null ? null : <ErrorNotice title={runWords.readFailed} error={found.error} />}
      {plan.error === null ? null : <ErrorNotice title={runWords.planFailed} error={plan.error} />}
      <section className={styles.form} aria-label={words.form}>
        {choice}
        <ResendChoices
          draft={draft}
          signature={signature}
          signing={null}
          policyWords={words.policyOfEach}
          onChange={(next) => {
            setFailure(null);
            setText(JSON.stringify(next));
          }}
        />
      </section>
      <StoppedReceiversBanner urls={isNone ? noUrls : plannedUrls} />
      {banner}
      <PlanTotalsLine plan={isNone ? { ...plan, status: 'none' } : plan} />
      {told.length === 0 ? null : (
        <p className={styles.notes}>
          {told.map((note) => (
            <span key={note}>{note} </span>
          ))}
        </p>
      )}
      <div className={styles.plan}>
        <PlanTable planned={isNone ? noRows : plan.rows} empty={isNone ? nothing : words.looking} />
      </div>
    </div>
  );
}

const noUrls: readonly string[] = [];
const noRows: ReturnType<typeof usePlan>['plan']['rows'] = [];
