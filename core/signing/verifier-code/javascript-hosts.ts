import { code } from './code-writer.ts';
import type { VerifierPlan } from './verifier-plan.ts';

const secretsLine = 'const secrets = [process.env.WEBHOOK_SECRET, process.env.WEBHOOK_SECRET_PREVIOUS].filter(Boolean)';

function requestFields({ given }: VerifierPlan, url: string): string {
  const method = given.has('method') ? ', method: request.method' : '';
  return `body${method}${given.has('url') ? `, url: ${url}` : ''}`;
}

/** A server of node:http alone. */
export function nodeServer(plan: VerifierPlan): string {
  const url = "(process.env.PUBLIC_ORIGIN ?? 'http://' + request.headers.host) + request.url";
  return code(
    "import { createServer } from 'node:http';",
    "import { verifyWebhook, WebhookError } from './verify-webhook.mjs';",
    '',
    '// The previous secret is set only while secrets are being changed.',
    `${secretsLine};`,
    "if (secrets.length === 0) throw new Error('Set WEBHOOK_SECRET.');",
    '',
    'const server = createServer(async (request, response) => {',
    '  const chunks = [];',
    '  for await (const chunk of request) chunks.push(chunk);',
    '  // The raw bytes: parse them after they have been verified.',
    '  const body = Buffer.concat(chunks);',
    '  try {',
    `    verifyWebhook({ headers: joined(request.headersDistinct), ${requestFields(plan, url)} }, secrets);`,
    '  } catch (error) {',
    '    if (!(error instanceof WebhookError)) throw error;',
    '    response.writeHead(401).end();',
    '    return;',
    '  }',
    '  response.writeHead(204).end();',
    '});',
    '',
    'function joined(headers) {',
    "  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.join(', ')]));",
    '}',
    '',
    "server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => console.log('listening'));",
  );
}

export function expressServer(plan: VerifierPlan): string {
  const url = "(process.env.PUBLIC_ORIGIN ?? 'https://' + request.headers.host) + request.originalUrl";
  return code(
    "import express, { type Request, type Response } from 'express';",
    "import { verifyWebhook, WebhookError } from './verify-webhook.ts';",
    '',
    '// The previous secret is set only while secrets are being changed.',
    'const secrets = [process.env.WEBHOOK_SECRET, process.env.WEBHOOK_SECRET_PREVIOUS].filter((each) => each !== undefined);',
    "if (secrets.length === 0) throw new Error('Set WEBHOOK_SECRET.');",
    '',
    'const app = express();',
    '',
    '// express.raw keeps the bytes. A JSON parser in front of it would lose them: register this route before app.use(express.json()).',
    "app.post('/webhooks', express.raw({ type: () => true, limit: '1mb' }), (request: Request, response: Response) => {",
    '  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);',
    '  try {',
    `    verifyWebhook({ headers: joined(request.headersDistinct), ${requestFields(plan, url)} }, secrets);`,
    '  } catch (error) {',
    '    if (!(error instanceof WebhookError)) throw error;',
    '    response.sendStatus(401);',
    '    return;',
    '  }',
    '  response.sendStatus(204);',
    '});',
    '',
    'function joined(headers: NodeJS.Dict<string[]>): Record<string, string | undefined> {',
    "  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values?.join(', ')]));",
    '}',
    '',
    "app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => console.log('listening'));",
  );
}

/** A route handler of Next's app router. */
export function nextRoute(plan: VerifierPlan): string {
  return code(
    "import { verifyWebhook, WebhookError } from './verify-webhook';",
    '',
    '// node:crypto and the raw body need the Node runtime.',
    "export const runtime = 'nodejs';",
    '',
    'export async function POST(request: Request): Promise<Response> {',
    '  // The previous secret is set only while secrets are being changed.',
    '  const secrets = [process.env.WEBHOOK_SECRET, process.env.WEBHOOK_SECRET_PREVIOUS].filter((each) => each !== undefined);',
    '  // Not request.json(): the signature covers the bytes.',
    '  const body = Buffer.from(await request.arrayBuffer());',
    plan.given.has('url') && '  const { pathname, search, origin } = new URL(request.url);',
    '  try {',
    `    verifyWebhook({ headers: Object.fromEntries(request.headers), ${requestFields(plan, '(process.env.PUBLIC_ORIGIN ?? origin) + pathname + search')} }, secrets);`,
    '  } catch (error) {',
    '    if (!(error instanceof WebhookError)) throw error;',
    '    return new Response(null, { status: 401 });',
    '  }',
    '  return new Response(null, { status: 204 });',
    '}',
  );
}
