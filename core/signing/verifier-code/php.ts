import { type CodeLine, code, comment, indent, singleQuoted as quoted } from './code-writer.ts';
import { type ContentPiece, type HeaderRead, isBare, type ValueForm, type VerifierPlan } from './verifier-plan.ts';

export function phpVerifier(plan: VerifierPlan): string {
  const { scheme, kind } = plan;
  const extra = `${plan.needsMethod ? ', string $method' : ''}${plan.needsUrl ? ', string $url' : ''}`;
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
    '    $now ??= microtime(true);',
    indent(plan.reads.flatMap(readLines), '    '),
    optionalNames(plan).length > 0 &&
      `    $signatures = array_filter([${optionalNames(plan).join(', ')}], 'is_string');`,
    plan.isSingle &&
      kind !== 'token' && [
        '    if (count(array_unique($signatures)) > 1) {',
        "        throw new WebhookException('there is more than one signature');",
        '    }',
      ],
    indent(timeLines(plan), '    '),
    '    foreach ($secrets as $secret) {',
    indent(matchLines(plan), '        '),
    '    }',
    "    throw new WebhookException('the signature does not match');",
    '}',
    '',
    keyLines(plan),
    'function required_header(array $headers, string $name): string',
    '{',
    "    $value = trim($headers[$name] ?? '');",
    "    if ($value === '') {",
    "        throw new WebhookException('missing header: ' . $name);",
    '    }',
    '    return $value;',
    '}',
    plan.needsBetween && [
      '',
      'function text_between(string $text, string $before, string $after): string',
      '{',
      '    $isFitting = str_starts_with($text, $before) && str_ends_with($text, $after);',
      '    if (!$isFitting || strlen($text) < strlen($before) + strlen($after)) {',
      "        throw new WebhookException('a header is malformed');",
      '    }',
      '    return substr($text, strlen($before), strlen($text) - strlen($before) - strlen($after));',
      '}',
    ],
    plan.reads.some((read) => read.kind === 'fields') && [
      '',
      'function header_fields(string $text, string $delimiter, string $name): array',
      '{',
      "    $parts = array_map('trim', explode($delimiter, $text));",
      "    $parts = array_filter($parts, fn (string $part) => str_starts_with($part, $name . '='));",
      '    if ($parts === []) {',
      "        throw new WebhookException('missing in the header: ' . $name);",
      '    }',
      '    return array_map(fn (string $part) => substr($part, strlen($name) + 1), array_values($parts));',
      '}',
    ],
  );
}

/** One script: `php -S 127.0.0.1:3000 webhook.php`, or behind a web server. */
export function phpEndpoint(plan: VerifierPlan): string {
  const extra = `${plan.needsMethod ? ", $_SERVER['REQUEST_METHOD']" : ''}${plan.needsUrl ? ", $origin . $_SERVER['REQUEST_URI']" : ''}`;
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
    plan.needsUrl && "$origin = getenv('PUBLIC_ORIGIN') ?: 'http://' . ($_SERVER['HTTP_HOST'] ?? '');",
    'try {',
    '    // The raw bytes, not $_POST: parse them after they have been verified.',
    `    verify_webhook($headers, (string) file_get_contents('php://input'), $secrets${extra});`,
    '    http_response_code(204);',
    '} catch (WebhookException $error) {',
    '    http_response_code(401);',
    '}',
  );
}

function variableOf(header: string): string {
  return `$signature${header.replace(/\W/g, '')}`;
}

function optionalNames({ reads }: VerifierPlan): string[] {
  return reads.flatMap((read) => (read.kind === 'value' && read.isOptional ? [variableOf(read.header)] : []));
}

function cut(form: Pick<ValueForm, 'before' | 'after'>, text: string): string {
  return isBare(form) ? text : `text_between(${text}, ${quoted(form.before)}, ${quoted(form.after)})`;
}

function refuse(message: string): string {
  return `    throw new WebhookException(${quoted(message)});`;
}

