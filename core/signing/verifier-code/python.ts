import { code, comment, indent, quoted } from './code-writer.ts';
import { type Dialect, helperLines, snakeCase, stepLines } from './dialect.ts';
import { pythonHelpers, pythonImports } from './python-helpers.ts';
import type { VerifierPlan } from './verifier-plan.ts';

export function pythonVerifier(plan: VerifierPlan): string {
  const { scheme } = plan;
  const parameters = [
    'headers',
    'body',
    'secrets',
    ...(['method', 'url'] as const).filter((name) => plan.given.has(name)),
  ];
  return code(
    '"""',
    ...comment(`Verifies webhooks signed by: ${scheme.name}.`.replaceAll('"""', ''), ''),
    ...comment(plan.words.replaceAll('"""', '').replaceAll('\\', '/'), ''),
    '"""',
    '',
    pythonImports(plan),
    '',
    '',
    'class WebhookError(Exception):',
    '    pass',
    '',
    '',
    `def verify_webhook(${parameters.join(', ')}, now=None):`,
    '    """',
    '    Raises WebhookError unless the request was signed with one of the secrets.',
    '',
    '    headers: dict of names in lower case; several values of one header joined with ", ".',
    '    body: the raw bytes, before anything parses them.',
    '    """',
    plan.helpers.has('checkTime') && '    now = time.time() if now is None else now',
    indent(stepLines(plan.steps, dialect), '    '),
    // Two blank lines before each function.
    helperLines(plan, pythonHelpers).flatMap((line) => (line === '' ? ['', ''] : [line])),
  );
}

const dialect: Dialect = {
  indent: '    ',
  text: quoted,
  name: snakeCase,
  call: (helper, inputs) =>
    `_${snakeCase(helper)}(${[...inputs, ...(helper === 'checkTime' ? ['now'] : [])].join(', ')})`,
  list: (items) => `[${items.join(', ')}]`,
  let: (name, _type, value) => [`${name} = ${value}`],
  equal: (left, right, message) => [`if ${left} != ${right}:`, `    raise WebhookError(${quoted(message)})`],
  run: (call) => [call],
  each: (items, body) => [`for item in ${items}:`, ...body],
  bytes: (piece, isBytes) => (isBytes ? piece : `${piece}.encode()`),
  joined: (pieces) => (pieces.length === 0 ? 'b""' : pieces.join(' + ')),
  signed: (contents) => [
    `if not _is_signed(${['secrets', 'signatures', ...contents].join(', ')}):`,
    '    raise WebhookError("the signature does not match")',
  ],
};

/** A server of the standard library alone. */
export function pythonServer({ given }: VerifierPlan): string {
  const extra = `${given.has('method') ? ', self.command' : ''}${given.has('url') ? ', origin + self.path' : ''}`;
  return code(
    'import os',
    'from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer',
    '',
    'from verify_webhook import WebhookError, verify_webhook',
    '',
    '# The previous secret is set only while secrets are being changed.',
    'secrets = [os.environ[name] for name in ("WEBHOOK_SECRET", "WEBHOOK_SECRET_PREVIOUS") if os.environ.get(name)]',
    'if not secrets:',
    '    raise SystemExit("Set WEBHOOK_SECRET.")',
    '',
    '',
    'class Handler(BaseHTTPRequestHandler):',
    '    def do_POST(self):',
    '        # The raw bytes: parse them after they have been verified.',
    '        body = self.rfile.read(int(self.headers.get("content-length") or 0))',
    '        headers = {name.lower(): ", ".join(self.headers.get_all(name)) for name in self.headers}',
    given.has('url') && '        origin = os.environ.get("PUBLIC_ORIGIN") or "http://" + self.headers.get("host", "")',
    '        try:',
    `            verify_webhook(headers, body, secrets${extra})`,
    '            self.send_response(204)',
    '        except WebhookError:',
    '            self.send_response(401)',
    '        self.end_headers()',
    '',
    '    def log_message(self, *args):',
    '        pass',
    '',
    '',
    'server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "3000"))), Handler)',
    'print("listening", flush=True)',
    'server.serve_forever()',
  );
}
