import { type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type ByteRoom, type JsonValue, writeExactJson } from '../model/index.ts';
import { ApiError, type FieldProblem, invalidParams, shortSentence } from './api-error.ts';
import { readQuery } from './query-text.ts';
import { readJsonBody } from './request-body.ts';
import { apiErrorSchema } from './schemas.ts';

/** What a call gathers on its way for the list of calls. */
export interface CallVariables {
  requestId: string;
  notes: string[];
  run: { id: string; number: number } | null;
  /** For the bodies of all calls. */
  bodyRoom: ByteRoom;
}
/** A call that names many recipients may have much to note. */
const maxNotes = 20;

export type ApiEnv = { Variables: CallVariables };
export type ApiContext = Context<ApiEnv>;

interface RouteDescription<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> {
  method: 'get' | 'put' | 'post' | 'delete';
  /** As OpenAPI has it: `/v1/objects/{collection}`. */
  path: string;
  summary: string;
  description?: string;
  params: P;
  query?: Q;
  body?: B;
  /** Absent = 204, without a body. */
  answer?: z.ZodType;
  /** Statuses of errors besides those that every call, and every call with a body, can have. */
  errors?: readonly number[];
}

export interface RouteInput<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  context: ApiContext;
  /** Tells the list of calls of something that has no effect here, or will surprise. */
  note(sentence: string): void;
}

/**
 * Offers a call: it is described in the OpenAPI document by the same schemas that its input is checked with. A body is
 * handed on as it was read, not as the schema would copy it: copies have lost how numbers were spelled.
 */
export function offer<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  app: OpenAPIHono<ApiEnv>,
  route: RouteDescription<P, Q, B>,
  handle: (input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>) => JsonValue | Promise<JsonValue> | Promise<void>,
): void {
  const { method, path, summary, description, params, query, body, answer } = route;
  const content = (schema: z.ZodType) => ({ 'application/json': { schema } });
  app.openAPIRegistry.registerPath({
    method,
    path,
    summary,
    ...(description === undefined ? {} : { description }),
    security: [{ key: [] }],
    request: {
      params,
      ...(query === undefined ? {} : { query: documentedQuery(query) }),
      ...(body === undefined ? {} : { body: { content: content(body), required: true } }),
    },
    responses: {
      ...(answer === undefined
        ? { 204: { description: 'Done.' } }
        : { 200: { description: 'Done.', content: content(answer) } }),
      ...Object.fromEntries(
        [401, 422, ...(body === undefined ? [] : [400, 413]), ...(route.errors ?? [])].map((status) => [
          status,
          { description: errorWords[status] ?? 'Refused.', content: content(apiErrorSchema) },
        ]),
      ),
    },
  });
  const honoPath = path.replaceAll(/\{(\w+)\}/g, ':$1');
  app.on(method.toUpperCase(), honoPath, async (context) => {
    const input = {
      params: checked(params, context.req.param()),
      // Without a schema, `Q` and `B` are what nobody asks for.
      query: (query && checked(query, readQuery(new URL(context.req.url).searchParams))) as z.output<Q>,
      body: (body && checkedAsRead(body, await readJsonBody(context.req.raw, context.var.bodyRoom))) as z.output<B>,
      context,
      note(sentence: string) {
        if (context.var.notes.length < maxNotes) context.var.notes.push(shortSentence(sentence));
      },
    };
    const result = await handle(input);
    return result === undefined ? context.body(null, 204) : jsonAnswer(context, result, 200);
  });
}

/** Parameters under the names that callers write: lists have brackets. */
function documentedQuery(query: z.ZodObject): z.ZodObject {
  const isList = (schema: unknown) => schema instanceof z.ZodOptional && schema.unwrap() instanceof z.ZodArray;
  const named = Object.entries(query.shape).map(([name, schema]) => [isList(schema) ? `${name}[]` : name, schema]);
  return z.object(Object.fromEntries(named));
}

/** An answer with its numbers as they are spelled. */
export function jsonAnswer(context: ApiContext, value: JsonValue, status: number): Response {
  return context.newResponse(writeExactJson(value), {
    // Hono lists the statuses; ours are among them.
    status: status as 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}

const errorWords: Readonly<Record<number, string>> = {
  400: 'The body is not JSON, or the idempotency key was used for another request.',
  401: 'The key is missing or wrong.',
  404: 'There is no such thing in this workspace.',
  413: 'The body is too large.',
  422: 'Something of the request cannot be used; "errors" says which field.',
};

/** Throws 422 for a value that the schema refuses. */
export function checked<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (!result.success) throw refusal(result.error);
  return result.data;
}

/** The schemas of bodies change nothing, so that what was read has the type they check. */
function checkedAsRead<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  checked(schema, value);
  return value as z.output<S>;
}

function refusal({ issues }: z.ZodError): ApiError {
  const [first, ...rest] = issues.flatMap((issue): FieldProblem[] => {
    const field = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys') return [{ field: field === '' ? 'body' : field, message: issue.message }];
    return issue.keys.map((key) => ({
      field: [...issue.path, key].join('.'),
      message: 'is not known here. GET /openapi.json lists what this call takes.',
    }));
  });
  return first === undefined
    ? new ApiError(422, 'invalid_params', 'This call cannot be used as it is.')
    : invalidParams(first, ...rest);
}
