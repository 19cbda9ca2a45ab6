import type { AttemptRecord, ComparableAttempt, HeaderPair } from '../../../../core/contract/index.ts';
import { comparison as words } from '../../../strings/comparison.ts';
import { deliveries } from '../../../strings/deliveries.ts';
import { requestWords } from '../../../strings/request.ts';
import { formatDuration, formatExact } from '../../../ui/format.ts';
import type { ComparedLine } from '../../../ui/line-difference.ts';
import { attemptWords, whyWords } from '../outcome-words.ts';
import { phaseNames } from '../phases.ts';
import type { BodyComparison } from './use-body-comparison.ts';

/** A row of the comparison: everything that is compared is one list, so that one key goes through all that differs. */
export type ComparisonRow =
  | { kind: 'section'; title: string; note: string | null }
  | { kind: 'fact'; name: string; left: string | null; right: string | null; isDifferent: boolean }
  | {
      kind: 'line';
      left: string | null;
      right: string | null;
      /** Of the line; of bytes, the offset of the first. */
      leftNumber: number;
      rightNumber: number;
      isDifferent: boolean;
    }
  /** Lines that are the same and folded away. `id` is that of `openFolds`. */
  | { kind: 'fold'; id: string; count: number };

interface Compared {
  left: ComparableAttempt;
  right: ComparableAttempt;
  requestBody: BodyComparison;
  responseBody: BodyComparison;
  isPretty: boolean;
  openFolds: ReadonlySet<string>;
}

/** Same lines that stay around what differs, and how many more there must be to be folded. */
const context = 3;
const shortestFold = 4;

export function comparisonRows(compared: Compared): ComparisonRow[] {
  const { left, right, requestBody, isPretty, openFolds } = compared;
  const [one, other] = [left.attempt, right.attempt];
  const facts = factsOf(one, other);
  return [
    section(words.sections.outcome),
    facts.compared(deliveries.columns.outcome, (attempt) => attemptWords(attempt)),
    facts.compared(deliveries.why, whyWords),
    facts.shown(deliveries.columns.recipient, ({ displayName, recipient }) => `${displayName} (${recipient})`),
    facts.shown(deliveries.columns.attempt, ({ number }) => String(number)),
    facts.shown(deliveries.messageId, ({ messageId }) => messageId),
    facts.shown(deliveries.channel, ({ channel }) => channel),

    section(words.sections.request),
    facts.compared(words.method, ({ request }) => request.method),
    facts.compared(words.url, ({ request }) => request.url),
    section(words.sections.requestHeaders),
    ...headerRows(one.request.headers, other.request.headers),
    section(words.sections.requestBody, bodyNote(requestBody, isPretty, left.isRedacted || right.isRedacted)),
    facts.compared(words.bytes, ({ requestSizeBytes, request }) => bytesOf(requestSizeBytes, request.bodySha256)),
    ...bodyRows('request', requestBody, openFolds),

    section(words.sections.signature, one.signature === null && other.signature === null ? words.noneSigned : null),
    ...signatureRows(one, other),

    section(words.sections.response),
    facts.compared(words.status, ({ response }) => (response === null ? words.noResponse : String(response.status))),
    facts.compared(deliveries.technical, ({ failure }) =>
      failure === null ? null : [failure.code, failure.detail].filter((part) => part !== null).join(': '),
    ),
    ...responseRows(compared),

    section(words.sections.timings, words.timingsWhy),
    ...phaseNames.map((name) => facts.shown(deliveries.phases[name], ({ timings }) => durationOf(timings[name]))),
    facts.shown(deliveries.total, ({ timings }) => durationOf(timings.totalMs)),
    facts.shown(deliveries.startedAt, ({ startedAtMs }) => formatExact(startedAtMs)),
    facts.shown(deliveries.remoteAddress, ({ remoteAddress }) => remoteAddress ?? deliveries.unknownAddress),
  ].filter((row) => row.kind !== 'fact' || row.left !== null || row.right !== null);
}

/** Where each difference begins: a fact of its own, or lines one after the other. */
export function differenceStarts(rows: readonly ComparisonRow[]): number[] {
  return rows.flatMap((row, index) => {
    if (row.kind !== 'fact' && row.kind !== 'line') return [];
    const before = rows[index - 1];
    const goesOn = row.kind === 'line' && before?.kind === 'line' && before.isDifferent;
    return row.isDifferent && !goesOn ? [index] : [];
  });
}

function section(title: string, note: string | null = null): ComparisonRow {
  return { kind: 'section', title, note };
}

function factsOf(one: AttemptRecord, other: AttemptRecord) {
  const fact =
    (isCompared: boolean) =>
    (name: string, read: (attempt: AttemptRecord) => string | null): ComparisonRow => {
      const [left, right] = [read(one), read(other)];
      return { kind: 'fact', name, left, right, isDifferent: isCompared && left !== right };
    };
  // What says which attempt it is, and when, is only shown: nobody looks for a difference there.
  return { compared: fact(true), shown: fact(false) };
}

/** By name, whatever its spelling; headers of the same name in the order in which they came. */
function headerRows(left: readonly HeaderPair[], right: readonly HeaderPair[]): ComparisonRow[] {
  const [lefts, rights] = [byName(left), byName(right)];
  const names = [...new Set([...lefts.keys(), ...rights.keys()])].sort();
  return names.flatMap((name) => {
    const [ones, others] = [lefts.get(name) ?? [], rights.get(name) ?? []];
    return Array.from({ length: Math.max(ones.length, others.length) }, (_, index): ComparisonRow => {
      const [one, other] = [ones[index] ?? null, others[index] ?? null];
      return { kind: 'fact', name, left: one, right: other, isDifferent: one !== other };
    });
  });
}

