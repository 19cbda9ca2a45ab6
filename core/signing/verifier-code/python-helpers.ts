import { quoted } from './code-writer.ts';
import { type HelperLibrary, source } from './dialect.ts';
import type { VerifierPlan } from './verifier-plan.ts';

/** The standard library's modules that the text of the helpers names, and what key pairs need. */
export function pythonImports(plan: VerifierPlan): string[] {
  const { kind, scheme, helpers, keyRule, isSecretSigned } = plan;
  const isKeyed = kind === 'hmac' || kind === 'pair' || isSecretSigned;
  const isBase64 = (kind !== 'token' && scheme.encoding !== 'hex') || (isKeyed && keyRule.decoding === 'base64');
  const isText = scheme.timestamp?.unit === 'iso8601' || scheme.timestamp?.unit === 'rfc3339';
  const isTimed = helpers.has('checkTime');
  const modules = [
    isBase64 && 'base64',
    (kind === 'hmac' || kind === 'digest' || helpers.has('bodySha256')) && 'hashlib',
    kind !== 'pair' && 'hmac',
    helpers.has('jsonOf') && 'json',
    (isTimed || helpers.has('unescaped') || helpers.has('pathOf')) && 're',
    isTimed && 'time',
    helpers.has('bodyCrc32') && 'zlib',
  ].filter((name) => name !== false);
  const parsing = [
    (helpers.has('formText') || helpers.has('queryValue')) && 'parse_qsl',
    helpers.has('unescaped') && 'unquote',
  ].filter((name) => name !== false);
  return [
    ...modules.map((name) => `import ${name}`),
    ...(isTimed && isText ? ['from datetime import datetime'] : []),
    ...(parsing.length > 0 ? [`from urllib.parse import ${parsing.join(', ')}`] : []),
    ...(kind === 'pair' ? ['', ...pairImports(scheme.algorithm)] : []),
  ];
}

function pairImports(algorithm: string): string[] {
  const shared = [
    '# pip install cryptography: the standard library has no key pairs.',
    'from cryptography.exceptions import InvalidSignature',
    'from cryptography.hazmat.primitives import hashes, serialization',
  ];
  const keys = 'from cryptography.hazmat.primitives.asymmetric';
  if (algorithm === 'ed25519') return [...shared, `${keys}.ed25519 import Ed25519PublicKey`];
  return [...shared, `${keys} import ${algorithm.startsWith('rsa') ? 'padding' : 'ec'}`];
}

