import { quoted } from './code-writer.ts';
import { type HelperLibrary, source } from './dialect.ts';
import { javaJsonReader } from './java-json.ts';
import type { VerifierPlan } from './verifier-plan.ts';

export const javaHelpers: HelperLibrary = {
  required: () =>
    source(`
      static String required(Map<String, String> headers, String name) throws WebhookException {
        String value = trim(headers.getOrDefault(name, ""));
        if (value.isEmpty()) throw new WebhookException("missing header: " + name);
        return value;
      }`),
  optionals: () =>
    source(`
      static List<String> optionals(Map<String, String> headers, List<String> names) {
        return names.stream().map(name -> trim(headers.getOrDefault(name, ""))).filter(value -> !value.isEmpty()).toList();
      }`),
  headerValues: () =>
    source(`
      static String headerValues(Map<String, String> headers, String names) {
        Stream<String> listed = Stream.of(names.split(" ")).filter(name -> !name.isEmpty());
        return listed.map(name -> trim(headers.getOrDefault(name.toLowerCase(Locale.ROOT), ""))).collect(Collectors.joining("."));
      }`),
  queryValue: () =>
    source(`
      static String queryValue(String url, String name) throws WebhookException {
        List<String> values = new ArrayList<>();
        for (String pair : queryOf(url).split("&")) {
          String[] parts = pair.split("=", 2);
          if (unquoted(parts[0]).equals(name)) values.add(parts.length > 1 ? unquoted(parts[1]) : "");
        }
        if (values.size() != 1 || values.get(0).isEmpty()) throw new WebhookException("not once in the query: " + name);
        return values.get(0);
      }

      static String unquoted(String text) throws WebhookException {
        try {
          return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException error) {
          throw new WebhookException("the query is malformed");
        }
      }`),
  jsonOf: () => javaJsonReader,
  jsonItems: () =>
    source(`
      static List<Object> jsonItems(Object json, String path) throws WebhookException {
        List<Object> found = List.of(json);
        for (String step : path.split("[.]")) {
          List<Object> next = new ArrayList<>();
          for (Object each : found) {
            if (step.equals("*") && each instanceof List<?> list) next.addAll(list);
            else if (each instanceof Map<?, ?> members && members.containsKey(step)) next.add(members.get(step));
          }
          found = next;
        }
        if (found.isEmpty()) throw new WebhookException("the body has no items");
        return found;
      }`),
  jsonText: () =>
    source(`
      static String jsonText(Object json, String path) {
        for (String step : path.split("[.]")) json = json instanceof Map<?, ?> members ? members.get(step) : null;
        return json instanceof String text ? text : "";
      }`),
  jsonRequired: () =>
    source(`
      static String jsonRequired(Object json, String path) throws WebhookException {
        String value = jsonText(json, path);
        if (value.isEmpty()) throw new WebhookException("missing in the body: " + path);
        return value;
      }`),
  jsonLines: () =>
    source(String.raw`
      static String jsonLines(Object json, String names) {
        StringBuilder lines = new StringBuilder();
        for (String name : names.split(",")) {
          if (json instanceof Map<?, ?> members && members.containsKey(name)) {
            lines.append(name).append('\n').append(jsonText(json, name)).append('\n');
          }
        }
        return lines.toString();
      }`),
  trim: () => [
    '// The blanks that HTTP allows around a value, and no others.',
    ...source(String.raw`
      static String trim(String text) {
        return text.replaceAll("^[ \\t]+|[ \\t]+$", "");
      }`),
  ],
  between: () =>
    source(`
      static String between(String text, String before, String after) throws WebhookException {
        if (!text.startsWith(before) || !text.endsWith(after) || text.length() < before.length() + after.length()) {
          throw new WebhookException("a value is malformed");
        }
        return text.substring(before.length(), text.length() - after.length());
      }`),
  split: () =>
    source(`
      static List<String> split(String text, String separator) {
        return Stream.of(text.split(java.util.regex.Pattern.quote(separator), -1)).map(VerifyWebhook::trim).toList();
      }`),
  elements: () => [
    '// Other versions in the list are passed over.',
    ...source(`
      static List<String> elements(String text, String separator, String before, String after) throws WebhookException {
        List<String> found = new ArrayList<>();
        for (String each : text.split(java.util.regex.Pattern.quote(separator), -1)) {
          String part = trim(each);
          if (part.startsWith(before) && part.endsWith(after)) found.add(between(part, before, after));
        }
        return found;
      }`),
  ],
  fields: () =>
    source(`
      static List<String> fields(String text, String delimiter, String name, String separator, String before, String after)
          throws WebhookException {
        List<String> values = new ArrayList<>();
        for (String each : text.split(java.util.regex.Pattern.quote(delimiter), -1)) {
          String part = trim(each);
          if (!part.startsWith(name + "=")) continue;
          String value = part.substring(name.length() + 1);
          String[] list = separator.isEmpty() ? new String[] {value} : value.split(java.util.regex.Pattern.quote(separator), -1);
          for (String element : list) values.add(between(element, before, after));
        }
        if (values.isEmpty()) throw new WebhookException("missing in the header: " + name);
        return values;
      }`),
  only: () =>
    source(`
      static String only(List<String> values, String what) throws WebhookException {
        if (new HashSet<>(values).size() != 1) throw new WebhookException("not exactly one " + what);
        return values.get(0);
      }`),
  upper: () =>
    source(`
      static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
      }`),
  unescaped: () =>
    source(`
      static String unescaped(String url) {
        return java.util.regex.Pattern.compile("(?i)%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)")
            .matcher(url)
            .replaceAll(each -> java.util.regex.Matcher.quoteReplacement(java.net.URLDecoder.decode(each.group(), StandardCharsets.UTF_8)));
      }`),
  pathOf: () =>
    source(`
      static String pathOf(String url) {
        return url.replaceFirst("(?i)^[a-z][a-z0-9+.-]*://[^/?]*", "").split("[?]", 2)[0];
      }`),
  queryOf: () =>
    source(`
      static String queryOf(String url) {
        return url.contains("?") ? url.substring(url.indexOf('?') + 1) : "";
      }`),
  formText: () => [
    '// Names and values of the form, sorted by name; of a repeated name each different value once.',
    ...source(`
      static String formText(byte[] body) throws WebhookException {
        TreeMap<String, TreeSet<String>> form = new TreeMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
          if (pair.isEmpty()) continue;
          String[] parts = pair.split("=", 2);
          form.computeIfAbsent(unquotedField(parts[0]), name -> new TreeSet<>()).add(parts.length > 1 ? unquotedField(parts[1]) : "");
        }
        StringBuilder text = new StringBuilder();
        form.forEach((name, values) -> values.forEach(value -> text.append(name).append(value)));
        return text.toString();
      }

      static String unquotedField(String text) throws WebhookException {
        try {
          return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException error) {
          throw new WebhookException("the form is malformed");
        }
      }`),
  ],
  bodySha256: () =>
    source(`
      static String bodySha256(byte[] body) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
      }`),
  bodyCrc32: () =>
    source(`
      static String bodyCrc32(byte[] body) {
        java.util.zip.CRC32 sum = new java.util.zip.CRC32();
        sum.update(body);
        return Long.toString(sum.getValue());
      }`),
  checkTime: ({ scheme: { timestamp } }) => {
    const {
      unit = 'seconds',
      tolerancePastSeconds: past = null,
      toleranceFutureSeconds: future = null,
    } = timestamp ?? {};
    const isNumber = unit === 'seconds' || unit === 'milliseconds';
    const form = isNumber
      ? '[0-9]{1,17}'
      : '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})';
    const age =
      unit === 'seconds'
        ? 'now.getEpochSecond() - Long.parseLong(timestamp)'
        : unit === 'milliseconds'
          ? '(now.toEpochMilli() - Long.parseLong(timestamp)) / 1000.0'
          : '(now.toEpochMilli() - stamp.toInstant().toEpochMilli()) / 1000.0';
    return [
      'static void checkTime(String timestamp, Instant now) throws WebhookException {',
      `  if (!timestamp.matches("${form}")) throw new WebhookException("the timestamp is malformed");`,
      !isNumber && [
        '  OffsetDateTime stamp;',
        '  try {',
        '    stamp = OffsetDateTime.parse(timestamp);',
        '  } catch (java.time.format.DateTimeParseException error) {',
        '    throw new WebhookException("the timestamp is malformed");',
        '  }',
      ],
      (past !== null || future !== null) && `  double ageSeconds = ${age};`,
      past !== null && `  if (ageSeconds > ${past}) throw new WebhookException("the timestamp is too old");`,
      future !== null &&
        `  if (ageSeconds < -${future}) throw new WebhookException("the timestamp lies in the future");`,
      '}',
    ];
  },
  isSigned: (plan) => signedLines(plan),
};

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

