import { CommandError } from '../../contract/errors.ts';
import { resolvePolicy } from '../../delivery/index.ts';
import { type Channel, type DeliveryPolicy, isChannelStep, type Trigger } from '../../model/index.ts';
import type { FindOwnScheme } from '../../signing/index.ts';
import { type RunDefinition, resolveRecipient, type ScopeSource } from '../../workflow/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { environmentVars, unsetSecrets } from '../environments/environment-vars.ts';
import { recipientDirectory } from '../environments/recipient-directory.ts';
import { ownSchemes } from '../schemes/own-schemes.ts';
import { type SigningSchemes, signingSchemes } from '../schemes/signing-schemes.ts';
import { tenantOf } from '../studio/preview-scope.ts';

/** How a channel's messages are signed and delivered. */
export interface ChannelRules extends SigningSchemes {
  policy: DeliveryPolicy;
}

export interface DefinedRun {
  definition: RunDefinition;
  rulesOf(channelKey: string): ChannelRules;
}

/**
 * Takes down everything a run reads but its recipients, so that edits do not reach a run under way. Throws
 * `not-found` for the workflow, and `invalid-input` for a channel whose policy or scheme names no preset.
 */
export function defineRun(context: EngineContext, trigger: Trigger, runId: string, startedAtMs: number): DefinedRun {
  const { workspace } = context;
  const workflow = workspace.get('workflow', trigger.workflow);
  if (workflow === null) {
    throw new CommandError('not-found', `There is no workflow "${trigger.workflow}" in this workspace.`, {
      field: 'workflow',
    });
  }
  const channels = new Map<string, Channel>();
  const rules = new Map<string, ChannelRules>();
  for (const step of workflow.value.steps) {
    if (!isChannelStep(step)) continue;
    const channel = workspace.get('channel', step.channel_key);
    if (channel === null) continue;
    channels.set(step.channel_key, channel.value);
    rules.set(step.channel_key, rulesOfChannel(step.channel_key, channel.value, ownSchemes(context)));
  }
  return {
    definition: {
      ...scopeSource(context, trigger, runId, startedAtMs),
      workflow: workflow.value,
      channel: (key) => channels.get(key) ?? null,
      unsetSecrets: unsetSecrets(context, trigger.environment),
    },
    rulesOf(channelKey) {
      const found = rules.get(channelKey);
      if (found === undefined) throw new Error(`No rules for channel ${channelKey}`);
      return found;
    },
  };
}

/** What the scopes of a run hold that is the same for all. Throws `not-found` for the environment. */
export function scopeSource(context: EngineContext, trigger: Trigger, runId: string, startedAtMs: number): ScopeSource {
  const directory = recipientDirectory(context.workspace.data(trigger.environment));
  return {
    runId,
    workflowKey: trigger.workflow,
    vars: environmentVars(context, trigger.environment),
    data: trigger.data,
    actor: trigger.actor === null ? null : resolveRecipient(trigger.actor, directory),
    tenant: tenantOf(trigger.tenant, directory),
    startedAtMs,
  };
}

function rulesOfChannel(key: string, channel: Channel, findOwn: FindOwnScheme): ChannelRules {
  return { policy: policyOfChannel(key, channel), ...signingSchemes(channel, findOwn, `The channel "${key}"`) };
}

/** Throws `invalid-input` for a policy that cannot be used. */
export function policyOfChannel(key: string, channel: Channel): DeliveryPolicy {
  const policy = resolvePolicy(channel.policy);
  if (policy !== null) return policy;
  const named = 'preset' in channel.policy ? `"${channel.policy.preset}"` : 'of its own';
  throw new CommandError(
    'invalid-input',
    `The channel "${key}" asks for a delivery policy ${named} that cannot be used. Choose one of the presets.`,
    { field: 'channel.policy' },
  );
}