function readLines(read: HeaderRead): CodeLine[] {
  const required = `required_header($headers, ${quoted(read.header.toLowerCase())})`;
  if (read.kind === 'constant') {
    return [`if (${required} !== ${quoted(read.value)}) {`, refuse(`the header ${read.header} is another one`), '}'];
  }
  if (read.kind === 'fields') {
    return read.fields.flatMap((field) => {
      const values = `header_fields(${required}, ${quoted(read.delimiter)}, ${quoted(field.name)})`;
      const split =
        field.separator === null
          ? values
          : `array_merge(...array_map(fn (string $value) => explode(${quoted(field.separator)}, $value), ${values}))`;
      const stripped = isBare(field) ? split : `array_map(fn (string $value) => ${cut(field, '$value')}, ${split})`;
      if (field.target === 'signature') return [`$signatures = ${stripped};`];
      return [
        `$${field.target}s = array_unique(${stripped});`,
        `if (count($${field.target}s) > 1) {`,
        refuse(`there is more than one ${field.target}`),
        '}',
        `$${field.target} = $${field.target}s[0];`,
      ];
    });
  }
  const { form, separator, isListInside, isOptional } = read;
  if (form.target !== 'signature') return [`$${form.target} = ${cut(form, required)};`];
  if (isOptional) return [`${variableOf(read.header)} = $headers[${quoted(read.header.toLowerCase())}] ?? null;`];
  if (separator === null) return [`$signatures = [${cut(form, required)}];`];
  if (isListInside) return [`$signatures = array_map('trim', explode(${quoted(separator)}, ${cut(form, required)}));`];
  return [
    '// Other versions in the list are passed over.',
    '$signatures = [];',
    `foreach (array_map('trim', explode(${quoted(separator)}, ${required})) as $each) {`,
    `    if (str_starts_with($each, ${quoted(form.before)}) && str_ends_with($each, ${quoted(form.after)})) {`,
    `        $signatures[] = ${cut(form, '$each')};`,
    '    }',
    '}',
  ];
}

function timeLines({ scheme: { timestamp } }: VerifierPlan): CodeLine[] {
  if (timestamp === null) return [];
  const { unit, tolerancePastSeconds: past, toleranceFutureSeconds: future } = timestamp;
  const isNumber = unit === 'seconds' || unit === 'milliseconds';
  const form = isNumber ? '\\d{1,17}' : '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)';
  const age =
    unit === 'seconds'
      ? 'floor($now) - (int) $timestamp'
      : unit === 'milliseconds'
        ? '$now - (int) $timestamp / 1000'
        : "$now - (float) (new DateTimeImmutable($timestamp))->format('U.u')";
  return [
    `if (preg_match('/\\A${form}\\z/i', $timestamp) !== 1) {`,
    refuse('the timestamp is malformed'),
    '}',
    (past !== null || future !== null) && `$ageSeconds = ${age};`,
    past !== null && [`if ($ageSeconds > ${past}) {`, refuse('the timestamp is too old'), '}'],
    future !== null && [`if ($ageSeconds < -${future}) {`, refuse('the timestamp lies in the future'), '}'],
  ];
}

function matchLines({ kind, content, hash, scheme }: VerifierPlan): CodeLine[] {
  const compare = (condition: string) => [
    'foreach ($signatures as $signature) {',
    `    if (${condition}) {`,
    '        return;',
    '    }',
    '}',
  ];
  // hash_equals takes the same time wherever the two differ.
  if (kind === 'token') return compare('hash_equals($secret, $signature)');
  const joined = content.map(pieceCode).join(' . ');
  if (kind === 'pair') return [`$content = ${joined};`, ...compare('is_signed($secret, $content, $signature)')];
  const digest =
    kind === 'hmac' ? `hash_hmac('${hash}', ${joined}, key_of($secret), true)` : `hash('sha256', ${joined}, true)`;
  return [`$expected = ${encoded(digest, scheme.encoding)};`, ...compare('hash_equals($expected, $signature)')];
}

