import type { CommandHandlers } from '../contract/commands.ts';
import { CommandError } from '../contract/errors.ts';
import { type AttemptRecord, parseRecipientKey, type SignatureScheme } from '../model/index.ts';
import { type RotationKey, verifyWithKeys } from '../signing/index.ts';
import { buildScope } from '../workflow/index.ts';
import type { EngineContext } from './engine-context.ts';
import { ownSchemes } from './own-schemes.ts';
import { expandedRecipient } from './preview-scope.ts';
import { recipientDirectory } from './recipient-directory.ts';
import { defineRun } from './run-definition.ts';
import { chosenScheme } from './signature-lab-commands.ts';
import { channelTemplate } from './template-commands.ts';

type Names = 'deliveries.list' | 'deliveries.newest' | 'deliveries.count' | 'deliveries.get' | 'deliveries.verify';

export function createDeliveryCommands(context: EngineContext): Pick<CommandHandlers, Names> {
  const { log } = context;

  async function attemptOf(attemptId: string): Promise<AttemptRecord> {
    const attempt = await log.getAttempt(attemptId);
    if (attempt !== null) return attempt;
    throw new CommandError('not-found', 'There is no such attempt in the log.', { field: 'attemptId' });
  }

  return {
    'deliveries.list': ({ filter, beforeSequence, limit }) => log.listAttempts(filter, beforeSequence, limit),
    'deliveries.newest': ({ environment, recipients }) => log.newestAttempts(environment, recipients),
    'deliveries.count': async ({ filter }) => ({ count: await log.countAttempts(filter) }),
    'deliveries.get': ({ attemptId }) => attemptOf(attemptId),
    async 'deliveries.verify'({ attemptId }) {
      const attempt = await attemptOf(attemptId);
      const current = await currentKeys(context, attempt);
      const { method, url, headers, body } = attempt.request;
      // Judged at the time it was sent: a log is read later, and that is no fault of the request.
      const received = { method, url, headers, body, nowMs: attempt.startedAtMs };
      return verifyWithKeys({ ...current, ...received }).verification;
    },
  };
}

/** The keys with which the attempt's channel would sign for this recipient now, those being replaced included. */
async function currentKeys(
  context: EngineContext,
  attempt: AttemptRecord,
): Promise<{ scheme: SignatureScheme; keys: Pick<RotationKey, 'key' | 'scheme'>[] }> {
  const channel = context.workspace.get('channel', attempt.channel)?.value;
  if (channel === undefined) {
    throw new CommandError('not-found', `The channel "${attempt.channel}" no longer exists.`);
  }
  if (channel.signing === null) {
    throw new CommandError('not-found', `The channel "${attempt.channel}" does not sign its requests now.`);
  }
  const run = await context.log.getRun(attempt.runId);
  if (run === null) throw new CommandError('not-found', 'The run of this attempt is no longer in the log.');
  const { environment } = run.trigger;
  const { definition } = defineRun(context, run.trigger, run.id, run.startedAtMs);
  const directory = recipientDirectory(context.workspace.data(environment));
  const scope = buildScope({
    ...definition,
    recipient: expandedRecipient(parseRecipientKey(attempt.recipient), null, directory),
    messageId: attempt.messageId,
  });
  // Only the key is asked for, so the rest of the request stays out: it may not render any more.
  const template = channelTemplate({
    ...channel,
    bodyFormat: 'text',
    request: { method: 'post', url: 'http://localhost/', headers: [], query: [], body: '' },
  });
  const rendered = context.templates.of(environment).compile(template).render(scope);
  if (!rendered.ok) {
    throw new CommandError('conflict', `The signing key of the channel "${attempt.channel}" cannot be rendered now.`, {
      details: rendered.diagnostics.map(({ message }) => message).join('\n'),
    });
  }
  const findOwn = ownSchemes(context);
  const scheme = chosenScheme(channel.signing.scheme, findOwn);
  const choices = channel.signing.previousKeys ?? [];
  const previous = (rendered.previousKeys ?? []).flatMap(({ key }, index) => {
    const choice = choices[index]?.scheme;
    return key.trim() === '' ? [] : [{ key, scheme: choice === undefined ? scheme : chosenScheme(choice, findOwn) }];
  });
  return { scheme, keys: [{ key: rendered.signingKey ?? '' }, ...previous] };
}
