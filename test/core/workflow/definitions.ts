import type { Channel, JsonObject, Trigger, Workflow } from '../../../core/model/index.ts';
import type { RenderStep, RunDefinition, StepTemplate } from '../../../core/workflow/index.ts';

export const runId = '1f3870be-274f-4c3b-9f3e-1c2d3e4f5a6b';
export const startMs = Date.parse('2026-06-15T12:00:00Z');

export const channel: Channel = {
  name: 'Webhooks',
  description: '',
  type: 'http',
  request: { method: 'post', url: '<recipient.url>', headers: [], query: [], body: '<data.eventType>' },
  bodyFormat: 'json',
  bodyEncoding: 'exact',
  unknownVariables: 'lenient',
  signing: null,
  policy: { preset: 'knock' },
  conditions: null,
};

export const sendStep = { ref: 'http_1', type: 'channel', channel_key: 'webhooks' } as const;

export function definitionOf(
  workflow: Partial<Workflow>,
  channels: Record<string, Channel> = { webhooks: channel },
  more: Partial<RunDefinition> = {},
): RunDefinition {
  return {
    runId,
    workflowKey: 'notify',
    workflow: { name: 'Notify', steps: [sendStep], ...workflow },
    channel: (key) => channels[key] ?? null,
    vars: {},
    unsetSecrets: new Set(),
    data: { eventType: 'project.created' },
    actor: null,
    tenant: null,
    startedAtMs: startMs,
    ...more,
  };
}

/** Stands in for the template room: `<path>` is replaced by the text at that path of the scope. */
export function compile(template: StepTemplate): RenderStep {
  return (scope) => {
    const fill = (text: string): string => text.replace(/<([\w.]+)>/g, (_, path: string) => textAt(scope, path));
    if (template.request.body === 'broken') {
      const place = { line: 2, column: 5, endLine: 2, endColumn: 9 };
      const found = { code: 'syntax', severity: 'error', field: 'body', message: 'Unclosed tag.', hint: null } as const;
      return { ok: false, diagnostics: [{ ...found, ...place }] };
    }
    return {
      ok: true,
      request: {
        method: template.request.method.toUpperCase(),
        url: fill(template.request.url),
        headers: template.request.headers.map(({ key, value }) => [key, fill(value)] as const),
        body: Buffer.from(fill(template.request.body)),
      },
      signingKey: template.signingKey === null ? null : fill(template.signingKey),
    };
  };
}

export function triggerOf(more: Partial<Trigger> = {}): Trigger {
  return {
    workflow: 'notify',
    environment: 'development',
    recipients: [{ collection: 'projects', id: 'p1' }],
    actor: null,
    tenant: null,
    data: { eventType: 'project.created' },
    clock: 'virtual',
    seed: 1,
    concurrency: { run: 50, origin: 50 },
    scenario: null,
    ...more,
  };
}

function textAt(scope: JsonObject, path: string): string {
  let value: unknown = scope;
  for (const name of path.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[name];
  return value === undefined || value === null ? '' : String(value);
}
