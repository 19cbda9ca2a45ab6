import { type CodeLine, code, comment, indent, quoted } from './code-writer.ts';
import { type ContentPiece, type HeaderRead, isBare, type ValueForm, type VerifierPlan } from './verifier-plan.ts';

const macNames: Record<string, string> = {
  sha1: 'HmacSHA1',
  sha256: 'HmacSHA256',
  sha384: 'HmacSHA384',
  sha512: 'HmacSHA512',
};
const pairNames: Record<string, { signature: string; key: string }> = {
  ed25519: { signature: 'Ed25519', key: 'Ed25519' },
  'ecdsa-p256-sha256': { signature: 'SHA256withECDSA', key: 'EC' },
  'rsa-sha1': { signature: 'SHA1withRSA', key: 'RSA' },
  'rsa-sha256': { signature: 'SHA256withRSA', key: 'RSA' },
};

/** One file: the verifier and a server of the JDK's own (17 or newer). */
export function javaVerifier(plan: VerifierPlan): string {
  const { scheme, kind } = plan;
  const parameters = [
    'Map<String, String> headers',
    'byte[] body',
    'List<String> secrets',
    plan.needsMethod && 'String method',
    plan.needsUrl && 'String url',
    'Instant now',
  ].filter((each) => each !== false);
  const given = [
    'joined(exchange.getRequestHeaders())',
    'body',
    'secrets',
    plan.needsMethod && 'exchange.getRequestMethod()',
    plan.needsUrl && 'origin(exchange) + exchange.getRequestURI()',
    'Instant.now()',
  ].filter((each) => each !== false);
  return code(
    ...comment(`Verifies webhooks signed by: ${scheme.name}.`.replaceAll('\\u', '\\ u'), '// '),
    ...comment(plan.words.replaceAll('\\u', '\\ u'), '// '),
    'import com.sun.net.httpserver.HttpServer;',
    'import java.io.ByteArrayOutputStream;',
    'import java.net.InetSocketAddress;',
    'import java.nio.charset.StandardCharsets;',
    'import java.security.GeneralSecurityException;',
    'import java.security.KeyFactory;',
    'import java.security.MessageDigest;',
    'import java.security.Signature;',
    'import java.security.spec.X509EncodedKeySpec;',
    'import java.time.Instant;',
    'import java.time.OffsetDateTime;',
    'import java.util.*;',
    'import java.util.stream.*;',
    'import javax.crypto.Mac;',
    'import javax.crypto.spec.SecretKeySpec;',
    '',
    'public class VerifyWebhook {',
    '  static class WebhookException extends Exception {',
    '    WebhookException(String message) {',
    '      super(message);',
    '    }',
    '  }',
    '',
    '  /**',
    '   * Throws a WebhookException unless the request was signed with one of the secrets. Headers: names in lower case,',
    '   * several values of one header joined with ", ". Body: the raw bytes, before anything parses them.',
    '   */',
    `  static void verify(${parameters.join(', ')})`,
    '      throws WebhookException, GeneralSecurityException {',
    indent(plan.reads.flatMap(readLines), '    '),
    optionalNames(plan).length > 0 &&
      `    List<String> signatures = Stream.of(${optionalNames(plan).join(', ')}).filter(Objects::nonNull).toList();`,
    plan.isSingle &&
      kind !== 'token' &&
      '    if (new HashSet<>(signatures).size() > 1) throw new WebhookException("there is more than one signature");',
    indent(timeLines(plan), '    '),
    '    for (String secret : secrets) {',
    indent(matchLines(plan), '      '),
    '    }',
    '    throw new WebhookException("the signature does not match");',
    '  }',
    '',
    helperLines(plan),
    '  public static void main(String[] arguments) throws Exception {',
    '    // The previous secret is set only while secrets are being changed.',
    '    List<String> secrets =',
    '        Stream.of("WEBHOOK_SECRET", "WEBHOOK_SECRET_PREVIOUS").map(System::getenv).filter(Objects::nonNull).toList();',
    '    if (secrets.isEmpty()) throw new IllegalStateException("Set WEBHOOK_SECRET.");',
    '    int port = Integer.parseInt(Optional.ofNullable(System.getenv("PORT")).orElse("3000"));',
    '    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);',
    '    server.createContext("/", exchange -> {',
    '      // The raw bytes: parse them after they have been verified.',
    '      byte[] body = exchange.getRequestBody().readAllBytes();',
    '      int status = 204;',
    '      try {',
    `        verify(${given.join(', ')});`,
    '      } catch (WebhookException | GeneralSecurityException error) {',
    '        status = 401;',
    '      }',
    '      exchange.sendResponseHeaders(status, -1);',
    '      exchange.close();',
    '    });',
    '    server.start();',
    '    System.out.println("listening");',
    '  }',
    '',
    plan.needsUrl && [
      '  static String origin(com.sun.net.httpserver.HttpExchange exchange) {',
      '    String origin = System.getenv("PUBLIC_ORIGIN");',
      '    return origin != null ? origin : "http://" + exchange.getRequestHeaders().getFirst("Host");',
      '  }',
      '',
    ],
    '  static Map<String, String> joined(Map<String, List<String>> headers) {',
    '    Map<String, String> names = new HashMap<>();',
    '    headers.forEach((name, values) -> names.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));',
    '    return names;',
    '  }',
    '}',
  );
}

