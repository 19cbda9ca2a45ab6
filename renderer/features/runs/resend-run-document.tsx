import { RotateCcw, ScanSearch } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { CommandError, ResendOutcome, ResendRequest } from '../../../core/contract/index.ts';
import { useCommandKeys } from '../../commands/commands-context.tsx';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import type { Tab } from '../../stores/session.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { useRun } from '../../stores/use-run.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { resend as words } from '../../strings/resend.ts';
import { runs as runWords } from '../../strings/runs.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { StoppedReceiversBanner } from '../receivers/stopped-receivers-banner.tsx';
import { AlreadySentBanner } from './already-sent-banner.tsx';
import { PlanTable } from './plan-table.tsx';
import { PlanTotalsLine } from './plan-totals-line.tsx';
import styles from './resend.module.css';
import { ResendChoices } from './resend-choices.tsx';
import { readResendDraft } from './resend-draft.ts';
import { makeRunOpener } from './run-opener.ts';
import { saveFirst } from './save-first.ts';
import { useTabActions } from './tab-actions.ts';
import { usePlan, usePlannedUrls } from './use-plan.ts';

/** Messages of a run that are to be sent again: who would get what is seen before anything is sent. */
export function ResendRunDocument({ tab }: { tab: Tab }) {
  return <ResendRun key={tab.id} tab={tab} />;
}

const choices = {
  undelivered: ['undelivered'],
  unfinished: ['undelivered', 'stopped'],
  delivered: ['delivered'],
  all: ['undelivered', 'stopped', 'delivered'],
} as const satisfies Record<string, readonly ResendOutcome[]>;
type Choice = keyof typeof choices;
const choiceIds = Object.keys(choices) as Choice[];

function ResendRun({ tab }: { tab: Tab }) {
  const app = useApp();
  const keys = useCommandKeys('run.start');
  const { run } = useRun(tab.key);
  const [which, setWhich] = useTabState<Choice>(tab.id, 'which', 'unfinished');
  const [text, setText] = useTabState<string>(tab.id, 'draft', '');
  const draft = useMemo(() => readResendDraft(text), [text]);
  const found = useEngineQuery('runs.resendable', { runId: tab.key, outcomes: [...choices[which]] }, run?.status);
  const { plan, start } = usePlan('runs.planResend');
  const plannedUrls = usePlannedUrls(plan);
  const [failure, setFailure] = useState<CommandError | null>(null);
  const [isSending, setSending] = useState(false);
  const signature = draft.signature ?? 'afresh';
  const attempts = draft.attempts ?? 'one';
  const { attemptIds, more = 0, counts, withoutRequest = 0 } = found.data ?? {};
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: its text, and each reading of the run, make it another question
  useEffect(() => {
    if (planned === null) return;
    saveFirst(app).then(() => {
      setListedText(plannedText);
      return start(planned);
    }, setFailureOf);
  }, [plannedText, found.data, start]);

  // Whoever is listed was decided for these very choices, or nothing can be sent yet.
  const isReady = plan.status === 'done' && !found.isLoading && plannedText === listedText;
  const count = isNone ? 0 : plan.totals.send;
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

  return (
    <div className={styles.document}>
      <Toolbar
        label={words.title}
        aside={
          run === undefined ? null : (
            <Button variant="quiet" onPress={() => app.openTab({ kind: 'run', key: run.id })}>
              {words.ofRun(run.number)}
            </Button>
          )
        }
      >
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
        <SelectField
          label={words.which}
          options={choiceIds.map((id) => ({ id, label: words.whichOf[id] }))}
          value={which}
          hint={counts === undefined ? undefined : words.whichCounts(counts)}
          onChange={setWhich}
        />
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
      <StoppedReceiversBanner urls={plannedUrls} />
      <AlreadySentBanner runId={tab.key} attemptIds={attemptIds ?? []} />
      <PlanTotalsLine plan={isNone ? { ...plan, status: 'none' } : plan} />
      {more === 0 ? null : <p className={styles.notes}>{words.moreThanFit(attemptIds?.length ?? 0, more)}</p>}
      {withoutRequest === 0 ? null : <p className={styles.notes}>{words.withoutRequest(withoutRequest)}</p>}
      <div className={styles.plan}>
        <PlanTable planned={isNone ? noRows : plan.rows} empty={isNone ? words.nothingToSend : words.looking} />
      </div>
    </div>
  );
}

const noRows: ReturnType<typeof usePlan>['plan']['rows'] = [];
