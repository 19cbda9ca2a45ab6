import type { ResendOutcome } from '../../../core/contract/index.ts';
import { useApp, useRuns } from '../../stores/app-context.tsx';
import type { Tab } from '../../stores/session.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { useRun } from '../../stores/use-run.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { resend as words } from '../../strings/resend.ts';
import { Button } from '../../ui/button.tsx';
import { AlreadySentBanner } from './already-sent-banner.tsx';
import { latestState } from './latest-state.ts';
import { ResendMessages } from './resend-messages.tsx';
import { WhichMessagesField } from './which-messages-field.tsx';

/** Messages of a run that are to be sent again. */
export function ResendRunDocument({ tab }: { tab: Tab }) {
  return <ResendRun key={tab.id} tab={tab} />;
}

const choices = {
  undelivered: ['undelivered'],
  unfinished: ['undelivered', 'stopped'],
  delivered: ['delivered', 'delivered-since'],
  all: ['undelivered', 'stopped', 'delivered', 'delivered-since'],
} as const satisfies Record<string, readonly ResendOutcome[]>;
type Choice = keyof typeof choices;
const choiceIds = Object.keys(choices) as Choice[];

function ResendRun({ tab }: { tab: Tab }) {
  const app = useApp();
  const { run } = useRun(tab.key);
  const [which, setWhich] = useTabState<Choice>(tab.id, 'which', 'unfinished');
  // What a later run delivers is no longer to be sent.
  const version = `${run?.status} ${useRuns(latestState)}`;
  const found = useEngineQuery('runs.resendable', { runId: tab.key, outcomes: [...choices[which]] }, version);
  const { attemptIds, more = 0, counts, underWay = 0, withoutRequest = 0 } = found.data ?? {};
  const since = counts?.['delivered-since'] ?? 0;
  const isUnfinished = which === 'undelivered' || which === 'unfinished';
  return (
    <ResendMessages
      tab={tab}
      found={{ attemptIds, isLoading: found.isLoading, error: found.error, reload: found.reload }}
      aside={
        run === undefined ? null : (
          <Button variant="quiet" onPress={() => app.openTab({ kind: 'run', key: run.id })}>
            {words.ofRun(run.number)}
          </Button>
        )
      }
      choice={<WhichMessagesField choices={choiceIds} value={which} counts={counts} onChange={setWhich} />}
      banner={<AlreadySentBanner runId={tab.key} attemptIds={attemptIds ?? []} />}
      notes={[
        since === 0 ? '' : words.deliveredSince(since),
        underWay === 0 ? '' : words.underWay(underWay),
        more === 0 ? '' : words.moreThanFit(attemptIds?.length ?? 0, more),
        withoutRequest === 0 ? '' : words.withoutRequest(withoutRequest),
      ]}
      nothing={isUnfinished && since > 0 ? words.nothingLeft : words.nothingToSend}
    />
  );
}
