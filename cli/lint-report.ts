import {
  type MatrixItem,
  type TemplateDiagnostic,
  tallyFindings,
  tallyText,
  type WorkspaceProblem,
} from '../core/contract/index.ts';

/** One finding, once, with every rendering it was seen in. */
export interface LintFinding {
  file: string;
  line: number;
  column: number;
  severity: TemplateDiagnostic['severity'];
  code: string;
  message: string;
  hint: string | null;
  /** Such as `task.completed "Task done" for project_webhooks/prod`; empty when it shows without rendering. */
  seenIn: string[];
}

export interface LintReport {
  environment: string;
  channelCount: number;
  renderCount: number;
  /** The environment has no webhooks: everything was rendered for nobody, and the findings say so. */
  isWithoutRecipients: boolean;
  /** With how many webhooks of all there are. */
  recipients: { tried: number; of: number };
  errorCount: number;
  warningCount: number;
  findings: LintFinding[];
}

/** How many renderings a finding names; further ones are counted only. */
const shownRenderings = 3;

/** Reads the whole matrix and joins what is the same. */
export async function gatherFindings(
  environment: string,
  problems: readonly WorkspaceProblem[],
  items: AsyncIterable<MatrixItem>,
): Promise<LintReport> {
  const found = new Map<string, LintFinding>();
  let [channelCount, renderCount, recipientCount] = [0, 0, 0];
  let recipients = { tried: 0, of: 0 };
  for (const { file, line, column, severity, message } of problems) {
    found.set(`${file} ${message}`, {
      file,
      line: line ?? 1,
      column: column ?? 1,
      severity,
      code: 'workspace',
      message,
      hint: null,
      seenIn: [],
    });
  }
  for await (const item of items) {
    if (item.kind === 'plan') {
      const tried = item.recipients.filter(({ key }) => key !== null).length;
      recipients = { tried, of: item.recipientCount };
      continue;
    }
    if (item.kind === 'cell') {
      renderCount += 1;
      if (item.recipient !== null) recipientCount += 1;
    } else if (item.document.kind === 'channel') channelCount += 1;
    const place = item.kind === 'cell' ? nameOf(item) : null;
    for (const { diagnostic, place: at } of item.findings) {
      const { severity, code, message, hint } = diagnostic;
      const key = JSON.stringify([at, code, message]);
      const known = found.get(key);
      if (known === undefined)
        found.set(key, { ...at, severity, code, message, hint, seenIn: place === null ? [] : [place] });
      else if (place !== null) known.seenIn.push(place);
    }
  }
  const findings = [...found.values()].sort(byPlace);
  const count = (severity: LintFinding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    environment,
    channelCount,
    renderCount,
    isWithoutRecipients: renderCount > 0 && recipientCount === 0,
    recipients,
    errorCount: count('error'),
    warningCount: count('warning'),
    findings,
  };
}

function nameOf({ eventType, sample, recipient }: Extract<MatrixItem, { kind: 'cell' }>): string {
  return `${eventType} "${sample}"${recipient === null ? '' : ` for ${recipient}`}`;
}

function byPlace(left: LintFinding, right: LintFinding): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.line - right.line || left.column - right.column;
}

/** `file:line:col: severity: message [code]`, then what to do and where it was seen, and a last line of totals. */
export function reportLines(report: LintReport): string[] {
  const { environment, findings, channelCount, renderCount, errorCount, warningCount } = report;
  const lines = findings.flatMap(({ file, line, column, severity, message, code, hint, seenIn }) => {
    const more = seenIn.length > shownRenderings ? ` and ${seenIn.length - shownRenderings} more` : '';
    return [
      `${file}:${line}:${column}: ${severity}: ${message} [${code}]`,
      ...(hint === null ? [] : [`    ${hint}`]),
      ...(seenIn.length === 0 ? [] : [`    with ${seenIn.slice(0, shownRenderings).join(', ')}${more}`]),
    ];
  });
  const { isMore } = tallyFindings(findings.map(({ file }) => file));
  const number = (count: number, word: string, isAtLeast = false) =>
    `${tallyText({ count, isMore: isAtLeast && count > 0 })} ${word}${count === 1 ? '' : 's'}`;
  const total = `${number(errorCount, 'error', isMore)}, ${number(warningCount, 'warning', isMore)} in ${number(channelCount, 'channel')}; ${number(renderCount, 'rendering')}.`;
  const note = `The environment "${environment}" has no webhooks: everything was rendered without a recipient.`;
  const { tried, of } = report.recipients;
  const chosen = `Rendered for ${tried} of ${of} webhooks, chosen to differ.`;
  return [...(report.isWithoutRecipients ? [note] : []), ...lines, ...(tried < of ? [chosen] : []), total];
}