export const pythonHelpers: HelperLibrary = {
  required: () =>
    source(`
      def _required(headers, name):
          value = _trim(headers.get(name) or "")
          if not value:
              raise WebhookError("missing header: " + name)
          return value`),
  optionals: () =>
    source(`
      def _optionals(headers, names):
          return [value for value in (_trim(headers.get(name) or "") for name in names) if value]`),
  headerValues: () =>
    source(`
      def _header_values(headers, names):
          return ".".join(_trim(headers.get(name.lower()) or "") for name in names.split(" ") if name)`),
  queryValue: () =>
    source(`
      def _query_value(url, name):
          values = [value for key, value in parse_qsl(_query_of(url), keep_blank_values=True) if key == name]
          if len(values) != 1 or not values[0]:
              raise WebhookError("not once in the query: " + name)
          return values[0]`),
  jsonOf: () => [
    '# Numbers are kept as they are written.',
    ...source(`
      def _json_of(body):
          try:
              return json.loads(body.decode(), parse_int=str, parse_float=str)
          except ValueError:
              raise WebhookError("the body is not JSON") from None`),
  ],
  jsonItems: () =>
    source(`
      def _json_items(document, path):
          found = [document]
          for step in path.split("."):
              if step == "*":
                  found = [item for each in found if isinstance(each, list) for item in each]
              else:
                  found = [each[step] for each in found if isinstance(each, dict) and step in each]
          if not found:
              raise WebhookError("the body has no items")
          return found`),
  jsonText: () =>
    source(`
      def _json_text(document, path):
          for step in path.split("."):
              if not isinstance(document, dict) or step not in document:
                  return ""
              document = document[step]
          if isinstance(document, bool):
              return str(document).lower()
          return "" if document is None else str(document)`),
  jsonRequired: () =>
    source(`
      def _json_required(document, path):
          value = _json_text(document, path)
          if not value:
              raise WebhookError("missing in the body: " + path)
          return value`),
  jsonLines: () =>
    source(String.raw`
      def _json_lines(document, names):
          present = [name for name in names.split(",") if isinstance(document, dict) and name in document]
          return "".join(name + "\n" + _json_text(document, name) + "\n" for name in present)`),
  trim: () => [
    '# The blanks that HTTP allows around a value, and no others.',
    ...source(String.raw`
      def _trim(text):
          return text.strip(" \t")`),
  ],
  between: () =>
    source(`
      def _between(text, before, after):
          if not text.startswith(before) or not text.endswith(after) or len(text) < len(before) + len(after):
              raise WebhookError("a value is malformed")
          return text[len(before) : len(text) - len(after)]`),
  split: () =>
    source(`
      def _split(text, separator):
          return [_trim(part) for part in text.split(separator)]`),
  elements: () => [
    '# Other versions in the list are passed over.',
    ...source(`
      def _elements(text, separator, before, after):
          parts = [_trim(part) for part in text.split(separator)]
          return [_between(part, before, after) for part in parts if part.startswith(before) and part.endswith(after)]`),
  ],
  fields: () =>
    source(`
      def _fields(text, delimiter, name, separator, before, after):
          parts = [_trim(part) for part in text.split(delimiter)]
          values = [part[len(name) + 1 :] for part in parts if part.startswith(name + "=")]
          if not values:
              raise WebhookError("missing in the header: " + name)
          if separator:
              values = [each for value in values for each in value.split(separator)]
          return [_between(value, before, after) for value in values]`),
  only: () =>
    source(`
      def _only(values, what):
          if len(set(values)) != 1:
              raise WebhookError("not exactly one " + what)
          return values[0]`),
  upper: () =>
    source(`
      def _upper(text):
          return text.upper()`),
  unescaped: () =>
    source(`
      def _unescaped(url):
          return re.sub("(?i)%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", lambda each: unquote(each.group()), url)`),
  pathOf: () =>
    source(`
      def _path_of(url):
          return re.sub("(?i)^[a-z][a-z0-9+.-]*://[^/?]*", "", url).split("?")[0]`),
  queryOf: () =>
    source(`
      def _query_of(url):
          return url.partition("?")[2]`),
  formText: () => [
    '# Names and values of the form, sorted by name; of a repeated name each different value once.',
    ...source(`
      def _form_text(body):
          pairs = set(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
          return "".join(name + value for name, value in sorted(pairs))`),
  ],
  bodySha256: () =>
    source(`
      def _body_sha256(body):
          return hashlib.sha256(body).hexdigest()`),
  bodyCrc32: () =>
    source(`
      def _body_crc32(body):
          return str(zlib.crc32(body))`),
  checkTime: ({ scheme: { timestamp } }) => {
    const {
      unit = 'seconds',
      tolerancePastSeconds: past = null,
      toleranceFutureSeconds: future = null,
    } = timestamp ?? {};
    const isNumber = unit === 'seconds' || unit === 'milliseconds';
    const form = isNumber
      ? '[0-9]{1,17}'
      : '[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})';
    const age =
      unit === 'seconds'
        ? 'int(now) - int(timestamp)'
        : unit === 'milliseconds'
          ? 'now - int(timestamp) / 1000'
          : 'now - datetime.fromisoformat(re.sub("[Zz]$", "+00:00", timestamp)).timestamp()';
    const isBound = past !== null || future !== null;
    return [
      'def _check_time(timestamp, now):',
      `    if not re.fullmatch(r"${form}", timestamp):`,
      '        raise WebhookError("the timestamp is malformed")',
      isBound &&
        (isNumber
          ? `    age_seconds = ${age}`
          : [
              '    try:',
              `        age_seconds = ${age}`,
              '    except ValueError:',
              '        raise WebhookError("the timestamp is malformed") from None',
            ]),
      past !== null && [`    if age_seconds > ${past}:`, '        raise WebhookError("the timestamp is too old")'],
      future !== null && [
        `    if age_seconds < -${future}:`,
        '        raise WebhookError("the timestamp lies in the future")',
      ],
    ];
  },
  isSigned: (plan) => signedLines(plan),
};

