import { code, comment, indent, singleQuoted as quoted } from './code-writer.ts';
import { type Dialect, helperLines, snakeCase, stepLines } from './dialect.ts';
import { phpHelpers } from './php-helpers.ts';
import type { VerifierPlan } from './verifier-plan.ts';

export function phpVerifier(plan: VerifierPlan): string {
  const { scheme, given } = plan;
  const extra = `${given.has('method') ? ', string $method' : ''}${given.has('url') ? ', string $url' : ''}`;
  return code(
    '<?php',
    ...comment(`Verifies webhooks signed by: ${scheme.name}.`.replaceAll('?>', ''), '// '),
    ...comment(plan.words.replaceAll('?>', ''), '// '),
    'declare(strict_types=1);',
    '',
    'final class WebhookException extends RuntimeException',
    '{',
    '}',
    '',
    '/**',
    ' * Throws a WebhookException unless the request was signed with one of the secrets. Headers: names in lower case,',
    ' * several values of one header joined with ", ". Body: the raw bytes, before anything parses them.',
    ' */',
    `function verify_webhook(array $headers, string $body, array $secrets${extra}, ?float $now = null): void`,
    '{',
    plan.helpers.has('checkTime') && '    $now ??= microtime(true);',
    indent(stepLines(plan.steps, dialect), '    '),
    '}',
    helperLines(plan, phpHelpers),
  );
}

const dialect: Dialect = {
  indent: '    ',
  text: (text) => (text.includes('\n') ? JSON.stringify(text).replaceAll('$', '\\$') : quoted(text)),
  name: (name) => `$${name}`,
  call: (helper, inputs) =>
    `webhook_${snakeCase(helper)}(${[...inputs, ...(helper === 'checkTime' ? ['$now'] : [])].join(', ')})`,
  list: (items) => `[${items.join(', ')}]`,
  let: (name, _type, value) => [`${name} = ${value};`],
  equal: (left, right, message) => [
    `if (${left} !== ${right}) {`,
    `    throw new WebhookException(${quoted(message)});`,
    '}',
  ],
  run: (call) => [`${call};`],
  each: (items, body) => [`foreach (${items} as $item) {`, ...body, '}'],
  bytes: (piece) => piece,
  joined: (pieces) => (pieces.length === 0 ? "''" : pieces.join(' . ')),
  signed: (contents) => [
    `if (!webhook_is_signed(${['$secrets', '$signatures', ...contents].join(', ')})) {`,
    "    throw new WebhookException('the signature does not match');",
    '}',
  ],
};

/** One script: `php -S 127.0.0.1:3000 webhook.php`, or behind a web server. */
export function phpEndpoint({ given }: VerifierPlan): string {
  const extra = `${given.has('method') ? ", $_SERVER['REQUEST_METHOD']" : ''}${given.has('url') ? ", $origin . $_SERVER['REQUEST_URI']" : ''}`;
  return code(
    '<?php',
    'declare(strict_types=1);',
    '',
    "require __DIR__ . '/verify_webhook.php';",
    '',
    '// The previous secret is set only while secrets are being changed.',
    "$secrets = array_filter([getenv('WEBHOOK_SECRET'), getenv('WEBHOOK_SECRET_PREVIOUS')]);",
    'if ($secrets === []) {',
    '    http_response_code(500);',
    "    exit('Set WEBHOOK_SECRET.');",
    '}',
    '',
    '$headers = [];',
    'foreach ($_SERVER as $name => $value) {',
    "    if (str_starts_with($name, 'HTTP_')) {",
    "        $headers[strtolower(strtr(substr($name, 5), '_', '-'))] = (string) $value;",
    '    }',
    '}',
    "$headers['content-type'] ??= (string) ($_SERVER['CONTENT_TYPE'] ?? '');",
    given.has('url') && "$origin = getenv('PUBLIC_ORIGIN') ?: 'http://' . ($_SERVER['HTTP_HOST'] ?? '');",
    'try {',
    '    // The raw bytes, not $_POST: parse them after they have been verified.',
    `    verify_webhook($headers, (string) file_get_contents('php://input'), $secrets${extra});`,
    '    http_response_code(204);',
    '} catch (WebhookException $error) {',
    '    http_response_code(401);',
    '}',
  );
}
