import {
  type AttemptFilter,
  type AttemptSummary,
  attemptVerdicts,
  type FailureKind,
  failureKinds,
} from '../../../core/contract/index.ts';
import { readTimeSpan } from './time-span.ts';

/** Filters as the bar holds them: JSON, remembered with the tab. '' = any. */
export interface DeliveryFilter {
  runId: string;
  messageId: string;
  /** Text in the endpoint; in quotes, the whole of it. */
  endpoint: string;
  /** Text in the recipient's key or name. */
  recipient: string;
  verdict: AttemptSummary['verdict'] | '';
  /** As typed: `404` or `4xx`. */
  status: string;
  failureKind: FailureKind | '';
  /** Attempts of the last so many minutes. */
  sinceMinutes: string;
  /** As typed: see `readTimeSpan`. */
  between: string;
}
export type FilterField = keyof DeliveryFilter;

export const noFilter: DeliveryFilter = {
  runId: '',
  messageId: '',
  endpoint: '',
  recipient: '',
  verdict: '',
  status: '',
  failureKind: '',
  sinceMinutes: '',
  between: '',
};

export type StatusText = { kind: 'any' } | { kind: 'one'; status: number } | { kind: 'class'; digit: number } | null;

/** Reads `404`, `4xx` or `4`; null when it is neither. */
export function readStatusText(text: string): StatusText {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === '') return { kind: 'any' };
  if (/^[1-5]\d\d$/.test(trimmed)) return { kind: 'one', status: Number(trimmed) };
  const found = /^([1-5])(?:xx)?$/.exec(trimmed);
  return found === null ? null : { kind: 'class', digit: Number(found[1]) };
}

/** What is typed to find one endpoint and none of those that begin with it. */
export function wholeEndpoint(endpoint: string): string {
  return `"${endpoint}"`;
}

function readEndpointText(text: string): Pick<AttemptFilter, 'endpoint' | 'endpointUrl'> {
  const endpoint = text.trim();
  const endpointUrl = /^"(.+)"$/.exec(endpoint)?.[1];
  if (endpointUrl !== undefined) return { endpointUrl };
  return endpoint === '' ? {} : { endpoint };
}

/** The contract's filter. Text that says nothing yet filters nothing. */
export function toAttemptFilter(filter: DeliveryFilter, nowMs: number): AttemptFilter {
  const status = readStatusText(filter.status);
  const minutes = Number(filter.sinceMinutes);
  const { fromMs, beforeMs } = readTimeSpan(filter.between, nowMs) ?? {};
  const begins = [...(minutes > 0 ? [nowMs - minutes * 60_000] : []), ...(fromMs === undefined ? [] : [fromMs])];
  return {
    ...(filter.runId === '' ? {} : { runId: filter.runId }),
    ...(filter.messageId === '' ? {} : { messageId: filter.messageId }),
    ...readEndpointText(filter.endpoint),
    ...(filter.recipient.trim() === '' ? {} : { recipientText: filter.recipient.trim() }),
    ...(filter.verdict === '' ? {} : { verdict: filter.verdict }),
    ...(status?.kind === 'one' ? { status: status.status } : {}),
    ...(status?.kind === 'class' ? { statusClass: status.digit } : {}),
    ...(filter.failureKind === '' ? {} : { failureKind: filter.failureKind }),
    ...(begins.length === 0 ? {} : { startedAfterMs: Math.max(...begins) }),
    ...(beforeMs === undefined ? {} : { startedBeforeMs: beforeMs }),
  };
}

/** Whether a live attempt belongs into a list with this filter: the same rules as the log's. */
export function matchesFilter(attempt: AttemptSummary, filter: AttemptFilter): boolean {
  const { endpoint, recipientText, startedAfterMs, startedBeforeMs, status, statusClass } = filter;
  return (
    isAnyOr(filter.runId, attempt.runId) &&
    isAnyOr(filter.messageId, attempt.messageId) &&
    isAnyOr(filter.recipient, attempt.recipient) &&
    isAnyOr(filter.verdict, attempt.verdict) &&
    (filter.verdict !== 'final' || filter.failureKind !== undefined || attempt.failureKind !== 'aborted') &&
    isAnyOr(filter.failureKind, attempt.failureKind) &&
    isAnyOr(filter.endpointUrl, attempt.endpoint) &&
    isAnyOr(status, attempt.status) &&
    (statusClass === undefined || (attempt.status !== null && Math.floor(attempt.status / 100) === statusClass)) &&
    (endpoint === undefined || contains(attempt.endpoint, endpoint)) &&
    (recipientText === undefined ||
      contains(attempt.recipient, recipientText) ||
      contains(attempt.displayName, recipientText)) &&
    (startedAfterMs === undefined || attempt.startedAtMs >= startedAfterMs) &&
    (startedBeforeMs === undefined || attempt.startedAtMs < startedBeforeMs)
  );
}

function contains(text: string, wanted: string): boolean {
  return text.toLowerCase().includes(wanted.toLowerCase());
}

function isAnyOr<T>(wanted: T | undefined, actual: T): boolean {
  return wanted === undefined || wanted === actual;
}

/** Reads what a session remembered; what no longer fits is dropped, field by field. */
export function readFilter(text: string): DeliveryFilter {
  try {
    const saved: unknown = JSON.parse(text);
    if (typeof saved !== 'object' || saved === null) return noFilter;
    const fields: Partial<Record<string, unknown>> = { ...saved };
    const textOf = (name: FilterField): string => {
      const value = fields[name];
      return typeof value === 'string' ? value : '';
    };
    return {
      runId: textOf('runId'),
      messageId: textOf('messageId'),
      endpoint: textOf('endpoint'),
      recipient: textOf('recipient'),
      verdict: attemptVerdicts.find((verdict) => verdict === fields.verdict) ?? '',
      status: textOf('status'),
      failureKind: failureKinds.find((kind) => kind === fields.failureKind) ?? '',
      sinceMinutes: textOf('sinceMinutes'),
      between: textOf('between'),
    };
  } catch {
    return noFilter;
  }
}

/** The filters that narrow the list: a status or a time that cannot be read is not among them. */
export function activeFields(filter: DeliveryFilter): FilterField[] {
  const unread: Partial<Record<FilterField, boolean>> = {
    status: readStatusText(filter.status) === null,
    between: readTimeSpan(filter.between, Date.now()) === null,
  };
  return (Object.keys(noFilter) as FilterField[]).filter(
    (field) => filter[field].trim() !== '' && unread[field] !== true,
  );
}