function variableOf(header: string): string {
  return `signature${header.replace(/\W/g, '')}`;
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
      `if (!${required}.equals(${quoted(read.value)})) throw new WebhookException("the header ${read.header} is another one");`,
    ];
  }
  if (read.kind === 'fields') {
    return read.fields.flatMap((field) => {
      const values = `fields(${required}, ${quoted(read.delimiter)}, ${quoted(field.name)}, ${quoted(field.before)}, ${quoted(field.separator ?? '')})`;
      if (field.target === 'signature') return [`List<String> signatures = ${values};`];
      return [
        `Set<String> ${field.target}s = new HashSet<>(${values});`,
        `if (${field.target}s.size() > 1) throw new WebhookException("there is more than one ${field.target}");`,
        `String ${field.target} = ${field.target}s.iterator().next();`,
      ];
    });
  }
  const { form, separator, isListInside, isOptional } = read;
  if (form.target !== 'signature') return [`String ${form.target} = ${cut(form, required)};`];
  if (isOptional) return [`String ${variableOf(read.header)} = headers.get(${quoted(read.header.toLowerCase())});`];
  if (separator === null) return [`List<String> signatures = List.of(${cut(form, required)});`];
  const pattern = `java.util.regex.Pattern.quote(${quoted(separator)})`;
  if (isListInside)
    return [
      `List<String> signatures = Stream.of(${cut(form, required)}.split(${pattern})).map(String::trim).toList();`,
    ];
  return [
    '// Other versions in the list are passed over.',
    'List<String> signatures = new ArrayList<>();',
    `for (String each : ${required}.split(${pattern})) {`,
    '  String element = each.trim();',
    `  if (element.startsWith(${quoted(form.before)}) && element.endsWith(${quoted(form.after)})) signatures.add(${cut(form, 'element')});`,
    '}',
  ];
}

function timeLines({ scheme: { timestamp } }: VerifierPlan): CodeLine[] {
  if (timestamp === null) return [];
  const { unit, tolerancePastSeconds: past, toleranceFutureSeconds: future } = timestamp;
  const isNumber = unit === 'seconds' || unit === 'milliseconds';
  const form = isNumber
    ? '[0-9]{1,17}'
    : '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})';
  const age =
    unit === 'seconds'
      ? 'now.getEpochSecond() - Long.parseLong(timestamp)'
      : unit === 'milliseconds'
        ? '(now.toEpochMilli() - Long.parseLong(timestamp)) / 1000.0'
        : '(now.toEpochMilli() - OffsetDateTime.parse(timestamp).toInstant().toEpochMilli()) / 1000.0';
  return [
    `if (!timestamp.matches("${form}")) throw new WebhookException("the timestamp is malformed");`,
    (past !== null || future !== null) && `double ageSeconds = ${age};`,
    past !== null && `if (ageSeconds > ${past}) throw new WebhookException("the timestamp is too old");`,
    future !== null && `if (ageSeconds < -${future}) throw new WebhookException("the timestamp lies in the future");`,
  ];
}