function signedLines(plan: VerifierPlan): string[] {
  const { kind, scheme, hash, isSecretSigned } = plan;
  const contents = kind === 'token' ? '' : isSecretSigned ? ', byte[] before, byte[] after' : ', byte[] content';
  const looped = (made: readonly string[], condition: string, note: readonly string[]) => [
    `static boolean isSigned(List<String> secrets, List<String> signatures${contents})`,
    '    throws GeneralSecurityException {',
    '  for (String secret : secrets) {',
    ...made,
    '    for (String signature : signatures) {',
    ...note,
    `      if (${condition}) return true;`,
    '    }',
    '  }',
    '  return false;',
    '}',
  ];
  const note = ['      // Takes the same time wherever the two differ.'];
  if (kind === 'token') return looped([], 'MessageDigest.isEqual(utf8(signature), utf8(secret))', note);
  if (kind === 'pair') return [...looped([], 'isVerified(secret, signature, content)', []), '', ...verifiedLines(plan)];
  const made =
    kind === 'hmac'
      ? [
          `    Mac mac = Mac.getInstance("${macNames[hash] ?? ''}");`,
          `    mac.init(new SecretKeySpec(keyOf(secret), "${macNames[hash] ?? ''}"));`,
          `    String expected = ${encoded('mac.doFinal(content)', scheme.encoding)};`,
        ]
      : [
          `    byte[] signed = ${isSecretSigned ? 'concat(before, keyOf(secret), after)' : 'content'};`,
          `    String expected = ${encoded('MessageDigest.getInstance("SHA-256").digest(signed)', scheme.encoding)};`,
        ];
  const keyed = ['', 'static byte[] keyOf(String secret) {', `  return ${keyBytes(plan)};`, '}'];
  return [
    ...looped(made, 'MessageDigest.isEqual(utf8(signature), utf8(expected))', note),
    ...(kind === 'hmac' || isSecretSigned ? keyed : []),
  ];
}

