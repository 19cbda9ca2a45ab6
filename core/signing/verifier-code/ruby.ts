import { type CodeLine, code, comment, indent, singleQuoted as quoted } from './code-writer.ts';
import { type ContentPiece, type HeaderRead, isBare, type ValueForm, type VerifierPlan } from './verifier-plan.ts';

export function rubyVerifier(plan: VerifierPlan): string {
  const { scheme, kind } = plan;
  const isText = scheme.timestamp?.unit === 'iso8601' || scheme.timestamp?.unit === 'rfc3339';
  const extra = `${plan.needsMethod ? ', method:' : ''}${plan.needsUrl ? ', url:' : ''}`;
  return code(
    '# frozen_string_literal: true',
    '',
    ...comment(`Verifies webhooks signed by: ${scheme.name}.`, '# '),
    ...comment(plan.words, '# '),
    "require 'base64'",
    "require 'openssl'",
    isText && "require 'time'",
    plan.content.some((piece) => piece.kind === 'bodyCrc32') && "require 'zlib'",
    '',
    'class WebhookError < StandardError; end',
    '',
    '# Raises WebhookError unless the request was signed with one of the secrets. Headers: names in lower case, several',
    '# values of one header joined with ", ". Body: the raw bytes, before anything parses them.',
    `def verify_webhook(headers:, body:, secrets:${extra}, now: Time.now)`,
    indent(plan.reads.flatMap(readLines), '  '),
    optionalNames(plan).length > 0 && `  signatures = [${optionalNames(plan).join(', ')}].compact`,
    plan.isSingle &&
      kind !== 'token' &&
      "  raise WebhookError, 'there is more than one signature' if signatures.uniq.size > 1",
    indent(timeLines(plan), '  '),
    '  secrets.each do |secret|',
    indent(matchLines(plan), '    '),
    '  end',
    "  raise WebhookError, 'the signature does not match'",
    'end',
    '',
    keyLines(plan),
    'def required(headers, name)',
    '  value = headers[name].to_s.strip',
    "  raise WebhookError, 'missing header: ' + name if value.empty?",
    '  value',
    'end',
    plan.needsBetween && [
      '',
      'def between(text, before, after)',
      '  is_fitting = text.start_with?(before) && text.end_with?(after) && text.length >= before.length + after.length',
      "  raise WebhookError, 'a header is malformed' unless is_fitting",
      '  text[before.length, text.length - before.length - after.length]',
      'end',
    ],
    plan.reads.some((read) => read.kind === 'fields') && [
      '',
      'def fields(text, delimiter, name)',
      "  parts = text.split(delimiter).map(&:strip).select { |part| part.start_with?(name + '=') }",
      "  raise WebhookError, 'missing in the header: ' + name if parts.empty?",
      '  parts.map { |part| part[(name.length + 1)..] }',
      'end',
    ],
    kind !== 'pair' && [
      '',
      '# Takes the same time wherever the two differ.',
      'def same_text?(one, other)',
      '  one.bytesize == other.bytesize && OpenSSL.fixed_length_secure_compare(one, other)',
      'end',
    ],
  );
}

/** A Rack application: `rackup` it, or mount it in Rails. */
export function rubyServer(plan: VerifierPlan): string {
  const extra = `${plan.needsMethod ? ", method: env['REQUEST_METHOD']" : ''}${plan.needsUrl ? ", url: origin + env['PATH_INFO'] + (env['QUERY_STRING'].empty? ? '' : '?' + env['QUERY_STRING'])" : ''}`;
  return code(
    '# frozen_string_literal: true',
    '',
    "require_relative 'verify_webhook'",
    '',
    '# The previous secret is set only while secrets are being changed.',
    "SECRETS = [ENV['WEBHOOK_SECRET'], ENV['WEBHOOK_SECRET_PREVIOUS']].compact",
    "raise 'Set WEBHOOK_SECRET.' if SECRETS.empty?",
    '',
    'run(lambda do |env|',
    '  # The raw bytes: parse them after they have been verified.',
    "  body = env['rack.input']&.read.to_s",
    "  headers = env.select { |name, _| name.start_with?('HTTP_') }.transform_keys { |name| name[5..].downcase.tr('_', '-') }",
    plan.needsUrl && "  origin = ENV['PUBLIC_ORIGIN'] || env['rack.url_scheme'] + '://' + env['HTTP_HOST'].to_s",
    `  verify_webhook(headers: headers, body: body, secrets: SECRETS${extra})`,
    '  [204, {}, []]',
    'rescue WebhookError',
    '  [401, {}, []]',
    'end)',
  );
}

