import { type Channel, isChannelStep, type JsonObject, type WorkflowStep } from '../model/index.ts';
import type { DecisionPorts, RenderStep, RunDefinition } from './run-definition.ts';
import { createScopeBuilder, type ScopeBuilder } from './scope.ts';
import { stepTemplateOf } from './step-template.ts';

export interface PreparedStep {
  step: WorkflowStep;
  /** Null for a channel that does not exist, and for steps of other types. */
  channel: Channel | null;
  template: { ok: true; render: RenderStep } | { ok: false; message: string };
}

/** A run's definition with all that does not depend on the recipient worked out. */
export interface PreparedRun {
  readonly definition: RunDefinition;
  readonly steps: readonly PreparedStep[];
  readonly buildScope: ScopeBuilder;
  /** `current_message` of a message. */
  messageScope(messageId: string): JsonObject;
  checkSigningKey(channel: Channel, key: string, previousKey: number | null): string | null;
}

/** Compiles every channel step once. Does not throw for anything the workflow may hold: deciding tells what is wrong. */
export function prepareRun(definition: RunDefinition, ports: DecisionPorts): PreparedRun {
  const insertedAt = new Date(definition.startedAtMs).toISOString();
  return {
    definition,
    steps: definition.workflow.steps.map((step) => prepareStep(step, definition, ports)),
    buildScope: createScopeBuilder(definition),
    messageScope: (messageId) => ({ id: messageId, inserted_at: insertedAt, updated_at: insertedAt }),
    checkSigningKey: (channel, key, previousKey) => ports.checkSigningKey?.(channel, key, previousKey) ?? null,
  };
}

function prepareStep(step: WorkflowStep, definition: RunDefinition, ports: DecisionPorts): PreparedStep {
  const channel = isChannelStep(step) ? definition.channel(step.channel_key) : null;
  if (channel === null || !isChannelStep(step)) {
    return { step, channel: null, template: { ok: false, message: 'There is nothing to render.' } };
  }
  const own = stepTemplateOf(channel, step);
  return { step, channel, template: own.ok ? { ok: true, render: ports.compile(own.template) } : own };
}
