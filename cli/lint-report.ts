import { type JunitCase, junitXml, tallyFindings, tallyText } from '../core/contract/index.ts';
import { annotationLine } from './github-annotation.ts';
import type { LintCheck, LintFinding, LintReport, LintResult } from './lint-result.ts';
import { onOneLine } from './one-line.ts';

/** How many renderings a finding names; further ones are counted only. */
const shownRenderings = 3;

/** `file:line:col: severity: message [code]`, then what to do and where it was seen, and a last line of totals. */
export function lintAsText(report: LintReport): string {
  const lines = report.findings.flatMap((finding) => [
    placedLine(finding, finding.file),
    ...moreLines(finding).map((line) => `    ${line}`),
  ]);
  const all = [...(report.isWithoutRecipients ? [noRecipients(report)] : []), ...lines, ...totalLines(report)];
  return `${all.map(onOneLine).join('\n')}\n`;
}

/** An annotation for each finding, then the totals. `pathOf` gives a file's path from the checkout's root. */
export function lintAsGithub(report: LintReport, pathOf: (file: string) => string): string {
  const annotations = report.findings.map((finding) => {
    const { file, line, column, severity, code, message } = finding;
    return annotationLine({
      severity: severity === 'info' ? 'notice' : severity,
      title: `hookbench lint: ${code}`,
      message: [message, ...moreLines(finding)].join('\n'),
      place: { file: pathOf(file), line, column },
    });
  });
  const notes = [...(report.isWithoutRecipients ? [noRecipients(report)] : []), ...totalLines(report)];
  return `${[...annotations, ...notes].join('\n')}\n`;
}

/** A case for each thing that was checked; one with warnings only has passed, and holds them as its output. */
export function lintAsJunit({ report, checks }: LintResult, pathOf: (file: string) => string): string {
  const cases = checks.map((check) => caseOf(check, pathOf));
  return junitXml({ name: `hookbench lint ${report.environment}`, hostname: null, cases });
}

function caseOf({ subject, name, durationMs, findings }: LintCheck, pathOf: (file: string) => string): JunitCase {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const others = findings.filter(({ severity }) => severity !== 'error');
  const [first] = [...errors, ...others];
  const [error, ...moreErrors] = errors;
  const more = moreErrors.length === 0 ? '' : ` (and ${moreErrors.length} more)`;
  const linesOf = (list: readonly LintFinding[]) =>
    list
      .flatMap((finding) => [
        placedLine(finding, pathOf(finding.file)),
        ...(finding.hint === null ? [] : [finding.hint]),
      ])
      .join('\n');
  return {
    classname: subject,
    name,
    durationMs,
    place: first === undefined ? undefined : { file: pathOf(first.file), line: first.line },
    problem:
      error === undefined ? null : { kind: 'failure', message: `${error.message}${more}`, details: linesOf(errors) },
    output: others.length === 0 ? undefined : linesOf(others),
  };
}

function placedLine({ line, column, severity, message, code }: LintFinding, file: string): string {
  return onOneLine(`${file}:${line}:${column}: ${severity}: ${message} [${code}]`);
}

function moreLines({ hint, seenIn }: LintFinding): string[] {
  const more = seenIn.length > shownRenderings ? ` and ${seenIn.length - shownRenderings} more` : '';
  return [
    ...(hint === null ? [] : [hint]),
    ...(seenIn.length === 0 ? [] : [`with ${seenIn.slice(0, shownRenderings).join(', ')}${more}`]),
  ];
}

function noRecipients({ environment }: LintReport): string {
  return `The environment "${environment}" has no webhooks: everything was rendered without a recipient.`;
}

function totalLines({
  findings,
  errorCount,
  warningCount,
  channelCount,
  sampleCount,
  renderCount,
  recipients,
}: LintReport) {
  const { isMore } = tallyFindings(findings.map(({ file }) => file));
  const number = (count: number, word: string, isAtLeast = false) =>
    `${tallyText({ count, isMore: isAtLeast && count > 0 })} ${word}${count === 1 ? '' : 's'}`;
  const { tried, of } = recipients;
  const chosen = `Rendered for ${tried} of ${of} webhooks, chosen to differ.`;
  const found = `${number(errorCount, 'error', isMore)}, ${number(warningCount, 'warning', isMore)}`;
  const looked = `${number(channelCount, 'channel')} and ${number(sampleCount, 'sample')}; ${number(renderCount, 'rendering')}`;
  return [...(tried < of ? [chosen] : []), `${found} in ${looked}.`];
}
