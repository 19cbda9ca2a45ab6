import { CommandError } from '../../contract/errors.ts';
import type { ExpectationResult, RecipientRunRow } from '../../contract/payloads.ts';
import { type Expectation, type RunRecord, recipientKey } from '../../model/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { judgeSignatures } from './judge-signatures.ts';
import type { RunReceipts } from './run-receipts.ts';

const pageSize = 500;
const nothingSent = 'no request was sent';

/** How a run measures up to its scenario's expectations, as they are now; empty when it came from no scenario. */
export async function measureExpectations(
  context: EngineContext,
  receipts: RunReceipts,
  run: RunRecord,
): Promise<ExpectationResult[]> {
  if (run.trigger.scenario === null) return [];
  const scenario = context.workspace.get('scenario', run.trigger.scenario)?.value;
  if (scenario === undefined) {
    throw new CommandError('not-found', `The scenario "${run.trigger.scenario}" of this run no longer exists.`);
  }
  const wanted = new Set(scenario.expectations.map(({ recipient }) => recipientKey(recipient)));
  const rows = await findRows(context, run.id, wanted);
  const results: ExpectationResult[] = [];
  for (const expectation of scenario.expectations) {
    const recipient = recipientKey(expectation.recipient);
    const row = rows.get(recipient) ?? null;
    const complaints = row === null ? ['it was not among the recipients of the run'] : complaintsOf(expectation, row);
    if (row !== null && expectation.isSignatureValid !== undefined) {
      const signatures = await judgeSignatures(context, receipts, run, scenario.receivers, row);
      const isSaid = complaints.includes(nothingSent);
      if (signatures.isValid !== expectation.isSignatureValid && !isSaid) complaints.push(signatures.message);
    }
    results.push({ recipient, isMet: complaints.length === 0, message: messageOf(expectation, row, complaints) });
  }
  return results;
}

async function findRows(
  { log }: EngineContext,
  runId: string,
  wanted: ReadonlySet<string>,
): Promise<Map<string, RecipientRunRow>> {
  const found = new Map<string, RecipientRunRow>();
  for (let from = 0; found.size < wanted.size; from += pageSize) {
    const { rows, total } = await log.listRecipientRuns(runId, from, pageSize);
    for (const row of rows) if (wanted.has(row.recipient)) found.set(row.recipient, row);
    if (from + pageSize >= total) break;
  }
  return found;
}

function complaintsOf(expectation: Expectation, row: RecipientRunRow): string[] {
  const complaints: string[] = [];
  if (row.status !== expectation.outcome) {
    complaints.push(`it ended ${row.status}${row.reason === null ? '' : ` (${withoutStop(row.reason.message)})`}`);
  }
  const { length } = row.attempts;
  const last = row.attempts.at(-1);
  if (last === undefined) {
    const { status, failureKind, attempts = 0 } = expectation;
    if (status !== undefined || failureKind !== undefined || attempts > 0) complaints.push(nothingSent);
    return complaints;
  }
  if (expectation.attempts !== undefined && length !== expectation.attempts) {
    complaints.push(`there ${length === 1 ? 'was' : 'were'} ${countOfAttempts(length)}`);
  }
  if (expectation.status !== undefined && last.status !== expectation.status) {
    complaints.push(
      last.status === null
        ? `the last attempt had no answer (${failureOf(last)})`
        : `the last answer was ${last.status}`,
    );
  }
  if (expectation.failureKind !== undefined && last.failureKind !== expectation.failureKind) {
    complaints.push(
      `the last attempt ended with ${last.status === null ? `failure ${failureOf(last)}` : `status ${last.status}`}`,
    );
  }
  return complaints;
}

function messageOf(expectation: Expectation, row: RecipientRunRow | null, complaints: readonly string[]): string {
  const expected = [expectation.outcome as string];
  if (expectation.attempts !== undefined) {
    expected.push(expectation.attempts === 0 ? 'without an attempt' : `after ${countOfAttempts(expectation.attempts)}`);
  }
  if (expectation.status !== undefined) expected.push(`with status ${expectation.status}`);
  if (expectation.failureKind !== undefined) expected.push(`with failure ${expectation.failureKind}`);
  if (expectation.isSignatureValid !== undefined) {
    expected.push(`and with ${expectation.isSignatureValid ? 'valid' : 'invalid'} signatures`);
  }
  if (row === null || complaints.length > 0) {
    return `Expected ${expected.join(' ')}, but ${complaints.join('; ')}.`;
  }
  return `${capital(expected.join(' '))}, as expected.`;
}

function countOfAttempts(count: number): string {
  return count === 1 ? '1 attempt' : `${count} attempts`;
}

function failureOf({ failureKind }: RecipientRunRow['attempts'][number]): string {
  return failureKind ?? 'unknown';
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
