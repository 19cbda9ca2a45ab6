import { z } from 'zod';

/** Why a command was refused. Failures of deliveries are not here: they are data. */
export const errorCodes = [
  'invalid-input',
  'not-found',
  'conflict',
  'read-only',
  'disk-full',
  'disk-error',
  'port-in-use',
  'port-refused',
  'unavailable',
  'cancelled',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** An error as it crosses the wire: always words for people, details folded away. */
export const wireErrorSchema = z.object({
  code: z.enum(errorCodes),
  /** What happened, where, and what to do. */
  message: z.string(),
  /** Field of the input, such as `value.request.url`, when the error is about one. */
  field: z.string().nullable(),
  /** Technical details for the folded part. */
  details: z.string().nullable(),
});
export type WireError = z.infer<typeof wireErrorSchema>;

/** A refused operation. Thrown by handlers and rejected by clients; carries nothing but what `WireError` has. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: ErrorCode;
  readonly field: string | null;
  readonly details: string | null;

  constructor(code: ErrorCode, message: string, options: { field?: string; details?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.field = options.field ?? null;
    this.details = options.details ?? null;
  }

  static fromWire({ code, message, field, details }: WireError): CommandError {
    return new CommandError(code, message, {
      ...(field === null ? {} : { field }),
      ...(details === null ? {} : { details }),
    });
  }

  toWire(): WireError {
    return { code: this.code, message: this.message, field: this.field, details: this.details };
  }
}

/** Why a port could not be bound, and what to do. `host` and how to choose another port are said where they are given. */
export function listenError(
  error: { code?: string | undefined; message: string },
  port: number,
  { host, anotherPort = 'choose another port' }: { host?: string; anotherPort?: string } = {},
): CommandError {
  const where = host === undefined ? `Port ${port}` : `Port ${port} on ${host}`;
  const options = { field: 'port', details: error.message, cause: error };
  switch (error.code) {
    case 'EADDRINUSE': {
      const message = `${where} is used by another program. End that program, or ${anotherPort} (0 takes any free one).`;
      return new CommandError('port-in-use', message, options);
    }
    case 'EACCES': {
      const message = `This system does not let Hookbench listen on port ${port}. Choose a port of 1024 or above.`;
      return new CommandError('port-refused', message, options);
    }
    default:
      return new CommandError('unavailable', `${where} could not be opened.`, options);
  }
}