function signedLines(plan: VerifierPlan): string[] {
  const { kind, scheme, hash, isSecretSigned } = plan;
  const contents = kind === 'token' ? '' : isSecretSigned ? ', before, after' : ', content';
  const equal = [
    '',
    '# Takes the same time wherever the two differ.',
    'def _is_equal(one, other):',
    '    return hmac.compare_digest(one.encode(), other.encode())',
  ];
  const head = `def _is_signed(secrets, signatures${contents}):`;
  if (kind === 'token')
    return [head, '    return any(_is_equal(token, secret) for secret in secrets for token in signatures)', ...equal];
  if (kind === 'pair') {
    return [
      head,
      '    return any(_is_verified(secret, signature, content) for secret in secrets for signature in signatures)',
      '',
      ...verifiedLines(plan),
    ];
  }
  const digest =
    kind === 'hmac'
      ? `hmac.new(_key(secret), content, hashlib.${hash}).digest()`
      : `hashlib.sha256(${isSecretSigned ? 'before + _key(secret) + after' : 'content'}).digest()`;
  return [
    head,
    '    for secret in secrets:',
    `        expected = ${encoded(digest, scheme.encoding)}`,
    '        if any(_is_equal(signature, expected) for signature in signatures):',
    '            return True',
    '    return False',
    ...equal,
    ...(kind === 'hmac' || isSecretSigned ? ['', ...keyLines(plan)] : []),
  ];
}

function keyLines(plan: VerifierPlan): string[] {
  return [
    'def _key(secret):',
    ...strippedLines(plan),
    `    key = ${decoded(plan.keyRule.decoding)}`,
    '    if not key:',
    '        # With an empty key anybody could sign.',
    '        raise ValueError("the secret is empty or malformed")',
    '    return key',
  ];
}

function verifiedLines(plan: VerifierPlan): string[] {
  const { scheme, keyRule } = plan;
  const bytes =
    scheme.encoding === 'hex'
      ? 'bytes.fromhex(signature)'
      : scheme.encoding === 'base64'
        ? 'base64.b64decode(signature, validate=True)'
        : 'base64.urlsafe_b64decode(signature + "==")';
  const load =
    keyRule.decoding === 'pem'
      ? 'serialization.load_pem_public_key(secret.encode())'
      : scheme.algorithm === 'ed25519'
        ? 'Ed25519PublicKey.from_public_bytes(raw) if len(raw) == 32 else serialization.load_der_public_key(raw)'
        : 'serialization.load_der_public_key(raw)';
  return [
    'def _is_verified(secret, signature, content):',
    ...strippedLines(plan),
    ...(keyRule.decoding === 'pem' ? [] : [`    raw = ${decoded(keyRule.decoding)}`]),
    `    key = ${load}`,
    '    try:',
    `        made = ${bytes}`,
    `        if ${encoded('made', scheme.encoding)} != signature:`,
    '            return False',
    `        key.verify(made, content${pairArguments(scheme.algorithm)})`,
    '    except (InvalidSignature, ValueError):',
    '        return False',
    '    return True',
  ];
}

function strippedLines({ keyRule: { stripPrefix } }: VerifierPlan): string[] {
  return stripPrefix === null ? [] : [`    secret = secret.removeprefix(${quoted(stripPrefix)})`];
}

function decoded(decoding: string): string {
  if (decoding === 'hex') return 'bytes.fromhex(secret)';
  return decoding === 'base64' ? 'base64.b64decode(secret)' : 'secret.encode()';
}

function encoded(bytes: string, encoding: string): string {
  if (encoding === 'hex') return `${bytes}.hex()`;
  if (encoding === 'base64') return `base64.b64encode(${bytes}).decode()`;
  return `base64.urlsafe_b64encode(${bytes}).decode().rstrip("=")`;
}

function pairArguments(algorithm: string): string {
  if (algorithm === 'ed25519') return '';
  if (algorithm === 'ecdsa-p256-sha256') return ', ec.ECDSA(hashes.SHA256())';
  return `, padding.PKCS1v15(), hashes.${algorithm === 'rsa-sha1' ? 'SHA1' : 'SHA256'}()`;
}
