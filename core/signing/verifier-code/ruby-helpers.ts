import { singleQuoted as quoted } from './code-writer.ts';
import { type HelperLibrary, source } from './dialect.ts';
import type { VerifierPlan } from './verifier-plan.ts';

export function rubyRequires({ helpers, scheme }: VerifierPlan): string[] {
  const isText = scheme.timestamp?.unit === 'iso8601' || scheme.timestamp?.unit === 'rfc3339';
  const libraries = [
    'base64',
    helpers.has('jsonOf') && 'json',
    'openssl',
    isText && 'time',
    (helpers.has('formText') || helpers.has('queryValue')) && 'uri',
    helpers.has('bodyCrc32') && 'zlib',
  ];
  return libraries.filter((name) => name !== false).map((name) => `require '${name}'`);
}

export const rubyHelpers: HelperLibrary = {
  required: () =>
    source(`
      def required_header(headers, name)
        value = trim(headers[name].to_s)
        raise Error, 'missing header: ' + name if value.empty?
        value
      end`),
  optionals: () =>
    source(`
      def optionals(headers, names)
        names.map { |name| trim(headers[name].to_s) }.reject(&:empty?)
      end`),
  headerValues: () =>
    source(`
      def header_values(headers, names)
        names.split(' ').map { |name| trim(headers[name.downcase].to_s) }.join('.')
      end`),
  queryValue: () =>
    source(`
      def query_value(url, name)
        values = URI.decode_www_form(query_of(url)).select { |key, _| key == name }.map(&:last)
        raise Error, 'not once in the query: ' + name if values.size != 1 || values.first.empty?
        values.first
      end`),
  jsonOf: () =>
    source(`
      def json_of(body)
        text = body.dup.force_encoding(Encoding::UTF_8)
        raise Error, 'the body is not UTF-8' unless text.valid_encoding?
        JSON.parse(text)
      rescue JSON::ParserError
        raise Error, 'the body is not JSON'
      end`),
  jsonItems: () =>
    source(`
      def json_items(document, path)
        found = path.split('.').reduce([document]) do |all, step|
          next all.grep(Array).flatten(1) if step == '*'
          all.grep(Hash).select { |each| each.key?(step) }.map { |each| each[step] }
        end
        raise Error, 'the body has no items' if found.empty?
        found
      end`),
  jsonText: () =>
    source(`
      def json_text(document, path)
        path.split('.').reduce(document) { |each, step| each.is_a?(Hash) ? each[step] : nil }.to_s
      end`),
  jsonRequired: () =>
    source(`
      def json_required(document, path)
        value = json_text(document, path)
        raise Error, 'missing in the body: ' + path if value.empty?
        value
      end`),
  jsonLines: () =>
    source(String.raw`
      def json_lines(document, names)
        present = names.split(',').select { |name| document.is_a?(Hash) && document.key?(name) }
        present.map { |name| name + "\n" + json_text(document, name) + "\n" }.join
      end`),
  trim: () => [
    '# The blanks that HTTP allows around a value, and no others.',
    ...source(String.raw`
      def trim(text)
        text.b.sub(/\A[ \t]+/, '').sub(/[ \t]+\z/, '')
      end`),
  ],
  between: () =>
    source(`
      def between(text, before, after)
        is_fitting = text.start_with?(before) && text.end_with?(after) && text.length >= before.length + after.length
        raise Error, 'a value is malformed' unless is_fitting
        text[before.length, text.length - before.length - after.length]
      end`),
  split: () =>
    source(`
      def split(text, separator)
        text.split(separator, -1).map { |part| trim(part) }
      end`),
  elements: () => [
    '# Other versions in the list are passed over.',
    ...source(`
      def elements(text, separator, before, after)
        parts = text.split(separator, -1).map { |part| trim(part) }
        parts.select { |part| part.start_with?(before) && part.end_with?(after) }.map { |part| between(part, before, after) }
      end`),
  ],
  fields: () =>
    source(`
      def fields(text, delimiter, name, separator, before, after)
        parts = text.split(delimiter, -1).map { |part| trim(part) }.select { |part| part.start_with?(name + '=') }
        raise Error, 'missing in the header: ' + name if parts.empty?
        values = parts.map { |part| part[(name.length + 1)..] }
        values = values.flat_map { |value| value.split(separator, -1) } unless separator.empty?
        values.map { |value| between(value, before, after) }
      end`),
  only: () =>
    source(`
      def only(values, what)
        raise Error, 'not exactly one ' + what if values.uniq.size != 1
        values.first
      end`),
  upper: () =>
    source(`
      def upper(text)
        text.upcase
      end`),
  unescaped: () =>
    source(`
      def unescaped(url)
        url.gsub(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/i) { |each| each[1..].hex.chr }
      end`),
  pathOf: () =>
    source(String.raw`
      def path_of(url)
        url.sub(%r{\A[a-z][a-z0-9+.-]*://[^/?]*}i, '').split('?', 2).first.to_s
      end`),
  queryOf: () =>
    source(`
      def query_of(url)
        url.split('?', 2)[1].to_s
      end`),
  formText: () => [
    '# Names and values of the form, sorted by name; of a repeated name each different value once.',
    ...source(`
      def form_text(body)
        URI.decode_www_form(body).uniq.sort.map(&:join).join
      end`),
  ],
  bodySha256: () =>
    source(`
      def body_sha256(body)
        OpenSSL::Digest.hexdigest('sha256', body)
      end`),
  bodyCrc32: () =>
    source(`
      def body_crc32(body)
        Zlib.crc32(body).to_s
      end`),
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
        ? 'now.to_i - timestamp.to_i'
        : unit === 'milliseconds'
          ? 'now.to_f - timestamp.to_i / 1000.0'
          : 'now.to_f - Time.iso8601(timestamp).to_f';
    const isBound = past !== null || future !== null;
    return [
      'def check_time(timestamp, now)',
      `  raise Error, 'the timestamp is malformed' unless timestamp.match?(/\\A${form}\\z/i)`,
      isBound && `  age_seconds = ${age}`,
      past !== null && `  raise Error, 'the timestamp is too old' if age_seconds > ${past}`,
      future !== null && `  raise Error, 'the timestamp lies in the future' if age_seconds < -${future}`,
      isBound && !isNumber && ['rescue ArgumentError', "  raise Error, 'the timestamp is malformed'"],
      'end',
    ];
  },
  isSigned: (plan) => signedLines(plan),
};