function matchLines({ kind, content, hash, scheme }: VerifierPlan): CodeLine[] {
  const compare = (expected: string) => [
    'for (String signature : signatures) {',
    '  // Takes the same time wherever the two differ.',
    `  if (MessageDigest.isEqual(utf8(signature), utf8(${expected}))) return;`,
    '}',
  ];
  if (kind === 'token') return compare('secret');
  const joined =
    content.length === 1 && content[0]?.kind === 'body' ? 'body' : `concat(${content.map(pieceCode).join(', ')})`;
  if (kind === 'pair') {
    return [
      `byte[] content = ${joined};`,
      'for (String signature : signatures) {',
      '  if (isSigned(secret, content, signature)) return;',
      '}',
    ];
  }
  const needsKey = kind === 'hmac' || content.some((piece) => piece.kind === 'secret');
  const made =
    kind === 'hmac'
      ? [
          `Mac mac = Mac.getInstance("${macNames[hash] ?? ''}");`,
          `mac.init(new SecretKeySpec(key, "${macNames[hash] ?? ''}"));`,
          `String expected = ${encoded(`mac.doFinal(${joined})`, scheme.encoding)};`,
        ]
      : [`String expected = ${encoded(`MessageDigest.getInstance("SHA-256").digest(${joined})`, scheme.encoding)};`];
  return [needsKey && 'byte[] key = keyOf(secret);', ...made, ...compare('expected')];
}

function encoded(bytes: string, encoding: string): string {
  if (encoding === 'hex') return `HexFormat.of().formatHex(${bytes})`;
  return encoding === 'base64'
    ? `Base64.getEncoder().encodeToString(${bytes})`
    : `Base64.getUrlEncoder().withoutPadding().encodeToString(${bytes})`;
}

function decoded(text: string, encoding: string): string {
  if (encoding === 'hex') return `HexFormat.of().parseHex(${text})`;
  if (encoding === 'utf8') return `utf8(${text})`;
  return encoding === 'base64url' ? `Base64.getUrlDecoder().decode(${text})` : `Base64.getDecoder().decode(${text})`;
}

function pieceCode(piece: ContentPiece): string {
  switch (piece.kind) {
    case 'text':
      return `utf8(${quoted(piece.text)})`;
    case 'header':
      return `utf8(required(headers, ${quoted(piece.header)}))`;
    case 'id':
    case 'timestamp':
      return `utf8(${piece.kind})`;
    case 'body':
      return 'body';
    case 'secret':
      return 'key';
    case 'method':
      return 'utf8(method.toUpperCase(Locale.ROOT))';
    case 'url':
      return 'utf8(url)';
    case 'urlDecoded':
      return 'utf8(java.util.regex.Pattern.compile("(?i)%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)").matcher(url).replaceAll(each -> java.util.regex.Matcher.quoteReplacement(java.net.URLDecoder.decode(each.group(), StandardCharsets.UTF_8))))';
    case 'path':
      return 'utf8(url.replaceFirst("(?i)^[a-z]+://[^/?]*", "").split("[?]", 2)[0])';
    case 'query':
      return 'utf8(url.contains("?") ? url.substring(url.indexOf(\'?\') + 1) : "")';
    case 'bodySha256':
      return 'utf8(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body)))';
    case 'bodyCrc32':
      return 'utf8(crc32(body))';
  }
}

