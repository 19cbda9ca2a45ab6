import { type CodeLine, code, comment, indent, quoted } from './code-writer.ts';
import { type ContentPiece, type HeaderRead, isBare, type ValueForm, type VerifierPlan } from './verifier-plan.ts';

export function pythonVerifier(plan: VerifierPlan): string {
  const { scheme, kind } = plan;
  const { timestamp } = scheme;
  const isText = timestamp?.unit === 'iso8601' || timestamp?.unit === 'rfc3339';
  const signature = ['headers', 'body', 'secrets', plan.needsMethod && 'method', plan.needsUrl && 'url']
    .filter((each) => each !== false)
    .join(', ');
  return code(
    '"""',
    ...comment(`Verifies webhooks signed by: ${scheme.name}.`.replaceAll('"""', ''), ''),
    ...comment(plan.words.replaceAll('"""', '').replaceAll('\\', '/'), ''),
    '"""',
    '',
    'import base64',
    'import hashlib',
    'import hmac',
    'import re',
    'import time',
    plan.content.some((piece) => piece.kind === 'bodyCrc32') && 'import zlib',
    isText && 'from datetime import datetime',
    plan.content.some((piece) => piece.kind === 'urlDecoded') && 'from urllib.parse import unquote',
    kind === 'pair' && ['', ...pairImports(scheme.algorithm)],
    '',
    '',
    'class WebhookError(Exception):',
    '    pass',
    '',
    '',
    `def verify_webhook(${signature}, now=None):`,
    '    """',
    '    Raises WebhookError unless the request was signed with one of the secrets.',
    '',
    '    headers: dict of names in lower case; several values of one header joined with ", ".',
    '    body: the raw bytes, before anything parses them.',
    '    """',
    '    now = time.time() if now is None else now',
    indent(plan.reads.flatMap(readLines), '    '),
    optionalNames(plan).length > 0 &&
      `    signatures = [each for each in [${optionalNames(plan).join(', ')}] if each is not None]`,
    plan.isSingle &&
      kind !== 'token' && [
        '    if len(set(signatures)) > 1:',
        '        raise WebhookError("there is more than one signature")',
      ],
    indent(timeLines(plan), '    '),
    '    for secret in secrets:',
    indent(matchLines(plan), '        '),
    '    raise WebhookError("the signature does not match")',
    keyLines(plan),
    '',
    '',
    'def _required(headers, name):',
    '    value = (headers.get(name) or "").strip()',
    '    if not value:',
    '        raise WebhookError("missing header: " + name)',
    '    return value',
    plan.needsBetween && [
      '',
      '',
      'def _between(text, before, after):',
      '    if not text.startswith(before) or not text.endswith(after) or len(text) < len(before) + len(after):',
      '        raise WebhookError("a header is malformed")',
      '    return text[len(before) : len(text) - len(after)]',
    ],
    plan.reads.some((read) => read.kind === 'fields') && [
      '',
      '',
      'def _fields(text, delimiter, name):',
      '    parts = [part.strip() for part in text.split(delimiter)]',
      '    values = [part[len(name) + 1 :] for part in parts if part.startswith(name + "=")]',
      '    if not values:',
      '        raise WebhookError("missing in the header: " + name)',
      '    return values',
    ],
  );
}