function signedLines(plan: VerifierPlan): string[] {
  const { kind, scheme, hash, isSecretSigned } = plan;
  const contents = kind === 'token' ? '' : isSecretSigned ? ', before, after' : ', content';
  const head = `def signed?(secrets, signatures${contents})`;
  // Takes the same time wherever the two differ.
  const equal = [
    '',
    '# Takes the same time wherever the two differ.',
    'def equal_texts?(one, other)',
    '  one.bytesize == other.bytesize && OpenSSL.fixed_length_secure_compare(one, other)',
    'end',
  ];
  if (kind === 'token') {
    return [
      head,
      '  secrets.any? { |secret| signatures.any? { |token| equal_texts?(token, secret) } }',
      'end',
      ...equal,
    ];
  }
  if (kind === 'pair') {
    return [
      head,
      '  secrets.any? { |secret| signatures.any? { |signature| verified?(secret, signature, content) } }',
      'end',
      '',
      ...verifiedLines(plan),
    ];
  }
  const digest =
    kind === 'hmac'
      ? `OpenSSL::HMAC.digest('${hash}', key_of(secret), content)`
      : `OpenSSL::Digest.digest('sha256', ${isSecretSigned ? 'before + key_of(secret).b + after' : 'content'})`;
  return [
    head,
    '  secrets.any? do |secret|',
    `    expected = ${encoded(digest, scheme.encoding)}`,
    '    signatures.any? { |signature| equal_texts?(signature, expected) }',
    '  end',
    'end',
    ...equal,
    ...(kind === 'hmac' || isSecretSigned ? ['', ...keyLines(plan)] : []),
  ];
}

function keyLines(plan: VerifierPlan): string[] {
  return [
    'def key_of(secret)',
    `  key = ${keyBytes(plan)}`,
    '  # With an empty key anybody could sign.',
    "  raise 'the secret is empty or malformed' if key.empty?",
    '  key',
    'end',
  ];
}

function verifiedLines(plan: VerifierPlan): string[] {
  const { scheme, keyRule } = plan;
  const isEdwards = scheme.algorithm === 'ed25519';
  const digest = isEdwards ? 'nil' : scheme.algorithm === 'rsa-sha1' ? "'SHA1'" : "'SHA256'";
  const bytes =
    scheme.encoding === 'hex'
      ? "[signature].pack('H*')"
      : scheme.encoding === 'base64'
        ? 'Base64.strict_decode64(signature)'
        : 'Base64.urlsafe_decode64(signature)';
  return [
    'def verified?(secret, signature, content)',
    `  der = ${keyRule.decoding === 'pem' ? 'secret' : keyBytes(plan)}`,
    ...(isEdwards ? ["  der = ['302a300506032b6570032100'].pack('H*') + der if der.bytesize == 32"] : []),
    `  made = ${bytes}`,
    `  return false unless ${encoded('made', scheme.encoding)} == signature`,
    `  OpenSSL::PKey.read(der).verify(${digest}, made, content)`,
    'rescue ArgumentError, OpenSSL::PKey::PKeyError',
    '  false',
    'end',
  ];
}

function keyBytes({ keyRule: { stripPrefix, decoding } }: VerifierPlan): string {
  const text = stripPrefix === null ? 'secret' : `secret.delete_prefix(${quoted(stripPrefix)})`;
  if (decoding === 'hex') return `[${text}].pack('H*')`;
  return decoding === 'base64' ? `Base64.strict_decode64(${text})` : text;
}

function encoded(bytes: string, encoding: string): string {
  if (encoding === 'hex') return `${bytes}.unpack1('H*')`;
  return encoding === 'base64'
    ? `Base64.strict_encode64(${bytes})`
    : `Base64.urlsafe_encode64(${bytes}, padding: false)`;
}
