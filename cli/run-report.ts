import { styleText } from 'node:util';
import {
  type ExpectationResult,
  failureCatalogue,
  type Latency,
  type RecipientRunRow,
  type RunRecord,
} from '../core/contract/index.ts';
import { onOneLine } from './one-line.ts';
import type { ScenarioRun } from './run-scenario.ts';
import { formatTable } from './text-table.ts';

/** Rows shown; of a larger run those that did not go well come first. */
const maximumRows = 200;

type Colour = 'green' | 'red' | 'yellow' | 'gray';
type Paint = (colour: Colour, text: string) => string;

/** The run as text for a terminal: result table, expectations, and what to do about failures. */
export function reportAsText(result: ScenarioRun, output: { isTTY?: boolean }): string {
  const { run, rows, expectations, latency, problems } = result;
  const hasColour = output.isTTY === true && !process.env.NO_COLOR;
  const paint: Paint = (colour, text) => (hasColour ? styleText(colour, text) : text);
  const lines = [headline(result), ''];
  for (const { file, message } of problems) lines.push(paint('yellow', onOneLine(`! ${file}: ${message}`)));
  if (problems.length > 0) lines.push('');
  lines.push(...resultTable(rows, run, paint));
  if (latency !== null) lines.push('', paint('gray', latencyLine(latency)));
  const advice = adviceFor(rows);
  if (advice.length > 0) lines.push('', ...advice);
  lines.push('', ...expectationLines(expectations, paint));
  return lines.join('\n');
}

function latencyLine({ p50Ms, p95Ms, p99Ms, maxMs }: Latency): string {
  const [p50, p95, p99, longest] = [p50Ms, p95Ms, p99Ms, maxMs].map(formatDuration);
  return `Answered within: p50 ${p50}, p95 ${p95}, p99 ${p99}, longest ${longest}`;
}

function headline({ scenario, run }: ScenarioRun): string {
  const { counts } = run;
  const parts = (['delivered', 'undelivered', 'skipped', 'stopped'] as const)
    .filter((status) => counts[status] > 0)
    .map((status) => `${counts[status]} ${status}`);
  const end =
    run.status === 'completed' ? '' : ` · ${run.status}${run.statusMessage === null ? '' : `: ${run.statusMessage}`}`;
  return onOneLine(
    `${scenario.name} (run ${run.number})${end} · ${counts.recipients} ${counts.recipients === 1 ? 'recipient' : 'recipients'}: ${parts.join(', ')}`,
  );
}

function resultTable(rows: readonly RecipientRunRow[], run: RunRecord, paint: Paint): string[] {
  const shown = rows.length <= maximumRows ? rows : [...rows].sort(badFirst).slice(0, maximumRows);
  const table = formatTable(
    ['RECIPIENT', 'OUTCOME', 'ATTEMPTS', 'TOTAL', 'WHY'],
    shown.map((row) => [
      row.displayName,
      outcomeOf(row),
      row.attempts.length === 0 ? '' : String(row.attempts.length),
      totalOf(row, run),
      row.status === 'delivered' ? '' : (row.reason?.message ?? ''),
    ]),
    ['left', 'left', 'right', 'right', 'left'],
  );
  const [head = '', ...body] = table;
  const coloured = body.map((line, index) => paint(colourOf(shown[index]?.status), line));
  const hidden = rows.length - shown.length;
  return [paint('gray', head), ...coloured, ...(hidden === 0 ? [] : [`… and ${hidden} more`])];
}

function badFirst(left: RecipientRunRow, right: RecipientRunRow): number {
  const rank = ({ status }: RecipientRunRow) => (status === 'delivered' ? 2 : status === 'skipped' ? 1 : 0);
  return rank(left) - rank(right) || left.ordinal - right.ordinal;
}

function colourOf(status: RecipientRunRow['status'] | undefined): Colour {
  if (status === 'delivered') return 'green';
  if (status === 'skipped') return 'gray';
  return status === 'undelivered' ? 'red' : 'yellow';
}

/** The outcome in words beside the number. */
export function outcomeOf(row: RecipientRunRow): string {
  const last = row.attempts.at(-1);
  const answer = last === undefined ? '' : (last.status ?? failureTitle(last.failureKind));
  switch (row.status) {
    case 'delivered': {
      const failures = row.attempts.length - 1;
      const after = failures === 0 ? '' : ` after ${failures} ${failures === 1 ? 'failure' : 'failures'}`;
      return `✓ delivered: ${answer}${after}`;
    }
    case 'undelivered':
      return answer === '' ? '✗ undelivered' : `✗ undelivered: ${answer}`;
    case 'skipped':
      return '– skipped';
    case 'stopped':
      return '■ stopped';
    default:
      return `… ${row.status}`;
  }
}

function failureTitle(kind: RecipientRunRow['attempts'][number]['failureKind']): string {
  return kind === null ? '' : failureCatalogue[kind].title;
}

/** One next step per kind of failure that ended a message. */
function adviceFor(rows: readonly RecipientRunRow[]): string[] {
  const kinds = new Set(
    rows
      .filter(({ status }) => status === 'undelivered')
      .map(({ attempts }) => attempts.at(-1)?.failureKind ?? null)
      .filter((kind) => kind !== null),
  );
  return [...kinds].map((kind) => `${failureCatalogue[kind].title}: ${failureCatalogue[kind].nextStep}`);
}

function totalOf(row: RecipientRunRow, run: RunRecord): string {
  const [only, second] = row.attempts;
  if (row.endedAtMs === null || only === undefined) return '';
  const { clock } = run.trigger;
  // In virtual time a request takes none: without a wait there is only its real time to tell.
  if (second === undefined) return formatDuration(only.durationMs);
  const note = clock === 'virtual' ? ' (virtual)' : clock === 'real' ? '' : ` (×${clock.scale})`;
  return `${formatDuration(row.endedAtMs - row.startedAtMs)}${note}`;
}

export function formatDuration(ms: number): string {
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function expectationLines(expectations: readonly ExpectationResult[], paint: Paint): string[] {
  if (expectations.length === 0) return ['The scenario expects nothing in particular.'];
  const met = expectations.filter(({ isMet }) => isMet).length;
  return [
    ...expectations.map(({ recipient, isMet, message }) =>
      paint(isMet ? 'green' : 'red', onOneLine(`${isMet ? '✓ met  ' : '✗ unmet'}  ${recipient}: ${message}`)),
    ),
    '',
    `${met} of ${expectations.length} expectations met.`,
  ];
}