/** A server of the standard library alone. */
export function pythonServer(plan: VerifierPlan): string {
  const extra = `${plan.needsMethod ? ', self.command' : ''}${plan.needsUrl ? ', origin + self.path' : ''}`;
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
    plan.needsUrl && '        origin = os.environ.get("PUBLIC_ORIGIN") or "http://" + self.headers.get("host", "")',
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

function variableOf(header: string): string {
  return `signature_${header.toLowerCase().replace(/\W/g, '_')}`;
}

function optionalNames({ reads }: VerifierPlan): string[] {
  return reads.flatMap((read) => (read.kind === 'value' && read.isOptional ? [variableOf(read.header)] : []));
}

function cut(form: Pick<ValueForm, 'before' | 'after'>, text: string): string {
  return isBare(form) ? text : `_between(${text}, ${quoted(form.before)}, ${quoted(form.after)})`;
}

function readLines(read: HeaderRead): CodeLine[] {
  const required = `_required(headers, ${quoted(read.header.toLowerCase())})`;
  if (read.kind === 'constant') {
    return [
      `if ${required} != ${quoted(read.value)}:`,
      `    raise WebhookError("the header ${read.header} is another one")`,
    ];
  }
  if (read.kind === 'fields') {
    return read.fields.flatMap((field) => {
      const values = `_fields(${required}, ${quoted(read.delimiter)}, ${quoted(field.name)})`;
      const split =
        field.separator === null
          ? values
          : `[each for value in ${values} for each in value.split(${quoted(field.separator)})]`;
      const stripped = isBare(field) ? split : `[${cut(field, 'value')} for value in ${split}]`;
      if (field.target === 'signature') return [`signatures = ${stripped}`];
      return [
        `${field.target}s = set(${stripped})`,
        `if len(${field.target}s) > 1:`,
        `    raise WebhookError("there is more than one ${field.target}")`,
        `${field.target} = ${field.target}s.pop()`,
      ];
    });
  }
  const { form, separator, isListInside, isOptional } = read;
  if (form.target !== 'signature') return [`${form.target} = ${cut(form, required)}`];
  if (isOptional) return [`${variableOf(read.header)} = headers.get(${quoted(read.header.toLowerCase())})`];
  if (separator === null) return [`signatures = [${cut(form, required)}]`];
  if (isListInside)
    return [`signatures = [each.strip() for each in ${cut(form, required)}.split(${quoted(separator)})]`];
  return [
    '# Other versions in the list are passed over.',
    `elements = [each.strip() for each in ${required}.split(${quoted(separator)})]`,
    `signatures = [${cut(form, 'each')} for each in elements if each.startswith(${quoted(form.before)}) and each.endswith(${quoted(form.after)})]`,
  ];
}

function timeLines({ scheme: { timestamp } }: VerifierPlan): CodeLine[] {
  if (timestamp === null) return [];
  const { unit, tolerancePastSeconds: past, toleranceFutureSeconds: future } = timestamp;
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
  return [
    `if not re.fullmatch(r"${form}", timestamp):`,
    '    raise WebhookError("the timestamp is malformed")',
    (past !== null || future !== null) && `age_seconds = ${age}`,
    past !== null && [`if age_seconds > ${past}:`, '    raise WebhookError("the timestamp is too old")'],
    future !== null && [`if age_seconds < -${future}:`, '    raise WebhookError("the timestamp lies in the future")'],
  ];
}

function encoded(bytes: string, encoding: string): string {
  if (encoding === 'hex') return `${bytes}.hex()`;
  if (encoding === 'base64') return `base64.b64encode(${bytes}).decode()`;
  return `base64.urlsafe_b64encode(${bytes}).decode().rstrip("=")`;
}

function matchLines({ kind, content, hash, scheme }: VerifierPlan): CodeLine[] {
  const compare = (expected: string) => [
    'for signature in signatures:',
    '    # Takes the same time wherever the two differ.',
    `    if hmac.compare_digest(signature.encode(), ${expected}):`,
    '        return',
  ];
  if (kind === 'token') return compare('secret.encode()');
  const joined = content.map(pieceCode).join(' + ');
  if (kind === 'pair') {
    return [
      `content = ${joined}`,
      'for signature in signatures:',
      '    if _is_signed(secret, content, signature):',
      '        return',
    ];
  }
  const needsKey = kind === 'hmac' || content.some((piece) => piece.kind === 'secret');
  const digest =
    kind === 'hmac' ? `hmac.new(key, ${joined}, hashlib.${hash}).digest()` : `hashlib.sha256(${joined}).digest()`;
  return [
    needsKey && 'key = _key(secret)',
    `expected = ${encoded(digest, scheme.encoding)}`,
    ...compare('expected.encode()'),
  ];
}

function pieceCode(piece: ContentPiece): string {
  switch (piece.kind) {
    case 'text':
      return `${quoted(piece.text)}.encode()`;
    case 'header':
      return `_required(headers, ${quoted(piece.header)}).encode()`;
    case 'id':
    case 'timestamp':
      return `${piece.kind}.encode()`;
    case 'body':
      return 'body';
    case 'secret':
      return 'key';
    case 'method':
      return 'method.upper().encode()';
    case 'url':
      return 'url.encode()';
    case 'urlDecoded':
      return 're.sub("(?i)%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", lambda each: unquote(each.group()), url).encode()';
    case 'path':
      return 're.sub("(?i)^[a-z]+://[^/?]*", "", url).split("?")[0].encode()';
    case 'query':
      return 'url.partition("?")[2].encode()';
    case 'bodySha256':
      return 'hashlib.sha256(body).hexdigest().encode()';
    case 'bodyCrc32':
      return 'str(zlib.crc32(body)).encode()';
  }
}

function keyLines({ kind, scheme, content }: VerifierPlan): CodeLine[] {
  if (kind === 'token' || (kind === 'digest' && !content.some((piece) => piece.kind === 'secret'))) return [];
  const rule = kind === 'pair' ? (scheme.verifyingKey ?? scheme.key) : scheme.key;
  const strip = rule.stripPrefix === null ? [] : [`    secret = secret.removeprefix(${quoted(rule.stripPrefix)})`];
  const decoded =
    rule.decoding === 'hex'
      ? 'bytes.fromhex(secret)'
      : rule.decoding === 'base64'
        ? 'base64.b64decode(secret)'
        : 'secret.encode()';
  if (kind !== 'pair') {
    return [
      '',
      '',
      'def _key(secret):',
      ...strip,
      `    key = ${decoded}`,
      '    if not key:',
      '        # With an empty key anybody could sign.',
      '        raise ValueError("the secret is empty or malformed")',
      '    return key',
    ];
  }
  const isEd = scheme.algorithm === 'ed25519';
  const load =
    rule.decoding === 'pem'
      ? 'serialization.load_pem_public_key(secret.encode())'
      : 'serialization.load_der_public_key(raw)';
  const bytes =
    scheme.encoding === 'hex'
      ? 'bytes.fromhex(signature)'
      : scheme.encoding === 'base64'
        ? 'base64.b64decode(signature, validate=True)'
        : 'base64.urlsafe_b64decode(signature + "==")';
  return [
    '',
    '',
    'def _is_signed(secret, content, signature):',
    ...strip,
    rule.decoding !== 'pem' && `    raw = ${decoded}`,
    isEd
      ? '    key = Ed25519PublicKey.from_public_bytes(raw) if len(raw) == 32 else serialization.load_der_public_key(raw)'
      : `    key = ${load}`,
    '    try:',
    `        key.verify(${bytes}, content${pairArguments(scheme.algorithm)})`,
    '    except (InvalidSignature, ValueError):',
    '        return False',
    '    return True',
  ];
}

function pairImports(algorithm: string): string[] {
  const shared = [
    '# pip install cryptography: the standard library has no key pairs.',
    'from cryptography.exceptions import InvalidSignature',
    'from cryptography.hazmat.primitives import hashes, serialization',
  ];
  if (algorithm === 'ed25519')
    return [...shared, 'from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey'];
  return [
    ...shared,
    `from cryptography.hazmat.primitives.asymmetric import ${algorithm.startsWith('rsa') ? 'padding' : 'ec'}`,
  ];
}

function pairArguments(algorithm: string): string {
  if (algorithm === 'ed25519') return '';
  if (algorithm === 'ecdsa-p256-sha256') return ', ec.ECDSA(hashes.SHA256())';
  return `, padding.PKCS1v15(), hashes.${algorithm === 'rsa-sha1' ? 'SHA1' : 'SHA256'}()`;
}
