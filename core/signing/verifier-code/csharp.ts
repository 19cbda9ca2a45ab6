import { code, comment, indent, quoted } from './code-writer.ts';
import { csharpHelpers } from './csharp-helpers.ts';
import { type Dialect, helperLines, source, stepLines } from './dialect.ts';
import type { VerifierPlan } from './verifier-plan.ts';

/** One file for ASP.NET Core's minimal hosting (.NET 8 or newer). */
export function csharpProgram(plan: VerifierPlan): string {
  const { scheme, given } = plan;
  const extra = `${given.has('method') ? ', request.Method' : ''}${given.has('url') ? ', origin + request.Path + request.QueryString' : ''}`;
  return code(
    ...comment(`Verifies webhooks signed by: ${scheme.name}.`, '// '),
    source(`
      // The previous secret is set only while secrets are being changed.
      var secrets = new[] { "WEBHOOK_SECRET", "WEBHOOK_SECRET_PREVIOUS" }
          .Select(Environment.GetEnvironmentVariable).OfType<string>().Where(each => each != "").ToArray();
      if (secrets.Length == 0) throw new InvalidOperationException("Set WEBHOOK_SECRET.");

      var app = WebApplication.CreateBuilder(args).Build();
      app.MapPost("/webhooks", async (HttpRequest request) =>
      {
          // The raw bytes: parse them after they have been verified.
          using var buffer = new MemoryStream();
          await request.Body.CopyToAsync(buffer);`),
    given.has('url') &&
      '    var origin = Environment.GetEnvironmentVariable("PUBLIC_ORIGIN") ?? $"{request.Scheme}://{request.Host}";',
    source(`
      ____try
          {
              var headers = request.Headers.ToDictionary(each => each.Key.ToLowerInvariant(), each => string.Join(", ", each.Value.ToArray()));
              Webhook.Verify(headers, buffer.ToArray(), secrets${extra}, DateTimeOffset.UtcNow);
              return Results.NoContent();
          }
          catch (WebhookException)
          {
              return Results.Unauthorized();
          }
      });
      app.Run($"http://127.0.0.1:{Environment.GetEnvironmentVariable("PORT") ?? "3000"}");`).map((line) =>
      line.replace('____', '    '),
    ),
  );
}

/** The verifier: no more than the base library, and for Ed25519 the package NSec. */
export function csharpVerifier(plan: VerifierPlan): string {
  const { scheme, given } = plan;
  const extra = `${given.has('method') ? ', string method' : ''}${given.has('url') ? ', string url' : ''}`;
  return code(
    ...comment(`Verifies webhooks signed by: ${scheme.name}.`, '// '),
    ...comment(plan.words, '// '),
    'using System;',
    'using System.Collections.Generic;',
    'using System.Globalization;',
    'using System.Linq;',
    'using System.Security.Cryptography;',
    'using System.Text;',
    plan.helpers.has('jsonOf') && 'using System.Text.Json;',
    'using System.Text.RegularExpressions;',
    scheme.algorithm === 'ed25519' &&
      'using NSec.Cryptography; // .NET has no Ed25519 of its own: dotnet add package NSec.Cryptography',
    '',
    'public sealed class WebhookException : Exception',
    '{',
    '    public WebhookException(string message) : base(message) { }',
    '}',
    '',
    'public static class Webhook',
    '{',
    '    /// <summary>Throws unless the request was signed with one of the secrets. Header names are in lower case.</summary>',
    `    public static void Verify(IReadOnlyDictionary<string, string> headers, byte[] body, IReadOnlyList<string> secrets${extra}, DateTimeOffset now)`,
    '    {',
    indent(stepLines(plan.steps, dialect), '        '),
    '    }',
    '',
    '    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);',
    indent(helperLines(plan, csharpHelpers), '    '),
    '}',
  );
}

const dialect: Dialect = {
  indent: '    ',
  text: quoted,
  name: (name) => name,
  call: (helper, inputs) => `${pascal(helper)}(${[...inputs, ...(helper === 'checkTime' ? ['now'] : [])].join(', ')})`,
  list: (items) => `new List<string> { ${items.join(', ')} }`,
  let: (name, _type, value) => [`var ${name} = ${value};`],
  equal: (left, right, message) => [`if (${left} != ${right}) throw new WebhookException(${quoted(message)});`],
  run: (call) => [`${call};`],
  each: (items, body) => [`foreach (var item in ${items})`, '{', ...body, '}'],
  bytes: (piece, isBytes) => (isBytes ? piece : `Utf8(${piece})`),
  joined: (pieces) =>
    pieces.length === 0 ? 'new byte[0]' : `new[] { ${pieces.join(', ')} }.SelectMany(each => each).ToArray()`,
  signed: (contents) => [
    `if (!IsSigned(${['secrets', 'signatures', ...contents].join(', ')})) throw new WebhookException("the signature does not match");`,
  ],
};

function pascal(name: string): string {
  return `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
}
