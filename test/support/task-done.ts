import type { RunRequest } from '../../core/contract/index.ts';

/** What sends the example's event “task done” to the recipients, in virtual time. */
export function taskDone(recipients: RunRequest['recipients'], change: Partial<RunRequest> = {}): RunRequest {
  return {
    workflow: 'customer-webhooks',
    environment: 'development',
    recipients,
    actor: null,
    tenant: null,
    event: { type: 'task.completed', sample: 'Task done' },
    clock: 'virtual',
    seed: 1,
    concurrency: { run: 5, origin: 5 },
    scenario: null,
    ...change,
  };
}
