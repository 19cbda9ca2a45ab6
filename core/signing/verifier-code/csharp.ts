import { type CodeLine, code, comment, indent, quoted } from './code-writer.ts';
import {
  type ContentPiece,
  type HeaderRead,
  isBare,
  UnsupportedScheme,
  type ValueForm,
  type VerifierPlan,
} from './verifier-plan.ts';

const hashNames: Record<string, string> = { sha1: 'SHA1', sha256: 'SHA256', sha384: 'SHA384', sha512: 'SHA512' };

/** One file for ASP.NET Core's minimal hosting (.NET 8 or newer). */
export function csharpProgram(plan: VerifierPlan): string {
  const { scheme, kind } = plan;
  if (scheme.algorithm === 'ed25519') {
    throw new UnsupportedScheme('.NET has no Ed25519 of its own: use a library such as NSec for this scheme.');
  }
  const extra = `${plan.needsMethod ? ', string method' : ''}${plan.needsUrl ? ', string url' : ''}`;
  const given = `${plan.needsMethod ? ', request.Method' : ''}${plan.needsUrl ? ', origin + request.Path + request.QueryString' : ''}`;
  return code(
    ...comment(`Verifies webhooks signed by: ${scheme.name}.`, '// '),
    ...comment(plan.words, '// '),
    'using System.Globalization;',
    'using System.Security.Cryptography;',
    'using System.Text;',
    'using System.Text.RegularExpressions;',
    '',
    '// The previous secret is set only while secrets are being changed.',
    'var secrets = new[] { "WEBHOOK_SECRET", "WEBHOOK_SECRET_PREVIOUS" }',
    '    .Select(Environment.GetEnvironmentVariable).OfType<string>().Where(each => each != "").ToArray();',
    'if (secrets.Length == 0) throw new InvalidOperationException("Set WEBHOOK_SECRET.");',
    '',
    'var app = WebApplication.CreateBuilder(args).Build();',
    'app.MapPost("/webhooks", async (HttpRequest request) =>',
    '{',
    '    // The raw bytes: parse them after they have been verified.',
    '    using var buffer = new MemoryStream();',
    '    await request.Body.CopyToAsync(buffer);',
    plan.needsUrl &&
      '    var origin = Environment.GetEnvironmentVariable("PUBLIC_ORIGIN") ?? $"{request.Scheme}://{request.Host}";',
    '    try',
    '    {',
    '        var headers = request.Headers.ToDictionary(each => each.Key.ToLowerInvariant(), each => string.Join(", ", each.Value.ToArray()));',
    `        Webhook.Verify(headers, buffer.ToArray(), secrets${given}, DateTimeOffset.UtcNow);`,
    '        return Results.NoContent();',
    '    }',
    '    catch (WebhookException)',
    '    {',
    '        return Results.Unauthorized();',
    '    }',
    '});',
    'app.Run($"http://127.0.0.1:{Environment.GetEnvironmentVariable("PORT") ?? "3000"}");',
    '',
    'public sealed class WebhookException(string message) : Exception(message);',
    '',
    'public static class Webhook',
    '{',
    '    /// <summary>Throws unless the request was signed with one of the secrets. Header names are in lower case.</summary>',
    `    public static void Verify(IReadOnlyDictionary<string, string> headers, byte[] body, IEnumerable<string> secrets${extra}, DateTimeOffset now)`,
    '    {',
    indent(plan.reads.flatMap(readLines), '        '),
    optionalNames(plan).length > 0 &&
      `        var signatures = new[] { ${optionalNames(plan).join(', ')} }.OfType<string>().ToList();`,
    plan.isSingle &&
      kind !== 'token' &&
      '        if (signatures.Distinct().Count() > 1) throw new WebhookException("there is more than one signature");',
    indent(timeLines(plan), '        '),
    '        foreach (var secret in secrets)',
    '        {',
    indent(matchLines(plan), '            '),
    '        }',
    '        throw new WebhookException("the signature does not match");',
    '    }',
    '',
    indent(keyLines(plan), '    '),
    '    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);',
    '',
    '    private static string Required(IReadOnlyDictionary<string, string> headers, string name)',
    '    {',
    '        var value = headers.TryGetValue(name, out var found) ? found.Trim() : "";',
    '        return value != "" ? value : throw new WebhookException("missing header: " + name);',
    '    }',
    plan.needsBetween && [
      '',
      '    private static string Between(string text, string before, string after)',
      '    {',
      '        var isFitting = text.StartsWith(before, StringComparison.Ordinal) && text.EndsWith(after, StringComparison.Ordinal);',
      '        if (!isFitting || text.Length < before.Length + after.Length) throw new WebhookException("a header is malformed");',
      '        return text[before.Length..^after.Length];',
      '    }',
    ],
    plan.reads.some((read) => read.kind === 'fields') && [
      '',
      '    private static List<string> Fields(string text, string delimiter, string name)',
      '    {',
      '        var parts = text.Split(delimiter).Select(part => part.Trim());',
      '        var values = parts.Where(part => part.StartsWith(name + "=", StringComparison.Ordinal)).Select(part => part[(name.Length + 1)..]).ToList();',
      '        return values.Count > 0 ? values : throw new WebhookException("missing in the header: " + name);',
      '    }',
    ],
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
  return isBare(form) ? text : `Between(${text}, ${quoted(form.before)}, ${quoted(form.after)})`;
}

function readLines(read: HeaderRead): CodeLine[] {
  const required = `Required(headers, ${quoted(read.header.toLowerCase())})`;
  if (read.kind === 'constant') {
    return [
      `if (${required} != ${quoted(read.value)}) throw new WebhookException("the header ${read.header} is another one");`,
    ];
  }
  if (read.kind === 'fields') {
    return read.fields.flatMap((field) => {
      const values = `Fields(${required}, ${quoted(read.delimiter)}, ${quoted(field.name)})`;
      const split =
        field.separator === null
          ? values
          : `${values}.SelectMany(value => value.Split(${quoted(field.separator)})).ToList()`;
      const stripped = isBare(field) ? split : `${split}.Select(value => ${cut(field, 'value')}).ToList()`;
      if (field.target === 'signature') return [`var signatures = ${stripped};`];
      return [
        `var ${field.target}s = ${stripped};`,
        `if (${field.target}s.Distinct().Count() > 1) throw new WebhookException("there is more than one ${field.target}");`,
        `var ${field.target} = ${field.target}s[0];`,
      ];
    });
  }
  const { form, separator, isListInside, isOptional } = read;
  if (form.target !== 'signature') return [`var ${form.target} = ${cut(form, required)};`];
  if (isOptional)
    return [`var ${variableOf(read.header)} = headers.GetValueOrDefault(${quoted(read.header.toLowerCase())});`];
  if (separator === null) return [`var signatures = new List<string> { ${cut(form, required)} };`];
  if (isListInside)
    return [
      `var signatures = ${cut(form, required)}.Split(${quoted(separator)}).Select(each => each.Trim()).ToList();`,
    ];
  return [
    '// Other versions in the list are passed over.',
    `var signatures = ${required}.Split(${quoted(separator)}).Select(each => each.Trim())`,
    `    .Where(each => each.StartsWith(${quoted(form.before)}, StringComparison.Ordinal) && each.EndsWith(${quoted(form.after)}, StringComparison.Ordinal))`,
    `    .Select(each => ${cut(form, 'each')}).ToList();`,
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
      ? 'now.ToUnixTimeSeconds() - long.Parse(timestamp, CultureInfo.InvariantCulture)'
      : unit === 'milliseconds'
        ? '(now.ToUnixTimeMilliseconds() - long.Parse(timestamp, CultureInfo.InvariantCulture)) / 1000.0'
        : '(now - DateTimeOffset.Parse(timestamp, CultureInfo.InvariantCulture)).TotalSeconds';
  return [
    `if (!Regex.IsMatch(timestamp, "^(?:${form})\\\\z")) throw new WebhookException("the timestamp is malformed");`,
    (past !== null || future !== null) && `var ageSeconds = ${age};`,
    past !== null && `if (ageSeconds > ${past}) throw new WebhookException("the timestamp is too old");`,
    future !== null && `if (ageSeconds < -${future}) throw new WebhookException("the timestamp lies in the future");`,
  ];
}

function matchLines({ kind, content, hash, scheme }: VerifierPlan): CodeLine[] {
  const compare = (expected: string) => [
    'foreach (var signature in signatures)',
    '{',
    '    // Takes the same time wherever the two differ.',
    `    if (CryptographicOperations.FixedTimeEquals(Utf8(signature), Utf8(${expected}))) return;`,
    '}',
  ];
  if (kind === 'token') return compare('secret');
  const only = content.length === 1 ? content[0] : undefined;
  const joined =
    only !== undefined
      ? pieceCode(only)
      : `new[] { ${content.map(pieceCode).join(', ')} }.SelectMany(each => each).ToArray()`;
  if (kind === 'pair') {
    return [
      `var content = ${joined};`,
      'foreach (var signature in signatures)',
      '{',
      '    if (IsSigned(secret, content, signature)) return;',
      '}',
    ];
  }
  const digest =
    kind === 'hmac' ? `HMAC${hashNames[hash] ?? ''}.HashData(KeyOf(secret), ${joined})` : `SHA256.HashData(${joined})`;
  return [`var expected = ${encoded(digest, scheme.encoding)};`, ...compare('expected')];
}

function encoded(bytes: string, encoding: string): string {
  if (encoding === 'hex') return `Convert.ToHexString(${bytes}).ToLowerInvariant()`;
  const text = `Convert.ToBase64String(${bytes})`;
  return encoding === 'base64' ? text : `${text}.TrimEnd('=').Replace('+', '-').Replace('/', '_')`;
}

function pieceCode(piece: ContentPiece): string {
  switch (piece.kind) {
    case 'text':
      return `Utf8(${quoted(piece.text)})`;
    case 'header':
      return `Utf8(Required(headers, ${quoted(piece.header)}))`;
    case 'id':
    case 'timestamp':
    case 'url':
      return `Utf8(${piece.kind})`;
    case 'body':
      return 'body';
    case 'secret':
      return 'KeyOf(secret)';
    case 'method':
      return 'Utf8(method.ToUpperInvariant())';
    case 'urlDecoded':
      return 'Utf8(Regex.Replace(url, "%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", each => Uri.UnescapeDataString(each.Value), RegexOptions.IgnoreCase))';
    case 'path':
      return 'Utf8(Regex.Replace(url, "^[a-zA-Z]+://[^/?]*", "").Split(\'?\', 2)[0])';
    case 'query':
      return "Utf8(url.Contains('?') ? url.Split('?', 2)[1] : \"\")";
    case 'bodySha256':
      return 'Utf8(Convert.ToHexString(SHA256.HashData(body)).ToLowerInvariant())';
    case 'bodyCrc32':
      return 'Utf8(Crc32(body).ToString(CultureInfo.InvariantCulture))';
  }
}

function keyLines({ kind, scheme, content }: VerifierPlan): CodeLine[] {
  const rule = kind === 'pair' ? (scheme.verifyingKey ?? scheme.key) : scheme.key;
  const prefix = quoted(rule.stripPrefix ?? '');
  const strip =
    rule.stripPrefix === null
      ? 'secret'
      : `(secret.StartsWith(${prefix}, StringComparison.Ordinal) ? secret[${rule.stripPrefix.length}..] : secret)`;
  const decoded =
    rule.decoding === 'hex'
      ? `Convert.FromHexString(${strip})`
      : rule.decoding === 'base64'
        ? `Convert.FromBase64String(${strip})`
        : `Utf8(${strip})`;
  const crc = content.some((piece) => piece.kind === 'bodyCrc32') && [
    'private static uint Crc32(byte[] bytes)',
    '{',
    '    var sum = 0xFFFFFFFFu;',
    '    foreach (var each in bytes)',
    '    {',
    '        sum ^= each;',
    '        for (var bit = 0; bit < 8; bit++) sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320u : sum >> 1;',
    '    }',
    '    return ~sum;',
    '}',
    '',
  ];
  if (kind !== 'pair') {
    const isNeeded = kind === 'hmac' || content.some((piece) => piece.kind === 'secret');
    return [crc, isNeeded && [`private static byte[] KeyOf(string secret) => ${decoded};`, '']];
  }
  const isRsa = scheme.algorithm.startsWith('rsa');
  const hash = `HashAlgorithmName.${scheme.algorithm === 'rsa-sha1' ? 'SHA1' : 'SHA256'}`;
  const signature = scheme.encoding === 'hex' ? 'Convert.FromHexString(text)' : 'Convert.FromBase64String(text)';
  return [
    crc,
    'private static bool IsSigned(string secret, byte[] content, string text)',
    '{',
    `    using var key = ${isRsa ? 'RSA' : 'ECDsa'}.Create();`,
    rule.decoding === 'pem'
      ? '    key.ImportFromPem(secret);'
      : `    key.ImportSubjectPublicKeyInfo(${decoded}, out _);`,
    '    try',
    '    {',
    `        return key.VerifyData(content, ${signature}, ${hash}, ${isRsa ? 'RSASignaturePadding.Pkcs1' : 'DSASignatureFormat.Rfc3279DerSequence'});`,
    '    }',
    '    catch (Exception error) when (error is FormatException or CryptographicException)',
    '    {',
    '        return false;',
    '    }',
    '}',
    '',
  ];
}
