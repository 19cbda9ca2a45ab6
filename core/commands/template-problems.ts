import { setTimeout as pause } from 'node:timers/promises';
import type { MatrixItem, PlacedFinding } from '../contract/template-payloads.ts';
import type { DiagnosticCode, WorkspaceProblem } from '../model/index.ts';
import type { EngineContext } from './engine-context.ts';
import { templateMatrix } from './template-matrix.ts';

/** Findings of all templates that are told; more help nobody. */
const problemLimit = 500;

/** Renderings of one channel; with more samples than that the rest is left to the matrix test. */
const cellLimit = 200;

/** Findings that depend on the event: a template for several event types has them with those it is not for. */
const ofOneEvent: ReadonlySet<DiagnosticCode> = new Set(['unknown-variable', 'may-be-missing', 'schema-mismatch']);

type TemplateDocument = Extract<MatrixItem, { kind: 'document' }>['document'];

export interface TemplateProblems {
  close(): Promise<void>;
}

/**
 * Keeps the problems of all channels and partials in the workspace's list: checks what changed once nothing has changed
 * for `restMs`, one rendering at a time with other work in between. Recipients are not gone through: the first webhook
 * of the first environment stands for all.
 */
export function watchTemplates(context: EngineContext, restMs: number): TemplateProblems {
  const found = new Map<string, WorkspaceProblem[]>();
  const waiting = new Set<string>();
  let control = new AbortController();
  let isClosed = false;
  let work = Promise.resolve();

  const tell = (): void => {
    const all = [...found.values()].flat();
    context.problems.ofTemplates(all.slice(0, problemLimit));
  };

  async function check(signal: AbortSignal): Promise<void> {
    await pause(restMs, undefined, { signal, ref: false });
    let isNews = false;
    for (const id of [...waiting]) {
      const document = templateOf(context, id);
      const problems = document === null ? [] : await problemsOf(context, document, signal);
      waiting.delete(id);
      isNews ||= JSON.stringify(found.get(id) ?? []) !== JSON.stringify(problems);
      if (problems.length === 0) found.delete(id);
      else found.set(id, problems);
    }
    if (isNews) tell();
  }

  /** What was under way is left, and begun again with what has changed since. */
  function begin(ids: Iterable<string>): void {
    if (isClosed) return;
    for (const id of ids) waiting.add(id);
    if (waiting.size === 0) return;
    control.abort();
    control = new AbortController();
    const { signal } = control;
    // An ended check has nothing to tell; what it did not get to still waits.
    work = work.then(() => check(signal)).catch(() => undefined);
  }

  const stopDocuments = context.events.on('documents.changed', ({ kind, key }) => {
    if (kind === 'channel') begin([`channel/${key}`]);
    else if (kind === 'partial') begin([`partial/${key}`, ...templateIds(context, 'channel')]);
    else if (kind === 'event-type' || kind === 'environment' || kind === 'settings') begin(templateIds(context));
  });
  const stopData = context.events.on('data.changed', () => begin(templateIds(context, 'channel')));
  begin(templateIds(context));

  return {
    async close() {
      isClosed = true;
      stopDocuments();
      stopData();
      control.abort();
      await work;
    },
  };
}

function templateIds({ workspace }: EngineContext, only?: TemplateDocument['kind']): string[] {
  return workspace
    .documents()
    .filter(({ kind }) => (only === undefined ? kind === 'channel' || kind === 'partial' : kind === only))
    .map(({ kind, key }) => `${kind}/${key}`);
}

function templateOf({ workspace }: EngineContext, id: string): TemplateDocument | null {
  const at = id.indexOf('/');
  const kind = id.slice(0, at) === 'channel' ? 'channel' : 'partial';
  const key = id.slice(at + 1);
  return workspace.get(kind, key) === undefined ? null : { kind, key };
}

async function problemsOf(
  context: EngineContext,
  document: TemplateDocument,
  signal: AbortSignal,
): Promise<WorkspaceProblem[]> {
  const environment = context.workspace.documents().find(({ kind }) => kind === 'environment')?.key;
  if (environment === undefined) return [];
  const [webhook] = context.workspace.data(environment).objects(context.workspace.settings().webhookCollection);
  const request = {
    environment,
    channels: document.kind === 'channel' ? [document.key] : [],
    partials: document.kind === 'partial' ? [document.key] : [],
    eventTypes: null,
    recipients: webhook === undefined ? null : [{ collection: webhook.collection, id: webhook.id }],
  };
  const gathered = new Map<string, Gathered>();
  const eventTypes = new Set<string>();
  let cells = 0;
  for await (const item of templateMatrix(context, request, signal)) {
    if (item.kind === 'cell') {
      eventTypes.add(item.eventType);
      cells += 1;
    }
    for (const finding of item.findings) {
      gather(gathered, finding, item.kind === 'cell' ? { eventType: item.eventType, sample: item.sample } : null);
    }
    if (cells === cellLimit) break;
  }
  return [...gathered.values()]
    .filter(({ finding, eventTypes: seenWith }) => {
      const { severity, code } = finding.diagnostic;
      if (severity === 'info') return false;
      return severity === 'error' || !ofOneEvent.has(code) || seenWith.size === 0 || seenWith.size === eventTypes.size;
    })
    .map((one) => problemOf(document, one));
}

interface Gathered {
  finding: PlacedFinding;
  eventTypes: Set<string>;
  samples: string[];
}

function gather(
  gathered: Map<string, Gathered>,
  finding: PlacedFinding,
  where: { eventType: string; sample: string } | null,
): void {
  const { field, line, column, code } = finding.diagnostic;
  const id = `${field} ${line}:${column} ${code}`;
  const known = gathered.get(id) ?? { finding, eventTypes: new Set<string>(), samples: [] };
  if (where !== null) {
    known.eventTypes.add(where.eventType);
    known.samples.push(`${where.eventType} · ${where.sample}`);
  }
  gathered.set(id, known);
}

function problemOf(document: TemplateDocument, { finding, samples }: Gathered): WorkspaceProblem {
  const { diagnostic, place } = finding;
  const { severity, message, hint, field, line, column, endLine, endColumn } = diagnostic;
  const [first] = samples;
  const more = samples.length > 1 ? ` and ${samples.length - 1} more` : '';
  const words = [message, ...(hint === null ? [] : [hint]), ...(first === undefined ? [] : [`With ${first}${more}.`])];
  return {
    severity: severity === 'error' ? 'error' : 'warning',
    file: place.file,
    message: words.join(' '),
    field,
    line: place.line,
    column: place.column,
    template: { ...document, field, line, column, endLine, endColumn },
  };
}
