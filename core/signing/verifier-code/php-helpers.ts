import { singleQuoted as quoted } from './code-writer.ts';
import { type HelperLibrary, source } from './dialect.ts';
import type { VerifierPlan } from './verifier-plan.ts';

export const phpHelpers: HelperLibrary = {
  required: () =>
    source(`
      function webhook_required(array $headers, string $name): string
      {
          $value = webhook_trim($headers[$name] ?? '');
          if ($value === '') {
              throw new WebhookException('missing header: ' . $name);
          }
          return $value;
      }`),
  optionals: () =>
    source(`
      function webhook_optionals(array $headers, array $names): array
      {
          $values = array_map(fn (string $name) => webhook_trim($headers[$name] ?? ''), $names);
          return array_values(array_filter($values, fn (string $value) => $value !== ''));
      }`),
  headerValues: () =>
    source(`
      function webhook_header_values(array $headers, string $names): string
      {
          $listed = array_filter(explode(' ', $names), fn (string $name) => $name !== '');
          return implode('.', array_map(fn (string $name) => webhook_trim($headers[strtolower($name)] ?? ''), $listed));
      }`),
  queryValue: () => [
    '// Not $_GET: that changes some names.',
    ...source(`
      function webhook_query_value(string $url, string $name): string
      {
          $values = [];
          foreach (explode('&', webhook_query_of($url)) as $pair) {
              [$key, $value] = array_map('urldecode', [...explode('=', $pair, 2), '']);
              if ($key === $name) {
                  $values[] = $value;
              }
          }
          if (count($values) !== 1 || $values[0] === '') {
              throw new WebhookException('not once in the query: ' . $name);
          }
          return $values[0];
      }`),
  ],
  jsonOf: () =>
    source(`
      function webhook_json_of(string $body): mixed
      {
          try {
              return json_decode($body, false, 512, JSON_THROW_ON_ERROR | JSON_BIGINT_AS_STRING);
          } catch (JsonException) {
              throw new WebhookException('the body is not JSON');
          }
      }`),
  jsonItems: () =>
    source(`
      function webhook_json_items(mixed $document, string $path): array
      {
          $found = [$document];
          foreach (explode('.', $path) as $step) {
              $next = [];
              foreach ($found as $each) {
                  if ($step === '*' && is_array($each)) {
                      array_push($next, ...$each);
                  } elseif (is_object($each) && property_exists($each, $step)) {
                      $next[] = $each->{$step};
                  }
              }
              $found = $next;
          }
          if ($found === []) {
              throw new WebhookException('the body has no items');
          }
          return $found;
      }`),
  jsonText: () =>
    source(`
      function webhook_json_text(mixed $document, string $path): string
      {
          foreach (explode('.', $path) as $step) {
              if (!is_object($document) || !property_exists($document, $step)) {
                  return '';
              }
              $document = $document->{$step};
          }
          return is_string($document) ? $document : ($document === null ? '' : (string) json_encode($document));
      }`),
  jsonRequired: () =>
    source(`
      function webhook_json_required(mixed $document, string $path): string
      {
          $value = webhook_json_text($document, $path);
          if ($value === '') {
              throw new WebhookException('missing in the body: ' . $path);
          }
          return $value;
      }`),
  jsonLines: () =>
    source(String.raw`
      function webhook_json_lines(mixed $document, string $names): string
      {
          $lines = '';
          foreach (explode(',', $names) as $name) {
              if (is_object($document) && property_exists($document, $name)) {
                  $lines .= $name . "\n" . webhook_json_text($document, $name) . "\n";
              }
          }
          return $lines;
      }`),
  trim: () => [
    '// The blanks that HTTP allows around a value, and no others.',
    ...source(String.raw`
      function webhook_trim(string $text): string
      {
          return trim($text, " \t");
      }`),
  ],
  between: () =>
    source(`
      function webhook_between(string $text, string $before, string $after): string
      {
          $isFitting = str_starts_with($text, $before) && str_ends_with($text, $after);
          if (!$isFitting || strlen($text) < strlen($before) + strlen($after)) {
              throw new WebhookException('a value is malformed');
          }
          return substr($text, strlen($before), strlen($text) - strlen($before) - strlen($after));
      }`),
  split: () =>
    source(`
      function webhook_split(string $text, string $separator): array
      {
          return array_map('webhook_trim', explode($separator, $text));
      }`),
  elements: () => [
    '// Other versions in the list are passed over.',
    ...source(`
      function webhook_elements(string $text, string $separator, string $before, string $after): array
      {
          $found = [];
          foreach (array_map('webhook_trim', explode($separator, $text)) as $part) {
              if (str_starts_with($part, $before) && str_ends_with($part, $after)) {
                  $found[] = webhook_between($part, $before, $after);
              }
          }
          return $found;
      }`),
  ],
  fields: () =>
    source(`
      function webhook_fields(string $text, string $delimiter, string $name, string $separator, string $before, string $after): array
      {
          $found = [];
          foreach (array_map('webhook_trim', explode($delimiter, $text)) as $part) {
              if (str_starts_with($part, $name . '=')) {
                  $value = substr($part, strlen($name) + 1);
                  array_push($found, ...($separator === '' ? [$value] : explode($separator, $value)));
              }
          }
          if ($found === []) {
              throw new WebhookException('missing in the header: ' . $name);
          }
          return array_map(fn (string $value) => webhook_between($value, $before, $after), $found);
      }`),
  only: () =>
    source(`
      function webhook_only(array $values, string $what): string
      {
          if (count(array_unique($values)) !== 1) {
              throw new WebhookException('not exactly one ' . $what);
          }
          return $values[0];
      }`),
  upper: () =>
    source(`
      function webhook_upper(string $text): string
      {
          return strtoupper($text);
      }`),
  unescaped: () =>
    source(`
      function webhook_unescaped(string $url): string
      {
          $escape = '/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/i';
          return (string) preg_replace_callback($escape, fn (array $each) => rawurldecode($each[0]), $url);
      }`),
  pathOf: () =>
    source(`
      function webhook_path_of(string $url): string
      {
          return explode('?', (string) preg_replace('#^[a-z][a-z0-9+.-]*://[^/?]*#i', '', $url), 2)[0];
      }`),
  queryOf: () =>
    source(`
      function webhook_query_of(string $url): string
      {
          return explode('?', $url, 2)[1] ?? '';
      }`),
  formText: () => [
    '// Names and values of the form, sorted by name; of a repeated name each different value once.',
    ...source(`
      function webhook_form_text(string $body): string
      {
          $form = [];
          foreach (explode('&', $body) as $pair) {
              if ($pair !== '') {
                  [$name, $value] = array_map('urldecode', [...explode('=', $pair, 2), '']);
                  $form['=' . $name][] = $value;
              }
          }
          ksort($form, SORT_STRING);
          $text = '';
          foreach ($form as $name => $values) {
              sort($values, SORT_STRING);
              foreach (array_unique($values) as $value) {
                  $text .= substr($name, 1) . $value;
              }
          }
          return $text;
      }`),
  ],
  bodySha256: () =>
    source(`
      function webhook_body_sha256(string $body): string
      {
          return hash('sha256', $body);
      }`),
  bodyCrc32: () =>
    source(`
      function webhook_body_crc32(string $body): string
      {
          return sprintf('%u', crc32($body));
      }`),
  checkTime: ({ scheme: { timestamp } }) => {
    const {
      unit = 'seconds',
      tolerancePastSeconds: past = null,
      toleranceFutureSeconds: future = null,
    } = timestamp ?? {};
    const isNumber = unit === 'seconds' || unit === 'milliseconds';
    const form = isNumber
      ? '\\d{1,17}'
      : '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)';
    const age =
      unit === 'seconds'
        ? 'floor($now) - (int) $timestamp'
        : unit === 'milliseconds'
          ? '$now - (int) $timestamp / 1000'
          : "$now - (float) (new DateTimeImmutable($timestamp))->format('U.u')";
    const refuse = (message: string) => `        throw new WebhookException(${quoted(message)});`;
    return [
      'function webhook_check_time(string $timestamp, float $now): void',
      '{',
      `    if (preg_match('/\\A${form}\\z/i', $timestamp) !== 1${isNumber ? '' : ' || strtotime($timestamp) === false'}) {`,
      refuse('the timestamp is malformed'),
      '    }',
      (past !== null || future !== null) && `    $ageSeconds = ${age};`,
      past !== null && [`    if ($ageSeconds > ${past}) {`, refuse('the timestamp is too old'), '    }'],
      future !== null && [`    if ($ageSeconds < -${future}) {`, refuse('the timestamp lies in the future'), '    }'],
      '}',
    ];
  },
  isSigned: (plan) => signedLines(plan),
};

