import { type Clock, deliverMessage, type Transport } from '../delivery/index.ts';
import type { AttemptSummary, Channel, RunCounts, SignatureScheme, SignedRequest, Trigger } from '../model/index.ts';
import { type FindOwnScheme, resolveScheme, signingProblem, signRequest } from '../signing/index.ts';
import { createRenderReuse, createTemplates } from '../template/index.ts';
import { expandRecipients, type OutgoingMessage, type RunPorts } from '../workflow/index.ts';
import type { EngineContext } from './engine-context.ts';
import { ownSchemes } from './own-schemes.ts';
import { lookupsOf, partialsOf } from './preview-templates.ts';
import { recipientDirectory } from './recipient-directory.ts';
import type { DefinedRun } from './run-definition.ts';

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

  return {
    clock,
    define: () => defined.definition,
    expand: (given) => expandRecipients(given, directory),
    compile(template) {
      const compiled = templates.compile(template);
      return (scope) => compiled.render(scope, reuse);
    },
    checkSigningKey: (channel, key) => keyProblem(channel, key, ownSchemes(context)),
    deliver(message, control) {
      const { policy, scheme } = defined.rulesOf(message.channelKey);
      return deliverMessage(
        { policy, firstAttemptNumber: message.firstAttemptNumber, firstAttemptAtMs: message.firstAttemptAtMs },
        {
          ...control,
          clock,
          send: (request, options) => transport.send(request, options),
          sign: (_attemptNumber, timestampMs) => signMessage(message, scheme, timestampMs),
        },
      );
    },
    record: {
      recipientRuns: (records) => log.upsertRecipientRuns(records),
      attempt: (record) => log.appendAttempt(record),
    },
    onAttempt: wiring.onAttempt,
    onProgress: wiring.onProgress,
  };
}

function signMessage(
  { request, signingKey, id }: OutgoingMessage,
  scheme: SignatureScheme | null,
  timestampMs: number,
): SignedRequest {
  if (signingKey === null || scheme === null) return { ...request, signature: null };
  return signRequest({ scheme, key: signingKey, request, messageId: id, timestampMs });
}

/** One sentence when the channel's scheme cannot use the key. */
function keyProblem(channel: Channel, key: string, findOwn: FindOwnScheme): string | null {
  const scheme = channel.signing === null ? null : resolveScheme(channel.signing.scheme, findOwn);
  return scheme === null ? null : signingProblem(scheme, key);
}
