import { setTimeout as pause } from 'node:timers/promises';
import type { MatrixItem, PlacedFinding } from '../../contract/template-payloads.ts';
import {
  type DiagnosticCode,
  findingLimit,
  stepKey,
  templateProblemLimit,
  type WorkspaceProblem,
} from '../../model/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { eventTypeProblems } from '../event-types/event-type-problems.ts';
import { namesInEventTypes } from './property-names.ts';
import { representativeRecipients } from './representative-recipients.ts';
import { requestSources } from './request-sources.ts';
import { templateMatrix } from './template-matrix.ts';

/** Templates with news that are told of together; a check of hundreds takes minutes. */
const newsLimit = 20;

/** A check that takes longer than this tells how much is left, as often at most. */
const progressMs = 300;

/** How long nobody must have typed or waited otherwise before the next rendering, in milliseconds. */
const typingRestMs = 800;

/** Renderings of one channel in one environment; the rest is left to the matrix test. */
const cellLimit = 200;

/** Webhooks of an environment that stand for all, those with different properties first. */
const recipientLimit = 8;

/** More windows than that, each with an environment of its own, are not expected. */
const environmentLimit = 3;

/** Findings that depend on the event: a template for several event types has them with those it is not for. */
const ofOneEvent: ReadonlySet<DiagnosticCode> = new Set(['unknown-variable', 'may-be-missing', 'schema-mismatch']);

/** A template that is checked, with the revision of the document it stands in. */
type CheckedDocument = Extract<MatrixItem, { kind: 'document' }>['document'] & { revision: number };

export interface TemplateProblems {
  close(): Promise<void>;
}

/**
 * Keeps the problems of all channels, steps' own requests, partials, and event types' schemas and samples in the workspace's
 * list: checks what changed once nothing has changed for `restMs`, one rendering at a time with other work in between. Checked
 * is the environment that is chosen in a window, of several windows each (the first one where there is no window), with some
 * webhooks that stand for all.
 */
export function watchTemplates(context: EngineContext, restMs: number): TemplateProblems {
  const found = new Map<string, WorkspaceProblem[]>();
  const waiting = new Set<string>();
  let control = new AbortController();
  let isClosed = false;
  let work = Promise.resolve();
  let isProgressTold = false;

  const tell = (): void => {
    const all = [...found.values()].flat();
    context.problems.ofTemplates(all.slice(0, templateProblemLimit));
  };

  async function checkWaiting(signal: AbortSignal): Promise<void> {
    await pause(restMs, undefined, { signal, ref: false });
    let untold = 0;
    let isFirst = true;
    let toldAtMs = performance.now();
    try {
      for (const id of [...waiting]) {
        if (performance.now() - toldAtMs > progressMs) {
          toldAtMs = performance.now();
          tellProgress([...waiting].filter((left) => !left.startsWith(eventTypePrefix)).length);
        }
        const problems = await problemsUnder(context, id, signal);
        waiting.delete(id);
        if (JSON.stringify(found.get(id) ?? []) === JSON.stringify(problems)) continue;
        if (problems.length === 0) found.delete(id);
        else found.set(id, problems);
        untold += 1;
        if (!isFirst && untold < newsLimit) continue;
        isFirst = false;
        untold = 0;
        tell();
      }
      if (isProgressTold) tellProgress(0);
    } finally {
      // Also of a check that was ended: the next one finds nothing new in what this one has found.
      if (untold > 0 && !isClosed) tell();
    }
  }

  function tellProgress(left: number): void {
    isProgressTold = left > 0;
    context.events.emit('templates.checking', { left });
  }

  function requestIds(): string[] {
    return requestSources(context.workspace).map(({ document: { kind, key } }) => `${kind}/${key}`);
  }

  function idsOf(wanted: 'partial' | 'event-type'): string[] {
    const documents = context.workspace.documents();
    return documents.flatMap(({ kind, key }) => (kind === wanted ? [`${kind}/${key}`] : []));
  }

  function templateIds(): string[] {
    return [...requestIds(), ...idsOf('partial')];
  }

  /** Of all steps or of one workflow's: as they are now, and those that something is said of, which may be gone. */
  function stepIds(workflow = ''): string[] {
    const prefix = workflow === '' ? 'step/' : `step/${stepKey(workflow, '')}`;
    return [...requestIds(), ...found.keys()].filter((id) => id.startsWith(prefix));
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
    work = work.then(() => checkWaiting(signal)).catch(() => undefined);
  }

  const stopDocuments = context.events.on('documents.changed', ({ kind, key }) => {
    if (kind === 'channel') begin([`channel/${key}`, ...stepIds()]);
    else if (kind === 'workflow') begin(stepIds(key));
    else if (kind === 'partial') begin([`partial/${key}`, ...requestIds()]);
    else if (kind === 'event-type') begin([`event-type/${key}`, ...templateIds()]);
    else if (kind === 'environment' || kind === 'settings') begin(templateIds());
  });
  const stopData = context.events.on('data.changed', () => begin(requestIds()));
  const stopFollowing = context.followed.onChange(() => begin(requestIds()));
  begin([...idsOf('event-type'), ...templateIds()]);

  return {
    async close() {
      isClosed = true;
      stopDocuments();
      stopData();
      stopFollowing();
      control.abort();
      await work;
    },
  };
}

