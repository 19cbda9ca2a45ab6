import { type Clock, type DeliveryPorts, deliverMessage, type Transport } from '../delivery/index.ts';
import type { AttemptSummary, Channel, RunCounts, Trigger } from '../model/index.ts';
import { type FindOwnScheme, resolveScheme, signingProblem } from '../signing/index.ts';
import { createRenderReuse, createTemplates } from '../template/index.ts';
import { expandRecipients, type RunPorts } from '../workflow/index.ts';
import type { EngineContext } from './engine-context.ts';
import { ownSchemes } from './own-schemes.ts';
import { lookupsOf, partialsOf } from './preview-templates.ts';
import { recipientDirectory } from './recipient-directory.ts';
import type { DefinedRun } from './run-definition.ts';
import { signMessage } from './signing-schemes.ts';

export interface RunWiring {
  trigger: Trigger;
  defined: DefinedRun;
  clock: Clock;
  transport: Transport;
  onAttempt(attempt: AttemptSummary): void;
  onProgress(counts: Readonly<RunCounts>): void;
}

/** Joins the rooms along the corridor of one run: workflow → template → signing → delivery → log. */
export function createRunPorts(context: EngineContext, wiring: RunWiring): RunPorts {
  const { trigger, defined, clock, transport } = wiring;
  const { workspace, log } = context;
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
  const delivery: DeliveryPorts = { clock, send: (request, options) => transport.send(request, options) };

  return {
    clock,
    define: () => defined.definition,
    expand: (given) => expandRecipients(given, directory),
    compile(template) {
      const compiled = templates.compile(template);
      return (scope) => compiled.render(scope, reuse);
    },
    checkSigningKey: (channel, key, previousKey) => keyProblem(channel, key, previousKey, ownSchemes(context)),
    deliver(message, control) {
      const rules = defined.rulesOf(message.channelKey);
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
    record: {
      recipientRuns: (records) => log.upsertRecipientRuns(records),
      attempt: (attempt) => log.appendAttempt(attempt),
    },
    onAttempt: wiring.onAttempt,
    onProgress: wiring.onProgress,
  };
}

/** One sentence when the scheme of a channel's key, or of one of its previous keys, cannot use the key. */
function keyProblem(
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
