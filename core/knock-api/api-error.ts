import { CommandError, type ErrorCode } from '../contract/errors.ts';
import type { JsonObject } from '../model/index.ts';

/** Sentences quote what callers sent, which may be megabytes long; lists of calls keep them. */
const maxSentenceLength = 1000;
/** A body may be wrong in more places than anybody reads of. */
const maxFieldProblems = 50;

/** A sentence as it is, or its beginning and its end. */
export function shortSentence(text: string): string {
  if (text.length <= maxSentenceLength) return text;
  const half = maxSentenceLength / 2;
  return `${text.slice(0, half)}…${text.slice(-half)}`;
}

/** A field of the request and what is wrong with it. */
export interface FieldProblem {
  field: string;
  message: string;
}

/** An answer that is an error, in the shape of Knock's API (knock.md 2.2). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldProblem[];

  constructor(status: number, code: string, message: string, errors: readonly FieldProblem[] = []) {
    super(shortSentence(message));
    this.status = status;
    this.code = code;
    this.errors = errors
      .slice(0, maxFieldProblems)
      .map((problem) => ({ field: shortSentence(problem.field), message: shortSentence(problem.message) }));
  }

  toJson(): JsonObject {
    const { code, message, status } = this;
    const known = { code, message, status, type: typeOf(status) };
    return this.errors.length === 0 ? known : { ...known, errors: this.errors.map((problem) => ({ ...problem })) };
  }
}

/** 422: one or several fields cannot be used. */
export function invalidParams(...problems: [FieldProblem, ...FieldProblem[]]): ApiError {
  const [{ field, message }] = problems;
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more, see "errors")`;
  // Our own words go on from the field's name; the schemas' begin a sentence.
  const gap = /^[A-Z]/.test(message) ? ': ' : ' ';
  return new ApiError(422, 'invalid_params', `"${field}"${gap}${message}${more}`, problems);
}

export function missing(message: string): ApiError {
  return new ApiError(404, 'resource_missing', message);
}

/** Fields of the engine's own commands → what the caller wrote. */
const callersFields: Readonly<Record<string, string>> = { event: 'data', recipientsText: 'recipients' };

/** Whatever was thrown as an answer. A bug says that it is one. */
export function apiErrorOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (!(error instanceof CommandError)) {
    const what = error instanceof Error ? error.message : String(error);
    return new ApiError(500, 'internal_error', `This call met a bug of Hookbench: ${what}`);
  }
  const { status, code } = answers[error.code];
  const field = error.field === null ? null : (callersFields[error.field] ?? error.field);
  return new ApiError(status, code, error.message, field === null ? [] : [{ field, message: error.message }]);
}

const answers: Readonly<Record<ErrorCode, { status: number; code: string }>> = {
  'invalid-input': { status: 422, code: 'invalid_params' },
  'not-found': { status: 404, code: 'resource_missing' },
  conflict: { status: 409, code: 'conflict' },
  'read-only': { status: 403, code: 'workspace_read_only' },
  'disk-full': { status: 507, code: 'disk_full' },
  'disk-error': { status: 500, code: 'disk_error' },
  'port-in-use': { status: 500, code: 'internal_error' },
  'port-refused': { status: 500, code: 'internal_error' },
  unavailable: { status: 503, code: 'unavailable' },
  cancelled: { status: 503, code: 'unavailable' },
  internal: { status: 500, code: 'internal_error' },
};

function typeOf(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  return status >= 500 ? 'api_error' : 'invalid_request_error';
}