function signedLines(plan: VerifierPlan): string[] {
  const { kind, scheme, hash, isSecretSigned } = plan;
  const contents = kind === 'token' ? '' : isSecretSigned ? ', string $before, string $after' : ', string $content';
  const looped = (expected: readonly string[], condition: string) => [
    `function webhook_is_signed(array $secrets, array $signatures${contents}): bool`,
    '{',
    '    foreach ($secrets as $secret) {',
    ...expected,
    '        foreach ($signatures as $signature) {',
    `            if (${condition}) {`,
    '                return true;',
    '            }',
    '        }',
    '    }',
    '    return false;',
    '}',
  ];
  // hash_equals takes the same time wherever the two differ.
  if (kind === 'token') return looped([], 'hash_equals($secret, $signature)');
  if (kind === 'pair')
    return [...looped([], 'webhook_is_verified($secret, $signature, $content)'), '', ...verifiedLines(plan)];
  const digest =
    kind === 'hmac'
      ? `hash_hmac('${hash}', $content, webhook_key($secret), true)`
      : `hash('sha256', ${isSecretSigned ? '$before . webhook_key($secret) . $after' : '$content'}, true)`;
  return [
    ...looped([`        $expected = ${encoded(digest, scheme.encoding)};`], 'hash_equals($expected, $signature)'),
    ...(kind === 'hmac' || isSecretSigned ? ['', ...keyLines(plan)] : []),
  ];
}