function byName(headers: readonly HeaderPair[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    found.set(key, [...(found.get(key) ?? []), value]);
  }
  return found;
}

function signatureRows(one: AttemptRecord, other: AttemptRecord): ComparisonRow[] {
  if (one.signature === null && other.signature === null) return [];
  const read =
    (part: (signature: NonNullable<AttemptRecord['signature']>) => string | null) => (attempt: AttemptRecord) =>
      attempt.signature === null ? words.notSigned : part(attempt.signature);
  const { compared, shown } = factsOf(one, other);
  return [
    compared(
      requestWords.scheme,
      read(({ schemeName, algorithm }) => `${schemeName} (${algorithm})`),
    ),
    compared(
      requestWords.key,
      read(({ keyFingerprint }) => requestWords.keyFingerprint(keyFingerprint)),
    ),
    shown(
      requestWords.messageId,
      read(({ messageId }) => messageId),
    ),
    compared(
      requestWords.timestamp,
      read(({ timestamp }) => timestamp),
    ),
    compared(
      requestWords.signature,
      read(({ signature }) => signature),
    ),
  ];
}

function responseRows({ left: one, right: other, ...compared }: Compared): ComparisonRow[] {
  const { responseBody, isPretty, openFolds } = compared;
  const [left, right] = [one.attempt.response, other.attempt.response];
  if (left === null && right === null) return [];
  const [leftBytes, rightBytes] = [one, other].map(({ attempt: { response }, responseBodySha256 }) =>
    response === null || responseBodySha256 === null ? null : bytesOf(response.bodySizeBytes, responseBodySha256),
  );
  const isCut = left?.isTruncated === true || right?.isTruncated === true;
  const isOneSided = left === null || right === null;
  const note = bodyNote(responseBody, isPretty, one.isRedacted || other.isRedacted);
  return [
    section(words.sections.responseHeaders),
    ...headerRows(left?.headers ?? [], right?.headers ?? []),
    section(words.sections.responseBody, isCut ? words.cutBodies : isOneSided ? null : note),
    {
      kind: 'fact',
      name: words.bytes,
      left: leftBytes ?? null,
      right: rightBytes ?? null,
      isDifferent: leftBytes !== rightBytes,
    },
    ...bodyRows('response', responseBody, openFolds),
  ];
}

function bodyNote(body: BodyComparison, isPretty: boolean, isRedacted: boolean): string | null {
  switch (body.kind) {
    case 'identical':
      return words.identical;
    case 'binary':
      return words.binary(body.offset);
    case 'pending':
      return words.comparing;
    case 'lines':
      if (body.lines.some(({ left, right }) => left !== right)) return null;
      if (isRedacted) return words.sameMasked;
      return isPretty ? words.sameLaidOut : words.sameText;
  }
}

function bodyRows(name: string, body: BodyComparison, openFolds: ReadonlySet<string>): ComparisonRow[] {
  if (body.kind === 'lines') return foldSame(name, numbered(body.lines), openFolds);
  if (body.kind !== 'binary') return [];
  const rows = body.rows.map(
    ({ offset, left, right }): LineRow => ({
      kind: 'line',
      left,
      right,
      leftNumber: offset,
      rightNumber: offset,
      isDifferent: left !== right,
    }),
  );
  return foldSame(name, rows, openFolds);
}

type LineRow = Extract<ComparisonRow, { kind: 'line' }>;

function numbered(lines: readonly ComparedLine[]): LineRow[] {
  let [leftNumber, rightNumber] = [0, 0];
  return lines.map(({ left, right }) => {
    if (left !== null) leftNumber += 1;
    if (right !== null) rightNumber += 1;
    return { kind: 'line', left, right, leftNumber, rightNumber, isDifferent: left !== right };
  });
}

/** Long stretches of same lines become one row each, but for those beside what differs. */
export function foldSame(name: string, rows: readonly LineRow[], openFolds: ReadonlySet<string>): ComparisonRow[] {
  const folded: ComparisonRow[] = [];
  for (let begin = 0; begin < rows.length; ) {
    const isDifferent = rows[begin]?.isDifferent === true;
    let end = begin + 1;
    while (end < rows.length && rows[end]?.isDifferent === isDifferent) end += 1;
    const from = begin === 0 ? 0 : begin + context;
    const to = end === rows.length ? end : end - context;
    const id = `${name} ${begin}`;
    if (isDifferent || to - from < shortestFold || openFolds.has(id)) pushAll(folded, rows, begin, end);
    else {
      pushAll(folded, rows, begin, from);
      folded.push({ kind: 'fold', id, count: to - from });
      pushAll(folded, rows, to, end);
    }
    begin = end;
  }
  return folded;
}

/** One by one: a stretch may be longer than a call has room for arguments. */
function pushAll(rows: ComparisonRow[], more: readonly LineRow[], begin: number, end: number): void {
  for (let index = begin; index < end; index += 1) {
    const row = more[index];
    if (row !== undefined) rows.push(row);
  }
}

function bytesOf(sizeBytes: number, sha256: string): string {
  return `${sizeBytes.toLocaleString('en')} B, sha256 ${sha256.slice(0, 16)}…`;
}

function durationOf(ms: number | null): string {
  return ms === null ? deliveries.notMeasured : formatDuration(ms);
}