function verifiedLines(plan: VerifierPlan): string[] {
  const { scheme, keyRule } = plan;
  const names = pairNames[scheme.algorithm] ?? { signature: '', key: '' };
  const der =
    keyRule.decoding === 'pem'
      ? 'Base64.getMimeDecoder().decode(secret.replaceAll("-----[A-Z ]+-----", ""))'
      : keyBytes(plan);
  return [
    'static boolean isVerified(String secret, String signature, byte[] content) throws GeneralSecurityException {',
    `  byte[] der = ${der};`,
    ...(scheme.algorithm === 'ed25519'
      ? ['  if (der.length == 32) der = concat(HexFormat.of().parseHex("302a300506032b6570032100"), der);']
      : []),
    `  Signature verifier = Signature.getInstance("${names.signature}");`,
    `  verifier.initVerify(KeyFactory.getInstance("${names.key}").generatePublic(new X509EncodedKeySpec(der)));`,
    '  verifier.update(content);',
    '  try {',
    `    byte[] made = ${decoded('signature', scheme.encoding)};`,
    `    return ${encoded('made', scheme.encoding)}.equals(signature) && verifier.verify(made);`,
    '  } catch (GeneralSecurityException | IllegalArgumentException error) {',
    '    return false;',
    '  }',
    '}',
  ];
}

function keyBytes({ keyRule: { stripPrefix, decoding } }: VerifierPlan): string {
  const text =
    stripPrefix === null
      ? 'secret'
      : `(secret.startsWith(${quoted(stripPrefix)}) ? secret.substring(${stripPrefix.length}) : secret)`;
  return decoded(text, decoding === 'pem' ? 'utf8' : decoding);
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
