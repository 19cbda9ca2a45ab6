import {
  isSampleChosen,
  type MatrixItem,
  type SampleChoice,
  type StoredDocument,
  type TemplateDiagnostic,
  type WorkspaceProblem,
} from '../core/contract/index.ts';

/** One finding, once, with every rendering it was seen in. */
export interface LintFinding {
  /** Path inside the workspace, with "/". */
  file: string;
  line: number;
  column: number;
  severity: TemplateDiagnostic['severity'];
  code: string;
  message: string;
  hint: string | null;
  /** JSON Pointer of what is wrong in a sample's payload, or in a schema; null elsewhere. */
  pointer: string | null;
  /** Such as `task.completed "Task done" for project_webhooks/prod`; empty when it shows without rendering. */
  seenIn: string[];
}

export interface LintReport {
  environment: string;
  channelCount: number;
  renderCount: number;
  sampleCount: number;
  /** The environment has no webhooks: everything was rendered for nobody, and the findings say so. */
  isWithoutRecipients: boolean;
  /** With how many webhooks of all there are. */
  recipients: { tried: number; of: number };
  errorCount: number;
  warningCount: number;
  findings: LintFinding[];
}

/** One thing that was looked at, with what was found in it. */
export interface LintCheck {
  /** Such as `channels/customer-webhook`. */
  subject: string;
  name: string;
  durationMs: number;
  findings: readonly LintFinding[];
}

export interface LintResult {
  report: LintReport;
  checks: LintCheck[];
}

export interface LintSource {
  environment: string;
  /** Of which event types and samples something is said; null = of all. */
  samples: readonly SampleChoice[] | null;
  /** Of the workspace's files. */
  problems: readonly WorkspaceProblem[];
  eventTypes: readonly Extract<StoredDocument, { kind: 'event-type' }>[];
  eventTypeProblems: readonly WorkspaceProblem[];
  items: AsyncIterable<MatrixItem>;
}

/** Reads the whole matrix, and joins what is the same. */
export async function gatherLint(source: LintSource): Promise<LintResult> {
  const found = new Map<string, LintFinding>();
  const note = (finding: Omit<LintFinding, 'seenIn'>, place: string | null): LintFinding => {
    const { file, line, column, code, message } = finding;
    const key = JSON.stringify([file, line, column, code, message]);
    const known = found.get(key) ?? { ...finding, seenIn: [] };
    if (place !== null) known.seenIn.push(place);
    found.set(key, known);
    return known;
  };
  const checks = [
    ...fileChecks(source.problems.map((problem) => note(findingOf(problem, 'workspace'), null))),
    ...source.eventTypes.flatMap(({ key, value }) =>
      eventTypeChecks(key, value.examples, source.samples, (sample) =>
        source.eventTypeProblems
          .filter(({ eventType }) => eventType?.key === key && eventType.sample === sample)
          .map((problem, index) => {
            const code = sample === null ? 'invalid-schema' : 'sample-mismatch';
            return note({ ...findingOf(problem, code), hint: index === 0 ? leftOut[code] : null }, null);
          }),
      ),
    ),
  ];
  const matrix = await matrixChecks(source.items, note, brokenSamples(source));
  const findings = [...found.values()].sort(byPlace);
  const count = (severity: LintFinding['severity']) => findings.filter((each) => each.severity === severity).length;
  const { channelCount, renderCount, recipientCount, recipients } = matrix;
  const report = {
    environment: source.environment,
    channelCount,
    renderCount,
    sampleCount: source.eventTypes.reduce(
      (sum, { key, value }) =>
        sum + value.examples.filter(({ name }) => isSampleChosen(source.samples, key, name)).length,
      0,
    ),
    isWithoutRecipients: renderCount > 0 && recipientCount === 0,
    recipients,
    errorCount: count('error'),
    warningCount: count('warning'),
    findings,
  };
  return { report, checks: [...checks, ...matrix.checks] };
}

/** What nobody is told while it lasts, said once of each schema and sample. */
const leftOut = {
  'invalid-schema':
    'Until this is corrected, what is rendered with the samples of this event type is not compared with the schema.',
  'sample-mismatch': 'Until this is corrected, what is rendered with this sample is not compared with the schema.',
};

