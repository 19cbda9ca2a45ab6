import type { AbortSignalLike, CommandHandlers, StreamHandlers } from '../../contract/commands.ts';
import { CommandError } from '../../contract/errors.ts';
import { requestOfScenario } from '../../contract/scenario-request.ts';
import type { Trigger } from '../../model/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { startReceivers } from '../receivers/receiver-commands.ts';
import { measureExpectations } from './expectations.ts';
import { resendTrigger } from './resend-trigger.ts';
import { resendableMessages } from './resendable-messages.ts';
import type { RunManager } from './run-manager.ts';
import type { RunReceipts } from './run-receipts.ts';
import { triggerOf } from './trigger-of.ts';

type Names =
  | 'runs.start'
  | 'runs.startScenario'
  | 'runs.resend'
  | 'runs.resendable'
  | 'runs.resends'
  | 'runs.stop'
  | 'runs.resume'
  | 'runs.remove'
  | 'runs.list'
  | 'runs.get'
  | 'runs.recipients'
  | 'runs.expectations';

export function createRunCommands(
  context: EngineContext,
  runs: RunManager,
  receipts: RunReceipts,
): Pick<CommandHandlers, Names> {
  const { workspace, log } = context;

  async function runOf(runId: string) {
    const run = await runs.get(runId);
    if (run === null) throw new CommandError('not-found', 'There is no such run in the log.', { field: 'runId' });
    return run;
  }

  async function startScenarioReceivers(key: string): Promise<void> {
    await startReceivers(context, workspace.get('scenario', key)?.value.receivers ?? [], 'scenario');
  }

  function start(trigger: Trigger): Promise<string> {
    const receivers = trigger.scenario === null ? [] : workspace.get('scenario', trigger.scenario)?.value.receivers;
    return runs.start(trigger, (runId) => receipts.begin(runId, receivers ?? []));
  }

  return {
    'runs.start': async (request) => ({ runId: await start(triggerOf(workspace, request)) }),
    async 'runs.startScenario'({ scenario: key }) {
      const scenario = workspace.get('scenario', key);
      if (scenario === null) {
        throw new CommandError('not-found', `There is no scenario "${key}" in this workspace.`, { field: 'scenario' });
      }
      const trigger = triggerOf(workspace, requestOfScenario(key, scenario.value));
      await startScenarioReceivers(key);
      return { runId: await start(trigger) };
    },
    async 'runs.resend'(request) {
      const trigger = await resendTrigger(log, request);
      await refuseUnsendable(runs, trigger);
      return { runId: await start(trigger) };
    },
    'runs.resendable': async ({ runId, outcomes }) => resendableMessages(log, await runOf(runId), outcomes),
    async 'runs.resends'({ runId }) {
      const found = await log.resendsOf(runId);
      return found.map(({ id, number, trigger }) => ({
        runId: id,
        number,
        attemptIds: (trigger.resend?.messages ?? []).map(({ attemptId }) => attemptId),
      }));
    },
    async 'runs.stop'({ runId }) {
      await runs.stop(runId);
      return {};
    },
    async 'runs.resume'({ runId }) {
      const { trigger, status } = await runOf(runId);
      if (trigger.scenario !== null && status !== 'running' && status !== 'completed') {
        await startScenarioReceivers(trigger.scenario);
      }
      await runs.resume(runId);
      return {};
    },
    'runs.remove': ({ runIds }) => runs.remove(runIds),
    async 'runs.list'({ beforeNumber, limit }) {
      const page = await log.listRuns(beforeNumber, limit);
      return { runs: page.runs.map(runs.withLiveCounts), total: page.total };
    },
    'runs.get': ({ runId }) => runOf(runId),
    async 'runs.recipients'({ runId, fromOrdinal, limit }) {
      await runOf(runId);
      return log.listRecipientRuns(runId, fromOrdinal, limit);
    },
    'runs.expectations': async ({ runId }) => measureExpectations(context, receipts, await runOf(runId)),
  };
}

/** Rejects with `conflict` and the first reason when nothing of the run would be sent. */
async function refuseUnsendable(runs: RunManager, trigger: Trigger): Promise<void> {
  let reason: string | null = null;
  for await (const planned of runs.plan(trigger, new AbortController().signal)) {
    if (planned.willSend) return;
    reason ??= planned.reason?.message ?? null;
  }
  throw new CommandError('conflict', reason ?? 'There is nothing to send.');
}

export function createRunStreams(
  { workspace, log }: EngineContext,
  runs: RunManager,
): Pick<StreamHandlers, 'runs.plan' | 'runs.planResend'> {
  return {
    async *'runs.plan'(request, signal) {
      yield* runs.plan(triggerOf(workspace, request), abortedWith(signal));
    },
    async *'runs.planResend'(request, signal) {
      yield* runs.plan(await resendTrigger(log, request), abortedWith(signal));
    },
  };
}

/** Node's own signal for the contract's. */
function abortedWith(signal: AbortSignalLike): AbortSignal {
  const abort = new AbortController();
  if (signal.aborted) abort.abort();
  signal.addEventListener('abort', () => abort.abort());
  return abort.signal;
}
