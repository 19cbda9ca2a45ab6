import { createHash } from 'node:crypto';
import {
  callProblem,
  createVirtualClock,
  deliverMessage,
  policyPresets,
  type Transport,
} from '../../../core/delivery/index.ts';
import type { AttemptRecord, DeliveryPolicy, RecipientRunRecord, Trigger } from '../../../core/model/index.ts';
import {
  createRunCoordinator,
  expandRecipients,
  type OutgoingMessage,
  type RecipientDirectory,
  type ResumeState,
  type RunCoordinator,
  type RunPorts,
} from '../../../core/workflow/index.ts';
import { compile, definitionOf, startMs } from './definitions.ts';

export interface RunHarness {
  coordinator: RunCoordinator;
  /** The log: what was made durable, in order. */
  attempts: AttemptRecord[];
  /** Latest record by recipient. */
  recipients: Map<string, RecipientRunRecord>;
  delivered: OutgoingMessage[];
  ports: RunPorts;
}

/** A run over the real retry loop and transport on a virtual clock, with a log in memory. */
export function runHarness(
  directory: RecipientDirectory,
  transport: Transport,
  more: Partial<RunPorts> = {},
  policy: DeliveryPolicy = policyPresets.knock,
): RunHarness {
  const clock = createVirtualClock(startMs);
  const attempts: AttemptRecord[] = [];
  const recipients = new Map<string, RecipientRunRecord>();
  const delivered: OutgoingMessage[] = [];
  const ports: RunPorts = {
    compile,
    clock,
    define: (trigger: Trigger) => definitionOf({}, undefined, { data: trigger.data }),
    expand: (trigger) => expandRecipients(trigger, directory),
    deliver(message, control) {
      delivered.push(message);
      const { firstAttemptNumber, firstAttemptAtMs } = message;
      return deliverMessage(
        {
          policy,
          firstAttemptNumber,
          firstAttemptAtMs,
          sign: (_number, timestampMs) => ({
            ...message.request,
            headers: [['x-signature', createHash('sha256').update(`${timestampMs}`).digest('hex')]],
            signature: null,
          }),
        },
        { clock, send: transport.send },
        control,
      );
    },
    callProblem: (_channelKey, url) => callProblem(url, policy),
    record: {
      async recipientRuns(records) {
        await new Promise((resolve) => setImmediate(resolve));
        for (const record of records) recipients.set(record.recipient, structuredClone(record));
      },
      async attempt(record) {
        await new Promise((resolve) => setImmediate(resolve));
        const sequence = attempts.length + 1;
        const { ordinal: _, ...rest } = record;
        const stored = { ...rest, id: `att_${sequence}`, sequence };
        attempts.push(stored);
        return stored;
      },
    },
    ...more,
  };
  return { coordinator: createRunCoordinator(ports), attempts, recipients, delivered, ports };
}

/** What a log would tell of the records, for a resume. */
export function resumeStateOf(
  attempts: readonly AttemptRecord[],
  recipients: Map<string, RecipientRunRecord>,
): ResumeState {
  const last = new Map(attempts.map((attempt) => [attempt.messageId, attempt]));
  const final = new Set(['delivered', 'undelivered', 'skipped']);
  return {
    finalStatusOf(key) {
      const status = recipients.get(key)?.status;
      return status !== undefined && final.has(status) ? status : undefined;
    },
    lastAttemptOf: (messageId) => last.get(messageId),
    attempts: attempts.length,
  };
}