function variableOf(header: string): string {
  return `signature_${header.toLowerCase().replace(/\W/g, '_')}`;
}

function optionalNames({ reads }: VerifierPlan): string[] {
  return reads.flatMap((read) => (read.kind === 'value' && read.isOptional ? [variableOf(read.header)] : []));
}

function cut(form: Pick<ValueForm, 'before' | 'after'>, text: string): string {
  return isBare(form) ? text : `between(${text}, ${quoted(form.before)}, ${quoted(form.after)})`;
}

function readLines(read: HeaderRead): CodeLine[] {
  const required = `required(headers, ${quoted(read.header.toLowerCase())})`;
  if (read.kind === 'constant') {
    return [
      `raise WebhookError, ${quoted(`the header ${read.header} is another one`)} unless ${required} == ${quoted(read.value)}`,
    ];
  }
  if (read.kind === 'fields') {
    return read.fields.flatMap((field) => {
      const values = `fields(${required}, ${quoted(read.delimiter)}, ${quoted(field.name)})`;
      const split =
        field.separator === null ? values : `${values}.flat_map { |value| value.split(${quoted(field.separator)}) }`;
      const stripped = isBare(field) ? split : `${split}.map { |value| ${cut(field, 'value')} }`;
      if (field.target === 'signature') return [`signatures = ${stripped}`];
      return [
        `${field.target}s = ${stripped}.uniq`,
        `raise WebhookError, 'there is more than one ${field.target}' if ${field.target}s.size > 1`,
        `${field.target} = ${field.target}s.first`,
      ];
    });
  }
  const { form, separator, isListInside, isOptional } = read;
  if (form.target !== 'signature') return [`${form.target} = ${cut(form, required)}`];
  if (isOptional) return [`${variableOf(read.header)} = headers[${quoted(read.header.toLowerCase())}]`];
  if (separator === null) return [`signatures = [${cut(form, required)}]`];
  if (isListInside) return [`signatures = ${cut(form, required)}.split(${quoted(separator)}).map(&:strip)`];
  return [
    '# Other versions in the list are passed over.',
    `elements = ${required}.split(${quoted(separator)}).map(&:strip)`,
    `elements = elements.select { |each| each.start_with?(${quoted(form.before)}) && each.end_with?(${quoted(form.after)}) }`,
    `signatures = elements.map { |each| ${cut(form, 'each')} }`,
  ];
}

function timeLines({ scheme: { timestamp } }: VerifierPlan): CodeLine[] {
  if (timestamp === null) return [];
  const { unit, tolerancePastSeconds: past, toleranceFutureSeconds: future } = timestamp;
  const isNumber = unit === 'seconds' || unit === 'milliseconds';
  const form = isNumber ? '\\d{1,17}' : '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)';
  const age =
    unit === 'seconds'
      ? 'now.to_i - timestamp.to_i'
      : unit === 'milliseconds'
        ? 'now.to_f - timestamp.to_i / 1000.0'
        : 'now.to_f - Time.iso8601(timestamp).to_f';
  return [
    `raise WebhookError, 'the timestamp is malformed' unless timestamp.match?(/\\A${form}\\z/i)`,
    (past !== null || future !== null) && `age_seconds = ${age}`,
    past !== null && `raise WebhookError, 'the timestamp is too old' if age_seconds > ${past}`,
    future !== null && `raise WebhookError, 'the timestamp lies in the future' if age_seconds < -${future}`,
  ];
}

