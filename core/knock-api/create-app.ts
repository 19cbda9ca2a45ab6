import { OpenAPIHono } from '@hono/zod-openapi';
import { createTurns, foreignRequestProblem, isSameText } from '../model/index.ts';
import { ApiError, apiErrorOf } from './api-error.ts';
import { createBulkOperations } from './bulk-operations.ts';
import { whyNotOffered } from './not-offered.ts';
import type { KnockApiPorts } from './ports.ts';
import { createBodyRoom, discardBody, overloaded } from './request-body.ts';
import { type ApiContext, type ApiEnv, jsonAnswer } from './route.ts';
import { offerBulkOperations } from './routes/bulk-operations.ts';
import { offerBulkRecords } from './routes/bulk-records.ts';
import { offerBulkSubscriptions } from './routes/bulk-subscriptions.ts';
import { offerMessageParts } from './routes/message-parts.ts';
import { offerMessages } from './routes/messages.ts';
import { offerObjects } from './routes/objects.ts';
import { offerRecipientRuns } from './routes/recipient-runs.ts';
import { offerSubscriptions } from './routes/subscriptions.ts';
import { offerTenants } from './routes/tenants.ts';
import { offerUsers } from './routes/users.ts';
import { offerWorkflows } from './routes/workflows.ts';

export interface AppOptions {
  /** The key that callers must send. */
  key: string;
  /** Known once it listens. */
  port(): number;
  appVersion: string;
}

/** Longer paths are cut in the list of calls. */
const shownPathLength = 500;
const openApiPath = '/openapi.json';

export interface App {
  fetch: OpenAPIHono<ApiEnv>['fetch'];
  /** For when nobody can call any more: resolves once what goes on behind answered calls has ended. */
  close(): Promise<void>;
}

/** The calls that are offered, as an app that answers requests of any server. */
export function createApp({ key, port, appVersion }: AppOptions, ports: KnockApiPorts): App {
  const app = new OpenAPIHono<ApiEnv>();
  const bodyRoom = createBodyRoom();
  const baseUrl = () => `http://127.0.0.1:${port()}`;

  app.use(async (context, next) => {
    const [atMs, began] = [ports.nowMs(), ports.monotonicMs()];
    context.set('requestId', ports.newId());
    context.set('notes', []);
    context.set('run', null);
    context.set('bodyRoom', bodyRoom);
    await next();
    await discardBody(context.req.raw);
    context.header('x-request-id', context.var.requestId);
    const error = context.error === undefined ? null : apiErrorOf(context.error);
    // Nothing else here passes by itself, and Knock's SDK would try again on 409 and 5xx.
    if (context.res.status >= 400 && error?.code !== overloaded) context.header('x-should-retry', 'false');
    const { pathname, search } = new URL(context.req.url);
    ports.onCall({
      atMs,
      method: context.req.method,
      path: `${pathname}${search}`.slice(0, shownPathLength),
      status: context.res.status,
      durationMs: ports.monotonicMs() - began,
      error: error === null ? null : { code: error.code, message: error.message },
      notes: context.var.notes,
      run: context.var.run,
    });
  });
  app.use(async (context, next) => {
    const [host, origin] = [context.req.header('host'), context.req.header('origin')];
    const problem = foreignRequestProblem({ host, origin }, port());
    if (problem !== null) throw new ApiError(403, 'foreign_request', problem);
    if (context.req.path !== openApiPath) checkKey(context, key);
    await next();
  });
  app.onError((error, context) => {
    const answer = apiErrorOf(error);
    return jsonAnswer(context, answer.toJson(), answer.status);
  });
  app.notFound((context) => {
    const call = `${context.req.method} ${context.req.path}`;
    const why = whyNotOffered(context.req.path) ?? `GET ${openApiPath} lists the calls it does.`;
    const message = `Hookbench does not offer ${call}. ${why}`;
    throw new ApiError(501, 'not_offered', message);
  });

  const inTurn = createTurns();
  const bulk = createBulkOperations(ports, inTurn, baseUrl);
  const offering = { app, ports, inTurn, bulk };
  offerWorkflows(offering);
  offerUsers(offering);
  offerObjects(offering);
  offerTenants(offering);
  offerSubscriptions(offering);
  offerBulkRecords(offering);
  offerBulkSubscriptions(offering);
  offerBulkOperations(offering);
  offerMessages(offering);
  offerMessageParts(offering);
  offerRecipientRuns(offering);
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' });
  app.doc31(openApiPath, () => ({
    openapi: '3.1.0',
    info: {
      title: "Hookbench's local Knock API",
      version: appVersion,
      description: `What of Knock's API runs on this machine, on the data of the environment "${ports.environment}".`,
    },
    servers: [{ url: baseUrl() }],
  }));
  return { fetch: app.fetch, close: bulk.close };
}

function checkKey(context: ApiContext, key: string): void {
  const header = context.req.header('authorization') ?? '';
  const given = /^Bearer +(\S+)$/i.exec(header)?.[1] ?? '';
  if (isSameText(given, key)) return;
  const where = 'The key is in Hookbench under "API" in the status bar; `hookbench api` prints it.';
  if (given === '') {
    const message = `This call needs a key: send it as "Authorization: Bearer <key>". ${where}`;
    throw new ApiError(401, 'api_key_missing', message);
  }
  const what = given.startsWith('pk_') ? 'This is a public key; the API takes the secret one.' : 'This is not the key.';
  throw new ApiError(401, 'authentication_required', `${what} ${where}`);
}