function helperLines(plan: VerifierPlan): CodeLine[] {
  const { kind, scheme, content } = plan;
  const rule = kind === 'pair' ? (scheme.verifyingKey ?? scheme.key) : scheme.key;
  const prefix = quoted(rule.stripPrefix ?? '');
  const strip =
    rule.stripPrefix === null
      ? 'secret'
      : `(secret.startsWith(${prefix}) ? secret.substring(${rule.stripPrefix.length}) : secret)`;
  const needsKey = kind === 'hmac' || content.some((piece) => piece.kind === 'secret');
  return [
    needsKey && [
      '  static byte[] keyOf(String secret) {',
      `    return ${decoded(strip, rule.decoding === 'pem' ? 'utf8' : rule.decoding)};`,
      '  }',
      '',
    ],
    kind === 'pair' && pairLines(plan, strip),
    '  static String required(Map<String, String> headers, String name) throws WebhookException {',
    '    String value = headers.getOrDefault(name, "").trim();',
    '    if (value.isEmpty()) throw new WebhookException("missing header: " + name);',
    '    return value;',
    '  }',
    '',
    (plan.needsBetween || plan.reads.some((read) => read.kind === 'fields')) && [
      '  static String between(String text, String before, String after) throws WebhookException {',
      '    if (!text.startsWith(before) || !text.endsWith(after) || text.length() < before.length() + after.length()) {',
      '      throw new WebhookException("a header is malformed");',
      '    }',
      '    return text.substring(before.length(), text.length() - after.length());',
      '  }',
      '',
    ],
    plan.reads.some((read) => read.kind === 'fields') && [
      '  static List<String> fields(String text, String delimiter, String name, String before, String separator)',
      '      throws WebhookException {',
      '    List<String> values = new ArrayList<>();',
      '    for (String part : text.split(java.util.regex.Pattern.quote(delimiter))) {',
      '      String field = part.trim();',
      '      if (!field.startsWith(name + "=")) continue;',
      '      String value = field.substring(name.length() + 1);',
      '      for (String each : separator.isEmpty() ? new String[] {value} : value.split(java.util.regex.Pattern.quote(separator))) {',
      '        values.add(between(each, before, ""));',
      '      }',
      '    }',
      '    if (values.isEmpty()) throw new WebhookException("missing in the header: " + name);',
      '    return values;',
      '  }',
      '',
    ],
    content.some((piece) => piece.kind === 'bodyCrc32') && [
      '  static String crc32(byte[] body) {',
      '    java.util.zip.CRC32 sum = new java.util.zip.CRC32();',
      '    sum.update(body);',
      '    return Long.toString(sum.getValue());',
      '  }',
      '',
    ],
    '  static byte[] utf8(String text) {',
    '    return text.getBytes(StandardCharsets.UTF_8);',
    '  }',
    '',
    '  static byte[] concat(byte[]... parts) {',
    '    ByteArrayOutputStream all = new ByteArrayOutputStream();',
    '    for (byte[] part : parts) all.writeBytes(part);',
    '    return all.toByteArray();',
    '  }',
    '',
  ];
}

function pairLines({ scheme }: VerifierPlan, strip: string): CodeLine[] {
  const names = pairNames[scheme.algorithm] ?? { signature: '', key: '' };
  const rule = scheme.verifyingKey ?? scheme.key;
  const der =
    rule.decoding === 'pem'
      ? 'Base64.getMimeDecoder().decode(secret.replaceAll("-----[A-Z ]+-----", ""))'
      : decoded(strip, rule.decoding);
  return [
    '  static boolean isSigned(String secret, byte[] content, String text) throws GeneralSecurityException {',
    `    byte[] der = ${der};`,
    scheme.algorithm === 'ed25519' &&
      '    if (der.length == 32) der = concat(HexFormat.of().parseHex("302a300506032b6570032100"), der);',
    `    Signature signature = Signature.getInstance("${names.signature}");`,
    `    signature.initVerify(KeyFactory.getInstance("${names.key}").generatePublic(new X509EncodedKeySpec(der)));`,
    '    signature.update(content);',
    '    try {',
    `      return signature.verify(${decoded('text', scheme.encoding)});`,
    '    } catch (GeneralSecurityException | IllegalArgumentException error) {',
    '      return false;',
    '    }',
    '  }',
    '',
  ];
}