type Note = (finding: Omit<LintFinding, 'seenIn'>, place: string | null) => LintFinding;

function findingOf(problem: WorkspaceProblem, code: string): Omit<LintFinding, 'seenIn'> {
  const { file, line, column, severity, message, eventType } = problem;
  const pointer = eventType?.pointer ?? null;
  return { file, line: line ?? 1, column: column ?? 1, severity, code, message, hint: null, pointer };
}

/** Files that are as they should be are not told one by one: a report is about what was designed. */
function fileChecks(findings: readonly LintFinding[]): LintCheck[] {
  const subject = 'workspace';
  if (findings.length === 0) return [{ subject, name: 'Every file can be read', durationMs: 0, findings }];
  return [...new Set(findings.map(({ file }) => file))].map((name) => ({
    subject,
    name,
    durationMs: 0,
    findings: findings.filter(({ file }) => file === name),
  }));
}

function eventTypeChecks(
  key: string,
  examples: readonly { name: string }[],
  chosen: LintSource['samples'],
  findingsOf: (sample: number | null) => LintFinding[],
): LintCheck[] {
  if (!isSampleChosen(chosen, key, null)) return [];
  const subject = `event-types/${key}`;
  const sampleChecks = examples.flatMap(({ name }, index) =>
    isSampleChosen(chosen, key, name)
      ? [{ subject, name: `The sample "${name}" fits the schema`, durationMs: 0, findings: findingsOf(index) }]
      : [],
  );
  return [{ subject, name: 'The schema', durationMs: 0, findings: findingsOf(null) }, ...sampleChecks];
}

const folders = { channel: 'channels', step: 'workflows', partial: 'partials' } as const;

/** Names of samples whose payload breaks the schema before any template has it, as `sampleName` gives them. */
function brokenSamples({ eventTypes, eventTypeProblems }: LintSource): ReadonlySet<string> {
  const broken = eventTypeProblems.flatMap(({ eventType: at }) => {
    const examples = eventTypes.find(({ key }) => key === at?.key)?.value.examples ?? [];
    return at === undefined
      ? []
      : examples
          .filter((_, index) => at.sample === null || at.sample === index)
          .map(({ name }) => sampleName(at.key, name));
  });
  return new Set(broken);
}

async function matrixChecks(items: AsyncIterable<MatrixItem>, note: Note, broken: ReadonlySet<string>) {
  const checks: LintCheck[] = [];
  let [channelCount, renderCount, recipientCount] = [0, 0, 0];
  let recipients = { tried: 0, of: 0 };
  for await (const item of items) {
    if (item.kind === 'plan') {
      const tried = item.recipients.filter(({ key }) => key !== null).length;
      recipients = { tried, of: item.recipientCount };
      continue;
    }
    const isCell = item.kind === 'cell';
    if (isCell) {
      renderCount += 1;
      if (item.recipient !== null) recipientCount += 1;
    } else if (item.document.kind === 'channel') channelCount += 1;
    const place = isCell ? nameOf(item) : null;
    // Every rendering of such a sample would repeat what is said of the sample itself.
    const isRepeated = isCell && broken.has(sampleName(item.eventType, item.sample));
    const news = item.findings.filter(({ diagnostic: { code } }) => !(isRepeated && code === 'schema-mismatch'));
    const findings = news.map(({ diagnostic: { severity, code, message, hint }, place: at }) =>
      note({ ...at, severity, code, message, hint, pointer: null }, place),
    );
    checks.push({
      subject: `${folders[item.document.kind]}/${item.document.key}`,
      name: place ?? 'The template',
      durationMs: isCell ? item.renderMs : 0,
      findings,
    });
  }
  return { checks, channelCount, renderCount, recipientCount, recipients };
}

function nameOf({ eventType, sample, recipient }: Extract<MatrixItem, { kind: 'cell' }>): string {
  return `${sampleName(eventType, sample)}${recipient === null ? '' : ` for ${recipient}`}`;
}

function sampleName(eventType: string, sample: string): string {
  return `${eventType} "${sample}"`;
}

function byPlace(left: LintFinding, right: LintFinding): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.line - right.line || left.column - right.column;
}