function encoded(bytes: string, encoding: string): string {
  if (encoding === 'hex') return `bin2hex(${bytes})`;
  return encoding === 'base64' ? `base64_encode(${bytes})` : `rtrim(strtr(base64_encode(${bytes}), '+/', '-_'), '=')`;
}

function pieceCode(piece: ContentPiece): string {
  switch (piece.kind) {
    case 'text':
      return piece.text.includes('\n') ? JSON.stringify(piece.text) : quoted(piece.text);
    case 'header':
      return `required_header($headers, ${quoted(piece.header)})`;
    case 'id':
    case 'timestamp':
    case 'body':
    case 'url':
      return `$${piece.kind}`;
    case 'secret':
      return 'key_of($secret)';
    case 'method':
      return 'strtoupper($method)';
    case 'urlDecoded':
      return "preg_replace_callback('/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/i', fn (array $each) => rawurldecode($each[0]), $url)";
    case 'path':
      return "explode('?', (string) preg_replace('#^[a-z]+://[^/?]*#i', '', $url), 2)[0]";
    case 'query':
      return "(explode('?', $url, 2)[1] ?? '')";
    case 'bodySha256':
      return "hash('sha256', $body)";
    case 'bodyCrc32':
      return "sprintf('%u', crc32($body))";
  }
}

function keyLines({ kind, scheme, content }: VerifierPlan): CodeLine[] {
  if (kind === 'token' || (kind === 'digest' && !content.some((piece) => piece.kind === 'secret'))) return [];
  const rule = kind === 'pair' ? (scheme.verifyingKey ?? scheme.key) : scheme.key;
  const strip =
    rule.stripPrefix === null
      ? []
      : [
          `    if (str_starts_with($secret, ${quoted(rule.stripPrefix)})) {`,
          `        $secret = substr($secret, ${rule.stripPrefix.length});`,
          '    }',
        ];
  const decoded =
    rule.decoding === 'hex'
      ? '(string) hex2bin($secret)'
      : rule.decoding === 'base64'
        ? '(string) base64_decode($secret, true)'
        : '$secret';
  if (kind !== 'pair') {
    return [
      'function key_of(string $secret): string',
      '{',
      ...strip,
      `    $key = ${decoded};`,
      "    if ($key === '') {",
      '        // With an empty key anybody could sign.',
      "        throw new LogicException('the secret is empty or malformed');",
      '    }',
      '    return $key;',
      '}',
      '',
    ];
  }
  const bytes =
    scheme.encoding === 'hex'
      ? "ctype_xdigit($text) && strlen($text) % 2 === 0 ? (string) hex2bin($text) : ''"
      : scheme.encoding === 'base64'
        ? '(string) base64_decode($text, true)'
        : "(string) base64_decode(strtr($text, '-_', '+/'), true)";
  const check =
    scheme.algorithm === 'ed25519'
      ? [
          '    $key = substr($key, -SODIUM_CRYPTO_SIGN_PUBLICKEYBYTES);',
          '    return strlen($signature) === SODIUM_CRYPTO_SIGN_BYTES && sodium_crypto_sign_verify_detached($signature, $content, $key);',
        ]
      : [
          ...(rule.decoding === 'pem'
            ? []
            : [
                '    $key = "-----BEGIN PUBLIC KEY-----\\n" . chunk_split(base64_encode($key), 64, "\\n") . "-----END PUBLIC KEY-----\\n";',
              ]),
          `    return openssl_verify($content, $signature, $key, ${scheme.algorithm === 'rsa-sha1' ? 'OPENSSL_ALGO_SHA1' : 'OPENSSL_ALGO_SHA256'}) === 1;`,
        ];
  return [
    'function is_signed(string $secret, string $content, string $text): bool',
    '{',
    ...strip,
    `    $key = ${decoded};`,
    `    $signature = ${bytes};`,
    ...check,
    '}',
    '',
  ];
}
