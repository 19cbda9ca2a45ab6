import { quoted } from './code-writer.ts';
import { type HelperLibrary, source } from './dialect.ts';
import type { VerifierPlan } from './verifier-plan.ts';

export const csharpHelpers: HelperLibrary = {
  required: () =>
    source(`
      private static string Required(IReadOnlyDictionary<string, string> headers, string name)
      {
          var value = Trim(headers.TryGetValue(name, out var found) ? found : "");
          return value != "" ? value : throw new WebhookException("missing header: " + name);
      }`),
  optionals: () =>
    source(`
      private static List<string> Optionals(IReadOnlyDictionary<string, string> headers, List<string> names) =>
          names.Select(name => Trim(headers.TryGetValue(name, out var found) ? found : "")).Where(value => value != "").ToList();`),
  headerValues: () =>
    source(`
      private static string HeaderValues(IReadOnlyDictionary<string, string> headers, string names) =>
          string.Join(".", names.Split(' ').Where(name => name != "")
              .Select(name => Trim(headers.TryGetValue(name.ToLowerInvariant(), out var found) ? found : "")));`),
  queryValue: () =>
    source(`
      private static string QueryValue(string url, string name)
      {
          var pairs = QueryOf(url).Split('&').Select(pair => pair.Split(new[] { '=' }, 2));
          var values = pairs.Where(pair => Decoded(pair[0]) == name).Select(pair => pair.Length > 1 ? Decoded(pair[1]) : "").ToList();
          return values.Count == 1 && values[0] != "" ? values[0] : throw new WebhookException("not once in the query: " + name);
      }

      private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));`),
  jsonOf: () =>
    source(`
      private static JsonElement JsonOf(byte[] body)
      {
          try
          {
              return JsonDocument.Parse(body).RootElement;
          }
          catch (JsonException)
          {
              throw new WebhookException("the body is not JSON");
          }
      }`),
  jsonItems: () =>
    source(`
      private static List<JsonElement> JsonItems(JsonElement json, string path)
      {
          var found = new List<JsonElement> { json };
          foreach (var step in path.Split('.'))
          {
              found = step == "*"
                  ? found.Where(each => each.ValueKind == JsonValueKind.Array).SelectMany(each => each.EnumerateArray()).ToList()
                  : found.Where(each => each.ValueKind == JsonValueKind.Object && each.TryGetProperty(step, out _)).Select(each => each.GetProperty(step)).ToList();
          }
          return found.Count > 0 ? found : throw new WebhookException("the body has no items");
      }`),
  jsonText: () =>
    source(`
      private static string JsonText(JsonElement json, string path)
      {
          foreach (var step in path.Split('.'))
          {
              if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(step, out var member)) return "";
              json = member;
          }
          if (json.ValueKind == JsonValueKind.String) return json.GetString() ?? "";
          return json.ValueKind == JsonValueKind.Null ? "" : json.GetRawText();
      }`),
  jsonRequired: () =>
    source(`
      private static string JsonRequired(JsonElement json, string path)
      {
          var value = JsonText(json, path);
          return value != "" ? value : throw new WebhookException("missing in the body: " + path);
      }`),
  jsonLines: () =>
    source(String.raw`
      private static string JsonLines(JsonElement json, string names)
      {
          var present = names.Split(',').Where(name => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out _));
          return string.Concat(present.Select(name => name + "\n" + JsonText(json, name) + "\n"));
      }`),
  trim: () => [
    '// The blanks that HTTP allows around a value, and no others.',
    String.raw`private static string Trim(string text) => text.Trim(' ', '\t');`,
  ],
  between: () =>
    source(`
      private static string Between(string text, string before, string after)
      {
          var isFitting = text.StartsWith(before, StringComparison.Ordinal) && text.EndsWith(after, StringComparison.Ordinal);
          if (!isFitting || text.Length < before.Length + after.Length) throw new WebhookException("a value is malformed");
          return text.Substring(before.Length, text.Length - before.Length - after.Length);
      }`),
  split: () =>
    source(`
      private static List<string> Split(string text, string separator) =>
          text.Split(new[] { separator }, StringSplitOptions.None).Select(Trim).ToList();`),
  elements: () => [
    '// Other versions in the list are passed over.',
    ...source(`
      private static List<string> Elements(string text, string separator, string before, string after) =>
          text.Split(new[] { separator }, StringSplitOptions.None).Select(Trim)
              .Where(part => part.StartsWith(before, StringComparison.Ordinal) && part.EndsWith(after, StringComparison.Ordinal))
              .Select(part => Between(part, before, after)).ToList();`),
  ],
  fields: () =>
    source(`
      private static List<string> Fields(string text, string delimiter, string name, string separator, string before, string after)
      {
          var parts = text.Split(new[] { delimiter }, StringSplitOptions.None).Select(Trim);
          var values = parts.Where(part => part.StartsWith(name + "=", StringComparison.Ordinal)).Select(part => part.Substring(name.Length + 1));
          if (separator != "") values = values.SelectMany(value => value.Split(new[] { separator }, StringSplitOptions.None));
          var found = values.Select(value => Between(value, before, after)).ToList();
          return found.Count > 0 ? found : throw new WebhookException("missing in the header: " + name);
      }`),
  only: () =>
    source(`
      private static string Only(List<string> values, string what) =>
          values.Distinct().Count() == 1 ? values[0] : throw new WebhookException("not exactly one " + what);`),
  upper: () => ['private static string Upper(string text) => text.ToUpperInvariant();'],
  unescaped: () =>
    source(`
      private static string Unescaped(string url) =>
          Regex.Replace(url, "%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", each => Uri.UnescapeDataString(each.Value), RegexOptions.IgnoreCase);`),
  pathOf: () =>
    source(`
      private static string PathOf(string url) => Regex.Replace(url, "^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?]*", "").Split('?')[0];`),
  queryOf: () =>
    source(`
      private static string QueryOf(string url) => url.IndexOf('?') < 0 ? "" : url.Substring(url.IndexOf('?') + 1);`),
  formText: () => [
    '// Names and values of the form, sorted by name; of a repeated name each different value once.',
    ...source(`
      private static string FormText(byte[] body)
      {
          var pairs = Encoding.UTF8.GetString(body).Split('&').Where(pair => pair != "").Select(pair => pair.Split(new[] { '=' }, 2));
          var form = pairs.Select(pair => (Name: DecodedField(pair[0]), Value: pair.Length > 1 ? DecodedField(pair[1]) : "")).Distinct();
          var sorted = form.OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal);
          return string.Concat(sorted.Select(pair => pair.Name + pair.Value));
      }

      private static string DecodedField(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));`),
  ],
  bodySha256: () =>
    source(`
      private static string BodySha256(byte[] body)
      {
          using (var hash = SHA256.Create()) return Hex(hash.ComputeHash(body));
      }

      private static string Hex(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", "").ToLowerInvariant();`),
  bodyCrc32: () =>
    source(`
      private static string BodyCrc32(byte[] body)
      {
          var sum = 0xFFFFFFFFu;
          foreach (var each in body)
          {
              sum ^= each;
              for (var bit = 0; bit < 8; bit++) sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320u : sum >> 1;
          }
          return (~sum).ToString(CultureInfo.InvariantCulture);
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
        ? 'now.ToUnixTimeSeconds() - long.Parse(timestamp, CultureInfo.InvariantCulture)'
        : unit === 'milliseconds'
          ? '(now.ToUnixTimeMilliseconds() - long.Parse(timestamp, CultureInfo.InvariantCulture)) / 1000.0'
          : '(now - stamp).TotalSeconds';
    const malformed = 'throw new WebhookException("the timestamp is malformed");';
    return [
      'private static void CheckTime(string timestamp, DateTimeOffset now)',
      '{',
      `    if (!Regex.IsMatch(timestamp, "^(?:${form})\\\\z")) ${malformed}`,
      !isNumber &&
        `    if (!DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.None, out var stamp)) ${malformed}`,
      (past !== null || future !== null) && `    var ageSeconds = ${age};`,
      past !== null && `    if (ageSeconds > ${past}) throw new WebhookException("the timestamp is too old");`,
      future !== null &&
        `    if (ageSeconds < -${future}) throw new WebhookException("the timestamp lies in the future");`,
      '}',
    ];
  },
  isSigned: (plan) => signedLines(plan),
};

const hashNames: Record<string, string> = { sha1: 'SHA1', sha256: 'SHA256', sha384: 'SHA384', sha512: 'SHA512' };

function signedLines(plan: VerifierPlan): string[] {
  const { kind, scheme, hash, helpers, isSecretSigned } = plan;
  const contents = kind === 'token' ? '' : isSecretSigned ? ', byte[] before, byte[] after' : ', byte[] content';
  const equal = 'CryptographicOperations.FixedTimeEquals';
  const looped = (made: readonly string[], condition: string) => [
    `private static bool IsSigned(IReadOnlyList<string> secrets, List<string> signatures${contents})`,
    '{',
    '    foreach (var secret in secrets)',
    '    {',
    ...made,
    `        if (signatures.Any(signature => ${condition})) return true;`,
    '    }',
    '    return false;',
    '}',
  ];
  // FixedTimeEquals takes the same time wherever the two differ.
  if (kind === 'token') return looped([], `${equal}(Utf8(signature), Utf8(secret))`);
  if (kind === 'pair') return [...looped([], 'IsVerified(secret, signature, content)'), '', ...verifiedLines(plan)];
  const name = kind === 'hmac' ? (hashNames[hash] ?? '') : 'SHA256';
  const made =
    kind === 'hmac'
      ? `new HMAC${name}(KeyOf(secret))) digest = hash.ComputeHash(content);`
      : `${name}.Create()) digest = hash.ComputeHash(${isSecretSigned ? 'before.Concat(KeyOf(secret)).Concat(after).ToArray()' : 'content'});`;
  const hex =
    'private static string Hex(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", "").ToLowerInvariant();';
  return [
    ...looped(
      [
        '        byte[] digest;',
        `        using (var hash = ${made}`,
        `        var expected = ${encoded('digest', scheme.encoding)};`,
      ],
      `${equal}(Utf8(signature), Utf8(expected))`,
    ),
    ...(kind === 'hmac' || isSecretSigned
      ? [
          '',
          'private static byte[] KeyOf(string secret)',
          '{',
          `    var key = ${keyBytes(plan)};`,
          '    // With an empty key anybody could sign.',
          '    return key.Length > 0 ? key : throw new InvalidOperationException("the secret is empty");',
          '}',
          ...fromHexLines(plan.keyRule.decoding === 'hex'),
        ]
      : []),
    ...(scheme.encoding === 'hex' && !helpers.has('bodySha256') ? ['', hex] : []),
  ];
}

function verifiedLines(plan: VerifierPlan): string[] {
  const { scheme, keyRule, helpers } = plan;
  const { algorithm, encoding } = scheme;
  const isRsa = algorithm.startsWith('rsa');
  const bytes =
    encoding === 'hex'
      ? 'FromHex(signature)'
      : encoding === 'base64'
        ? 'Convert.FromBase64String(signature)'
        : "Convert.FromBase64String(signature.Replace('-', '+').Replace('_', '/').PadRight((signature.Length + 3) / 4 * 4, '='))";
  const isHex = encoding === 'hex' || keyRule.decoding === 'hex';
  const hash = `HashAlgorithmName.${algorithm === 'rsa-sha1' ? 'SHA1' : 'SHA256'}`;
  const check =
    algorithm === 'ed25519'
      ? [
          `        var key = PublicKey.Import(SignatureAlgorithm.Ed25519, ${keyBytes(plan)}, KeyBlobFormat.RawPublicKey);`,
          '        return SignatureAlgorithm.Ed25519.Verify(key, content, made);',
        ]
      : [
          `        using (var key = ${isRsa ? 'RSA' : 'ECDsa'}.Create())`,
          '        {',
          keyRule.decoding === 'pem'
            ? '            key.ImportFromPem(secret);'
            : `            key.ImportSubjectPublicKeyInfo(${keyBytes(plan)}, out _);`,
          `            return key.VerifyData(content, made, ${hash}, ${isRsa ? 'RSASignaturePadding.Pkcs1' : 'DSASignatureFormat.Rfc3279DerSequence'});`,
          '        }',
        ];
  return [
    'private static bool IsVerified(string secret, string signature, byte[] content)',
    '{',
    '    try',
    '    {',
    `        var made = ${bytes};`,
    `        if (${encoded('made', encoding)} != signature) return false;`,
    ...check,
    '    }',
    '    catch (Exception error) when (error is FormatException || error is CryptographicException)',
    '    {',
    '        return false;',
    '    }',
    '}',
    ...fromHexLines(isHex),
    ...(encoding === 'hex' && !helpers.has('bodySha256')
      ? [
          '',
          'private static string Hex(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", "").ToLowerInvariant();',
        ]
      : []),
  ];
}

function fromHexLines(isNeeded: boolean): string[] {
  if (!isNeeded) return [];
  return source(`

    private static byte[] FromHex(string text)
    {
        if (!Regex.IsMatch(text, "^(?:[0-9a-fA-F]{2})*\\\\z")) throw new FormatException("not hex");
        return Enumerable.Range(0, text.Length / 2).Select(at => Convert.ToByte(text.Substring(at * 2, 2), 16)).ToArray();
    }`);
}

function keyBytes({ keyRule: { stripPrefix, decoding } }: VerifierPlan): string {
  const text =
    stripPrefix === null
      ? 'secret'
      : `(secret.StartsWith(${quoted(stripPrefix)}, StringComparison.Ordinal) ? secret.Substring(${stripPrefix.length}) : secret)`;
  if (decoding === 'hex') return `FromHex(${text})`;
  return decoding === 'base64' ? `Convert.FromBase64String(${text})` : `Utf8(${text})`;
}

function encoded(bytes: string, encoding: string): string {
  if (encoding === 'hex') return `Hex(${bytes})`;
  const text = `Convert.ToBase64String(${bytes})`;
  return encoding === 'base64' ? text : `${text}.TrimEnd('=').Replace('+', '-').Replace('/', '_')`;
}
