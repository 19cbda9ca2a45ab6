import { code, comment, indent, quoted } from './code-writer.ts';
import { type Dialect, helperLines, source, stepLines } from './dialect.ts';
import { javaHelpers } from './java-helpers.ts';
import type { VerifierPlan } from './verifier-plan.ts';

/** One file: the verifier and a server of the JDK's own (17 or newer). */
export function javaVerifier(plan: VerifierPlan): string {
  const { scheme, given } = plan;
  const isUrl = given.has('url');
  const parameters = [
    'Map<String, String> headers',
    'byte[] body',
    'List<String> secrets',
    given.has('method') && 'String method',
    isUrl && 'String url',
    'Instant now',
  ].filter((each) => each !== false);
  const handed = [
    'joined(exchange.getRequestHeaders())',
    'body',
    'secrets',
    given.has('method') && 'exchange.getRequestMethod()',
    isUrl && 'origin(exchange) + exchange.getRequestURI()',
    'Instant.now()',
  ].filter((each) => each !== false);
  return code(
    ...comment(`Verifies webhooks signed by: ${scheme.name}.`.replaceAll('\\u', '\\ u'), '// '),
    ...comment(plan.words.replaceAll('\\u', '\\ u'), '// '),
    source(`
      import com.sun.net.httpserver.HttpServer;
      import java.io.ByteArrayOutputStream;
      import java.net.InetSocketAddress;
      import java.nio.charset.StandardCharsets;
      import java.security.GeneralSecurityException;
      import java.security.KeyFactory;
      import java.security.MessageDigest;
      import java.security.Signature;
      import java.security.spec.X509EncodedKeySpec;
      import java.time.Instant;
      import java.time.OffsetDateTime;
      import java.util.*;
      import java.util.stream.*;
      import javax.crypto.Mac;
      import javax.crypto.spec.SecretKeySpec;

      public class VerifyWebhook {
        static class WebhookException extends Exception {
          WebhookException(String message) {
            super(message);
          }
        }

        /**
         * Throws a WebhookException unless the request was signed with one of the secrets. Headers: names in lower case,
         * several values of one header joined with ", ". Body: the raw bytes, before anything parses them.
         */`),
    `  static void verify(${parameters.join(', ')})`,
    '      throws WebhookException, GeneralSecurityException {',
    indent(stepLines(plan.steps, dialect), '    '),
    '  }',
    indent(helperLines(plan, javaHelpers), '  '),
    indent(
      source(`

        static byte[] utf8(String text) {
          return text.getBytes(StandardCharsets.UTF_8);
        }

        static byte[] concat(byte[]... parts) {
          ByteArrayOutputStream all = new ByteArrayOutputStream();
          for (byte[] part : parts) all.writeBytes(part);
          return all.toByteArray();
        }

        public static void main(String[] arguments) throws Exception {
          // The previous secret is set only while secrets are being changed.
          List<String> secrets =
              Stream.of("WEBHOOK_SECRET", "WEBHOOK_SECRET_PREVIOUS").map(System::getenv).filter(Objects::nonNull).toList();
          if (secrets.isEmpty()) throw new IllegalStateException("Set WEBHOOK_SECRET.");
          int port = Integer.parseInt(Optional.ofNullable(System.getenv("PORT")).orElse("3000"));
          HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
          server.createContext("/", exchange -> {
            // The raw bytes: parse them after they have been verified.
            byte[] body = exchange.getRequestBody().readAllBytes();
            int status = 204;
            try {
              verify(${handed.join(', ')});
            } catch (WebhookException | GeneralSecurityException error) {
              status = 401;
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
          server.start();
          System.out.println("listening");
        }
        ${isUrl ? originLines : ''}
        static Map<String, String> joined(Map<String, List<String>> headers) {
          Map<String, String> names = new HashMap<>();
          headers.forEach((name, values) -> names.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
          return names;
        }`),
      '  ',
    ),
    '}',
  );
}

const originLines = `
        static String origin(com.sun.net.httpserver.HttpExchange exchange) {
          String origin = System.getenv("PUBLIC_ORIGIN");
          return origin != null ? origin : "http://" + exchange.getRequestHeaders().getFirst("Host");
        }
`;

const dialect: Dialect = {
  indent: '  ',
  text: quoted,
  name: (name) => name,
  call: (helper, inputs) => `${helper}(${[...inputs, ...(helper === 'checkTime' ? ['now'] : [])].join(', ')})`,
  list: (items) => `List.of(${items.join(', ')})`,
  let: (name, type, value) => [`${{ text: 'String', list: 'List<String>', json: 'Object' }[type]} ${name} = ${value};`],
  equal: (left, right, message) => [`if (!${left}.equals(${right})) throw new WebhookException(${quoted(message)});`],
  run: (call) => [`${call};`],
  each: (items, body) => [`for (Object item : ${items}) {`, ...body, '}'],
  bytes: (piece, isBytes) => (isBytes ? piece : `utf8(${piece})`),
  joined: (pieces) => `concat(${pieces.join(', ')})`,
  signed: (contents) => [
    `if (!isSigned(${['secrets', 'signatures', ...contents].join(', ')})) throw new WebhookException("the signature does not match");`,
  ],
};
