import { type Clock, callProblem, type DeliveryPorts, deliverMessage, type Transport } from '../../delivery/index.ts';
import type { AttemptSummary, Channel, RunCounts, Trigger } from '../../model/index.ts';
import { type FindOwnScheme, resolveScheme, signingProblem } from '../../signing/index.ts';
import { createRenderReuse, createTemplates } from '../../template/index.ts';
import { expandRecipients, type MessagePorts, type RunPorts } from '../../workflow/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { recipientDirectory } from '../environments/recipient-directory.ts';
import { ownSchemes } from '../schemes/own-schemes.ts';
import { signMessage } from '../schemes/signing-schemes.ts';
import { lookupsOf, partialsOf } from '../studio/preview-templates.ts';
import type { ChannelRules, DefinedRun } from './run-definition.ts';

/** What the delivering of a run's messages is wired to. */
export interface DeliveryWiring {
  clock: Clock;
  transport: Transport;
  onAttempt(attempt: AttemptSummary): void;
  onProgress(counts: Readonly<RunCounts>): void;
}

export interface RunWiring extends DeliveryWiring {
  trigger: Trigger;
  defined: DefinedRun;
}

/** Joins the rooms along the corridor of one run: workflow → template → signing → delivery → log. */
export function createRunPorts(context: EngineContext, wiring: RunWiring): RunPorts {
  const { trigger, defined, clock } = wiring;
  const { workspace } = context;
  const data = workspace.data(trigger.environment);
  const directory = recipientDirectory(data);
  const templates = createTemplates({
    partials: partialsOf(workspace),
    nowMs: () => clock.nowMs(),
    lookups: lookupsOf(
      () => data,
      () => defined.definition.vars,
    ),
  });
  const reuse = createRenderReuse();

  return {
    ...createMessagePorts(context, wiring, defined.rulesOf),
    define: () => defined.definition,
    expand: (given) => expandRecipients(given, directory),
    compile(template) {
      const compiled = templates.compile(template);
      return (scope) => compiled.render(scope, reuse);
    },
    checkSigningKey: (channel, key, previousKey) => keyProblem(channel, key, previousKey, ownSchemes(context)),
  };
}

/** The part of the corridor that every message takes, wherever it comes from: signing → delivery → log. */
export function createMessagePorts(
  { log }: Pick<EngineContext, 'log'>,
  { clock, transport, onAttempt, onProgress }: DeliveryWiring,
  rulesOf: (channelKey: string) => ChannelRules,
): MessagePorts {
  const delivery: DeliveryPorts = { clock, send: (request, options) => transport.send(request, options) };
  return {
    clock,
    deliver(message, control) {
      const rules = rulesOf(message.channelKey);
      return deliverMessage(
        {
          policy: rules.policy,
          firstAttemptNumber: message.firstAttemptNumber,
          firstAttemptAtMs: message.firstAttemptAtMs,
          sign: (_attemptNumber, timestampMs) =>
            signMessage(
              rules,
              { current: message.signingKey, previous: message.previousKeys },
              { request: message.request, messageId: message.id, timestampMs },
            ),
        },
        delivery,
        control,
      );
    },
    callProblem: (channelKey, url) => callProblem(url, rulesOf(channelKey).policy),
    record: {
      recipientRuns: (records) => log.upsertRecipientRuns(records),
      attempt: (attempt) => log.appendAttempt(attempt),
    },
    onAttempt,
    onProgress,
  };
}

/** One sentence when the scheme of a channel's key, or of one of its previous keys, cannot use the key. */
export function keyProblem(
  { signing }: Channel,
  key: string,
  previousKey: number | null,
  findOwn: FindOwnScheme,
): string | null {
  if (signing === null) return null;
  const choice =
    previousKey === null ? signing.scheme : (signing.previousKeys?.[previousKey]?.scheme ?? signing.scheme);
  const scheme = resolveScheme(choice, findOwn);
  return scheme === null ? null : signingProblem(scheme, key);
}