function keyLines(plan: VerifierPlan): string[] {
  return [
    'function webhook_key(string $secret): string',
    '{',
    ...strippedLines(plan),
    `    $key = ${decoded(plan.keyRule.decoding)};`,
    "    if ($key === '') {",
    '        // With an empty key anybody could sign.',
    "        throw new LogicException('the secret is empty or malformed');",
    '    }',
    '    return $key;',
    '}',
  ];
}

function verifiedLines(plan: VerifierPlan): string[] {
  const { scheme, keyRule } = plan;
  const bytes =
    scheme.encoding === 'hex'
      ? "ctype_xdigit($signature) && strlen($signature) % 2 === 0 ? (string) hex2bin($signature) : ''"
      : scheme.encoding === 'base64'
        ? '(string) base64_decode($signature, true)'
        : "(string) base64_decode(strtr($signature, '-_', '+/'), true)";
  const pem = `"-----BEGIN PUBLIC KEY-----\\n" . chunk_split(base64_encode($key), 64, "\\n") . "-----END PUBLIC KEY-----\\n"`;
  const check =
    scheme.algorithm === 'ed25519'
      ? [
          '    $key = substr($key, -SODIUM_CRYPTO_SIGN_PUBLICKEYBYTES);',
          '    return strlen($made) === SODIUM_CRYPTO_SIGN_BYTES && sodium_crypto_sign_verify_detached($made, $content, $key);',
        ]
      : [
          ...(keyRule.decoding === 'pem' ? [] : [`    $key = ${pem};`]),
          `    return openssl_verify($content, $made, $key, ${scheme.algorithm === 'rsa-sha1' ? 'OPENSSL_ALGO_SHA1' : 'OPENSSL_ALGO_SHA256'}) === 1;`,
        ];
  return [
    'function webhook_is_verified(string $secret, string $signature, string $content): bool',
    '{',
    ...strippedLines(plan),
    `    $key = ${decoded(keyRule.decoding)};`,
    `    $made = ${bytes};`,
    `    if ($made === '' || ${encoded('$made', scheme.encoding)} !== $signature) {`,
    '        return false;',
    '    }',
    ...check,
    '}',
  ];
}

function strippedLines({ keyRule: { stripPrefix } }: VerifierPlan): string[] {
  if (stripPrefix === null) return [];
  return [
    `    if (str_starts_with($secret, ${quoted(stripPrefix)})) {`,
    `        $secret = substr($secret, ${stripPrefix.length});`,
    '    }',
  ];
}

function decoded(decoding: string): string {
  if (decoding === 'hex') return '(string) hex2bin($secret)';
  return decoding === 'base64' ? '(string) base64_decode($secret, true)' : '$secret';
}

function encoded(bytes: string, encoding: string): string {
  if (encoding === 'hex') return `bin2hex(${bytes})`;
  return encoding === 'base64' ? `base64_encode(${bytes})` : `rtrim(strtr(base64_encode(${bytes}), '+/', '-_'), '=')`;
}