const eventTypePrefix = 'event-type/';

async function problemsUnder(context: EngineContext, id: string, signal: AbortSignal): Promise<WorkspaceProblem[]> {
  if (id.startsWith(eventTypePrefix)) {
    const turn = () => context.foreground.rest(typingRestMs, signal);
    return eventTypeProblems(context, id.slice(eventTypePrefix.length), turn, signal);
  }
  const document = templateOf(context, id);
  return document === null ? [] : problemsOf(context, document, signal);
}

function templateOf({ workspace }: EngineContext, id: string): CheckedDocument | null {
  const at = id.indexOf('/');
  const key = id.slice(at + 1);
  if (id.startsWith('partial/')) {
    const partial = workspace.get('partial', key);
    return partial === null ? null : { kind: 'partial', key, revision: partial.revision };
  }
  const source = requestSources(workspace).find(({ document }) => `${document.kind}/${document.key}` === id);
  if (source === undefined) return null;
  const stored = source.workflow === null ? workspace.get('channel', key) : workspace.get('workflow', source.workflow);
  return { ...source.document, revision: stored?.revision ?? 0 };
}

async function problemsOf(
  context: EngineContext,
  document: CheckedDocument,
  signal: AbortSignal,
): Promise<WorkspaceProblem[]> {
  const found: FoundProblems = { gathered: new Map(), eventTypes: new Set(), isLimited: false };
  for (const environment of environmentsOf(context, document)) {
    await check(context, document, environment, signal, found);
    if (found.isLimited) break;
  }
  let names: ReadonlySet<string> | null = null;
  const told = [...found.gathered.values()]
    .filter(({ finding, eventTypes: seenWith }) => {
      const { severity, code, path } = finding.diagnostic;
      if (severity === 'info') return false;
      if (severity === 'error' || !ofOneEvent.has(code)) return true;
      if (seenWith.size === 0 || seenWith.size === found.eventTypes.size) return true;
      // The others may never come to the place, such as the inside of a loop: a name that none has is misspelled.
      const name = path?.split('.').at(-1);
      names ??= namesInEventTypes(context.workspace);
      return code === 'unknown-variable' && name !== undefined && !names.has(name);
    })
    .map((one) => problemOf(document, one));
  return firstOfEachText(told);
}

/** As many as are kept of one text, errors before warnings. */
function firstOfEachText(problems: readonly WorkspaceProblem[]): WorkspaceProblem[] {
  const counts = new Map<string | null, number>();
  const errorsFirst = problems.toSorted(
    (left, right) => Number(left.severity === 'warning') - Number(right.severity === 'warning'),
  );
  return errorsFirst.filter(({ field }) => {
    const count = (counts.get(field) ?? 0) + 1;
    counts.set(field, count);
    return count <= findingLimit;
  });
}

/**
 * Those that windows have chosen; without a window, the first. For one without webhooks the first that has some stands in:
 * nothing that a channel says of its recipient could be found there. A partial is read as text, whatever the environment.
 */
