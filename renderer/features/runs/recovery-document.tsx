import { useMemo } from 'react';
import { type CommandInput, recoverableLimit } from '../../../core/contract/index.ts';
import { useApp, useDocuments, useRuns } from '../../stores/app-context.tsx';
import { selectDocuments } from '../../stores/documents.ts';
import type { Tab } from '../../stores/session.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { deliveries } from '../../strings/deliveries.ts';
import { resend as words } from '../../strings/resend.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { readFilter, toAttemptFilter } from '../deliveries/delivery-filter.ts';
import { filterWords } from '../deliveries/filter-words.ts';
import { openDeliveries } from '../deliveries/open-deliveries.ts';
import { latestState } from './latest-state.ts';
import { nothingToRecover } from './nothing-to-recover.ts';
import { ResendMessages } from './resend-messages.tsx';
import { WhichMessagesField } from './which-messages-field.tsx';

const choices = {
  undelivered: ['undelivered'],
  unfinished: ['undelivered', 'stopped'],
} as const satisfies Record<string, CommandInput<'deliveries.recoverable'>['outcomes']>;
type RecoveryChoice = keyof typeof choices;
const choiceIds = Object.keys(choices) as RecoveryChoice[];

/** What the deliveries in the list are about and never arrived, over all runs: to be sent again. */
export function RecoveryDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  const [which, setWhich] = useTabState<RecoveryChoice>(tab.id, 'which', 'undelivered');
  const [filterText] = useTabState<string>(tab.id, 'filter', '');
  const [openedAtMs] = useTabState<number>(tab.id, 'openedAtMs', 0);
  const [environment, setEnvironment] = useTabState<string | null>(tab.id, 'environment', null);
  const filter = useMemo(() => readFilter(filterText), [filterText]);
  const run = useEngineQuery('runs.get', filter.runId === '' ? null : { runId: filter.runId }).data;
  const latest = useRuns(latestState);
  const names = useDocuments((state) => selectDocuments(state, 'environment'));
  const question = { filter: toAttemptFilter(filter, openedAtMs), outcomes: [...choices[which]], environment };
  const { data, isLoading, error, reload } = useEngineQuery('deliveries.recoverable', question, latest);
  const nameOf = (key: string): string => names.find((document) => document.key === key)?.value.name ?? key;
  const filters = filterWords(filter, () => (run === undefined ? undefined : deliveries.run(run.number)));
  return (
    <ResendMessages
      tab={tab}
      found={{ attemptIds: data?.attemptIds, isLoading, error, reload }}
      aside={
        <Button variant="quiet" tooltip={words.recoverFromWhy} onPress={() => openDeliveries(app, filter)}>
          {words.recoverFrom}
        </Button>
      }
      choice={
        <>
          <WhichMessagesField choices={choiceIds} value={which} counts={data?.counts} onChange={setWhich} />
          {data === undefined || data.environments.length < 2 || data.environment === null ? null : (
            <SelectField
              label={words.recoverEnvironment}
              options={data.environments.map(({ key, messages }) => ({
                id: key,
                label: words.environmentOption(nameOf(key), messages),
              }))}
              value={data.environment}
              hint={words.recoverEnvironmentWhy}
              onChange={setEnvironment}
            />
          )}
        </>
      }
      notes={[
        filters === '' ? words.recoverOfAll : words.recoverOf(filters),
        ...(data === undefined
          ? []
          : [
              data.attemptIds.length === 0 ? '' : words.recoverSelected(data.attemptIds.length, data.runs),
              words.leftOut(data.leftOut),
              data.sentBefore === 0 ? '' : words.sentBefore(data.sentBefore),
              data.deliveredChanged === 0 ? '' : words.deliveredChanged(data.deliveredChanged),
              data.more === 0 ? '' : words.moreByNextRun(data.attemptIds.length, data.more),
              data.isCut ? words.notAllLookedAt(recoverableLimit) : '',
            ]),
      ]}
      nothing={data === undefined ? '' : nothingToRecover(data, which)}
    />
  );
}