function encoded(bytes: string, encoding: string): string {
  if (encoding === 'hex') return `${bytes}.unpack1('H*')`;
  return encoding === 'base64'
    ? `Base64.strict_encode64(${bytes})`
    : `Base64.urlsafe_encode64(${bytes}, padding: false)`;
}

function matchLines({ kind, content, hash, scheme }: VerifierPlan): CodeLine[] {
  if (kind === 'token') return ['return if signatures.any? { |token| same_text?(token, secret) }'];
  const joined =
    content.length === 1
      ? content[0] === undefined
        ? "''"
        : pieceCode(content[0])
      : `[${content.map(pieceCode).join(', ')}].map(&:b).join`;
  if (kind === 'pair')
    return [`content = ${joined}`, 'return if signatures.any? { |signature| signed?(secret, content, signature) }'];
  const digest =
    kind === 'hmac'
      ? `OpenSSL::HMAC.digest('${hash}', key_of(secret), ${joined})`
      : `OpenSSL::Digest.digest('sha256', ${joined})`;
  return [
    `expected = ${encoded(digest, scheme.encoding)}`,
    'return if signatures.any? { |signature| same_text?(signature, expected) }',
  ];
}

function pieceCode(piece: ContentPiece): string {
  switch (piece.kind) {
    case 'text':
      return piece.text.includes('\n') ? JSON.stringify(piece.text) : quoted(piece.text);
    case 'header':
      return `required(headers, ${quoted(piece.header)})`;
    case 'id':
    case 'timestamp':
    case 'body':
    case 'url':
      return piece.kind;
    case 'secret':
      return 'key_of(secret)';
    case 'method':
      return 'method.upcase';
    case 'urlDecoded':
      return 'url.gsub(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/i) { |each| each[1..].hex.chr }';
    case 'path':
      return "url.sub(%r{\\A[a-z]+://[^/?]*}i, '').split('?', 2).first.to_s";
    case 'query':
      return "url.split('?', 2)[1].to_s";
    case 'bodySha256':
      return "OpenSSL::Digest.hexdigest('sha256', body)";
    case 'bodyCrc32':
      return 'Zlib.crc32(body).to_s';
  }
}

function keyLines({ kind, scheme, content }: VerifierPlan): CodeLine[] {
  if (kind === 'token' || (kind === 'digest' && !content.some((piece) => piece.kind === 'secret'))) return [];
  const rule = kind === 'pair' ? (scheme.verifyingKey ?? scheme.key) : scheme.key;
  const strip = rule.stripPrefix === null ? 'secret' : `secret.delete_prefix(${quoted(rule.stripPrefix)})`;
  const decoded =
    rule.decoding === 'hex'
      ? `[${strip}].pack('H*')`
      : rule.decoding === 'base64'
        ? `Base64.strict_decode64(${strip})`
        : strip;
  if (kind !== 'pair') {
    return [
      'def key_of(secret)',
      `  key = ${decoded}`,
      '  # With an empty key anybody could sign.',
      "  raise 'the secret is empty or malformed' if key.empty?",
      '  key',
      'end',
      '',
    ];
  }
  const isEd = scheme.algorithm === 'ed25519';
  const digest = isEd ? 'nil' : scheme.algorithm === 'rsa-sha1' ? "'SHA1'" : "'SHA256'";
  const bytes =
    scheme.encoding === 'hex'
      ? "[text].pack('H*')"
      : scheme.encoding === 'base64'
        ? 'Base64.strict_decode64(text)'
        : 'Base64.urlsafe_decode64(text)';
  return [
    'def signed?(secret, content, text)',
    `  der = ${rule.decoding === 'pem' ? 'secret' : decoded}`,
    isEd && "  der = ['302a300506032b6570032100'].pack('H*') + der if der.bytesize == 32",
    `  OpenSSL::PKey.read(der).verify(${digest}, ${bytes}, content)`,
    'rescue ArgumentError, OpenSSL::PKey::PKeyError',
    '  false',
    'end',
    '',
  ];
}
