import type { CommandHandlers, StreamHandlers } from '../../contract/commands.ts';
import { CommandError } from '../../contract/errors.ts';
import type { AttemptRecord, SignatureScheme } from '../../model/index.ts';
import { type RotationKey, verifyWithKeys } from '../../signing/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { loggedAttempt } from '../logged-attempt.ts';
import { createKeyFinder } from '../runs/current-keys.ts';
import { makingRun } from '../runs/message-origins.ts';
import { describeResendable } from '../runs/resendable.ts';
import { ownSchemes } from '../schemes/own-schemes.ts';
import { allSecretValues, secretsInAttempt } from '../secrets/secret-finder.ts';
import { chosenScheme } from '../signatures/signature-lab-commands.ts';
import { comparableAttempt } from './comparable-attempt.ts';
import { exportDeliveries } from './export-deliveries.ts';
import { recoverableMessages } from './recoverable-messages.ts';

type Names =
  | 'deliveries.list'
  | 'deliveries.newest'
  | 'deliveries.count'
  | 'deliveries.statistics'
  | 'deliveries.get'
  | 'deliveries.missing'
  | 'deliveries.comparable'
  | 'deliveries.verify'
  | 'deliveries.recoverable'
  | 'deliveries.resendable';

export function createDeliveryCommands(context: EngineContext): Pick<CommandHandlers, Names> {
  const { log } = context;
  const attemptOf = (attemptId: string) => loggedAttempt(log, attemptId);

  return {
    'deliveries.list': ({ filter, beforeSequence, limit }) => log.listAttempts(filter, beforeSequence, limit),
    'deliveries.newest': ({ environment, recipients }) => log.newestAttempts(environment, recipients),
    'deliveries.count': async ({ filter }) => ({ count: await log.countAttempts(filter) }),
    'deliveries.statistics': ({ filter, order }) => log.attemptStatistics(filter, order),
    async 'deliveries.get'({ attemptId }) {
      const attempt = await attemptOf(attemptId);
      return { ...attempt, maskedTexts: secretsInAttempt(context, allSecretValues(context), attempt) };
    },
    async 'deliveries.missing'({ runIds, attemptIds }) {
      const missing: { runIds: string[]; attemptIds: string[] } = { runIds: [], attemptIds: [] };
      for (const id of runIds) if ((await log.getRun(id)) === null) missing.runIds.push(id);
      for (const id of attemptIds) if ((await log.getAttempt(id)) === null) missing.attemptIds.push(id);
      return missing;
    },
    'deliveries.comparable': async ({ attemptId, withSecrets }) =>
      comparableAttempt(context, await attemptOf(attemptId), withSecrets),
    async 'deliveries.verify'({ attemptId }) {
      const attempt = await attemptOf(attemptId);
      const current = await currentKeys(context, attempt);
      const { method, url, headers, body } = attempt.request;
      // Judged at the time it was sent: a log is read later, and that is no fault of the request.
      const received = { method, url, headers, body, nowMs: attempt.startedAtMs };
      return verifyWithKeys({ ...current, ...received }).verification;
    },
    'deliveries.recoverable': (input) => recoverableMessages(log, input),
    'deliveries.resendable': async ({ attemptId }) => describeResendable(context, await attemptOf(attemptId)),
  };
}

export function createDeliveryStreams(context: EngineContext): Pick<StreamHandlers, 'deliveries.export'> {
  return {
    'deliveries.export': ({ filter, withSecrets }, signal) => exportDeliveries(context, filter, withSecrets, signal),
  };
}

/** The keys with which the attempt's channel would sign for this recipient now, those being replaced included. */
async function currentKeys(
  context: EngineContext,
  attempt: AttemptRecord,
): Promise<{ scheme: SignatureScheme; keys: Pick<RotationKey, 'key' | 'scheme'>[] }> {
  const run = await makingRun(context.log, attempt);
  if (run === null) throw new CommandError('not-found', 'The run that made this message is no longer in the log.');
  const { trigger, startedAtMs } = run;
  const findKeys = createKeyFinder(context, { trigger, runId: attempt.runId, startedAtMs }, [attempt.recipient]);
  const { signing, current, previous } = findKeys(attempt);
  const findOwn = ownSchemes(context);
  const scheme = chosenScheme(signing.scheme, findOwn);
  const choices = signing.previousKeys ?? [];
  const replaced = previous.flatMap(({ key }, index) => {
    const choice = choices[index]?.scheme;
    return key.trim() === '' ? [] : [{ key, scheme: choice === undefined ? scheme : chosenScheme(choice, findOwn) }];
  });
  return { scheme, keys: [{ key: current }, ...replaced] };
}
