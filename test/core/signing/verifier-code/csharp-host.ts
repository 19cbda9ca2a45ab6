/**
 * Serves the generated verifier where there is no ASP.NET Core: Mono's own listener. It knows no System.Text.Json and
 * cannot import public keys, so schemes that need either are left out.
 */
const csharpHost = {
  name: 'Host.cs',
  content: `
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;

public static class Host
{
    public static void Main()
    {
        var secrets = new[] { "WEBHOOK_SECRET", "WEBHOOK_SECRET_PREVIOUS" }
            .Select(Environment.GetEnvironmentVariable).Where(each => !string.IsNullOrEmpty(each)).ToArray();
        var listener = new TcpListener(IPAddress.Loopback, int.Parse(Environment.GetEnvironmentVariable("PORT")));
        listener.Start();
        Console.WriteLine("listening");
        while (true)
        {
            using (var client = listener.AcceptTcpClient())
            using (var stream = client.GetStream())
            {
                var status = Answer(stream, secrets);
                var bytes = Encoding.ASCII.GetBytes("HTTP/1.1 " + status + " Answer\\r\\nconnection: close\\r\\ncontent-length: 0\\r\\n\\r\\n");
                stream.Write(bytes, 0, bytes.Length);
            }
        }
    }

    private static int Answer(Stream stream, string[] secrets)
    {
        var request = Line(stream).Split(' ');
        var headers = new Dictionary<string, string>();
        for (var line = Line(stream); line != ""; line = Line(stream))
        {
            var at = line.IndexOf(':');
            var name = line.Substring(0, at).ToLowerInvariant();
            var value = line.Substring(at + 1).Trim(' ', '\\t');
            headers[name] = headers.ContainsKey(name) ? headers[name] + ", " + value : value;
        }
        var body = new byte[headers.ContainsKey("content-length") ? int.Parse(headers["content-length"]) : 0];
        for (var read = 0; read < body.Length;) read += stream.Read(body, read, body.Length - read);
        var method = request[0];
        var url = Environment.GetEnvironmentVariable("PUBLIC_ORIGIN") + request[1];
        try
        {
            Webhook.Verify(/*given*/);
            return 204;
        }
        catch (WebhookException)
        {
            return 401;
        }
        catch (Exception error)
        {
            Console.Error.WriteLine(error);
            return 500;
        }
    }

    private static string Line(Stream stream)
    {
        var line = new StringBuilder();
        for (var each = stream.ReadByte(); each >= 0 && each != '\\n'; each = stream.ReadByte()) if (each != '\\r') line.Append((char)each);
        return line.ToString();
    }
}
`.trimStart(),
};

/** The host for a verifier that asks for method and URL, or does not. */
export function csharpHostFor(verifier: string): { name: string; content: string } {
  const given = ['headers', 'body', 'secrets', 'method', 'url'].filter((name) =>
    new RegExp(`public static void Verify\\(.*\\b${name}\\b`).test(verifier),
  );
  const content = csharpHost.content.replace('/*given*/', [...given, 'DateTimeOffset.UtcNow'].join(', '));
  return { name: csharpHost.name, content };
}