function environmentsOf({ workspace, followed }: EngineContext, { kind }: CheckedDocument): string[] {
  const all = workspace.documents().flatMap((each) => (each.kind === 'environment' ? [each.key] : []));
  const chosen = followed.list().filter((key) => all.includes(key));
  const limit = kind === 'partial' || chosen.length === 0 ? 1 : environmentLimit;
  const wanted = (chosen.length === 0 ? all : chosen).slice(0, limit);
  const { webhookCollection } = workspace.settings();
  const hasWebhooks = (key: string): boolean => {
    for (const _ of workspace.data(key).objects(webhookCollection)) return true;
    return false;
  };
  return [...new Set(wanted.map((key) => (hasWebhooks(key) ? key : (all.find(hasWebhooks) ?? key))))];
}

/** Every sample with the first recipient before any with the next: what the limit leaves out is the last recipients. */
async function check(
  context: EngineContext,
  document: CheckedDocument,
  environment: string,
  signal: AbortSignal,
  found: FoundProblems,
): Promise<void> {
  const { gathered, eventTypes } = found;
  const webhooks = context.workspace.data(environment).objects(context.workspace.settings().webhookCollection);
  const recipients = document.kind === 'partial' ? [] : representativeRecipients(webhooks, recipientLimit);
  let cells = 0;
  for (const recipient of recipients.length === 0 ? [null] : recipients) {
    const request = {
      environment,
      channels: document.kind === 'partial' ? [] : [document.key],
      partials: document.kind === 'partial' ? [document.key] : [],
      samples: null,
      recipients: recipient === null ? null : [recipient],
    };
    const turn = () => context.foreground.rest(typingRestMs, signal);
    for await (const item of templateMatrix(context, request, signal, turn)) {
      if (item.kind === 'plan') continue;
      if (item.kind === 'cell') {
        eventTypes.add(item.eventType);
        cells += 1;
      }
      for (const finding of item.findings) gather(gathered, finding, item.kind === 'cell' ? item : null, environment);
      found.isLimited ||= item.findings.some(({ diagnostic }) => diagnostic.code === 'limit-exceeded');
      if (cells === cellLimit) return;
    }
    if (found.isLimited) return;
  }
}

interface FoundProblems {
  gathered: Map<string, Gathered>;
  /** All that were tried. */
  eventTypes: Set<string>;
  /** A rendering ran into a limit: every other would take as long. */
  isLimited: boolean;
}

interface Gathered {
  finding: PlacedFinding;
  eventTypes: Set<string>;
  samples: Set<string>;
  recipients: Set<string>;
}

function gather(
  gathered: Map<string, Gathered>,
  finding: PlacedFinding,
  cell: Extract<MatrixItem, { kind: 'cell' }> | null,
  environment: string,
): void {
  const { field, line, column, code } = finding.diagnostic;
  const id = `${field} ${line}:${column} ${code}`;
  const known = gathered.get(id) ?? { finding, eventTypes: new Set(), samples: new Set(), recipients: new Set() };
  if (cell !== null) {
    known.eventTypes.add(cell.eventType);
    known.samples.add(`${cell.eventType} · ${cell.sample}`);
    if (cell.recipient !== null) known.recipients.add(`${cell.recipient} (${environment})`);
  }
  gathered.set(id, known);
}

/** Such as `With order.paid · Small and 2 more samples, for project_webhooks/prod (production).` */
function circumstances({ samples, recipients }: Gathered): string[] {
  if (samples.size === 0) return [];
  const listed = (all: ReadonlySet<string>, what: string): string => {
    const [first = ''] = all;
    const more = all.size - 1;
    return more === 0 ? first : `${first} and ${more} more ${what}${more === 1 ? '' : 's'}`;
  };
  const whom = recipients.size === 0 ? '' : `, for ${listed(recipients, 'recipient')}`;
  return [`With ${listed(samples, 'sample')}${whom}.`];
}

function problemOf(document: CheckedDocument, gathered: Gathered): WorkspaceProblem {
  const { diagnostic, place } = gathered.finding;
  const { code, severity, message, hint, field, line, column, endLine, endColumn, fixes } = diagnostic;
  const words = [message, ...(hint === null ? [] : [hint]), ...circumstances(gathered)];
  return {
    severity: severity === 'error' ? 'error' : 'warning',
    file: place.file,
    message: words.join(' '),
    field,
    line: place.line,
    column: place.column,
    template: { ...document, code, field, line, column, endLine, endColumn, ...(fixes === undefined ? {} : { fixes }) },
  };
}
