import { type CodeLine, code, comment, indent, quoted } from './code-writer.ts';
import { type Dialect, helperLines, source, stepLines } from './dialect.ts';
import { goHelpers } from './go-helpers.ts';
import type { VerifierPlan } from './verifier-plan.ts';
import type { Helper } from './verifier-steps.ts';

export function goVerifier(plan: VerifierPlan): string {
  const { scheme } = plan;
  const body = goBody(plan);
  const packages = packagesIn(body.join('\n'));
  return code(
    ...comment(`Verifies webhooks signed by: ${scheme.name}.`, '// '),
    ...comment(plan.words, '// '),
    'package main',
    '',
    'import (',
    ...packages.map((each) => `\t${quoted(each)}`),
    ')',
    '',
    ...body,
  );
}

/** Those whose last part, which is how they are called, is followed by an exported name. */
function packagesIn(text: string): string[] {
  const packages = [
    'bytes',
    'crypto',
    'crypto/ecdsa',
    'crypto/ed25519',
    'crypto/hmac',
    'crypto/rsa',
    'crypto/sha1',
    'crypto/sha256',
    'crypto/sha512',
    'crypto/subtle',
    'crypto/x509',
    'encoding/base64',
    'encoding/hex',
    'encoding/json',
    'encoding/pem',
    'errors',
    'fmt',
    'hash/crc32',
    'io',
    'log',
    'net',
    'net/http',
    'net/url',
    'os',
    'regexp',
    'sort',
    'strconv',
    'strings',
    'time',
    'unicode/utf8',
  ];
  return packages.filter((name) => {
    const called = name.slice(name.lastIndexOf('/') + 1);
    return new RegExp(`(^|[^A-Za-z0-9_.])${called}\\.[A-Z]`, 'm').test(text);
  });
}

function goBody(plan: VerifierPlan): string[] {
  const { given } = plan;
  const extra = `${given.has('method') ? ', method string' : ''}${given.has('url') ? ', address string' : ''}`;
  const handed = `${given.has('method') ? ', request.Method' : ''}${given.has('url') ? ', origin+request.URL.RequestURI()' : ''}`;
  const lines: CodeLine[] = [
    '// VerifyWebhook returns an error unless the request was signed with one of the secrets: the current one, and while',
    '// secrets are being changed the previous one too. The body is the raw bytes, before anything parses them.',
    `func VerifyWebhook(headers http.Header, body []byte, secrets []string${extra}, now time.Time) error {`,
    '\tread := &reading{}',
    indent(stepLines(plan.steps, dialect), '\t'),
    '\treturn read.err',
    '}',
    '',
    source(`
      // reading keeps the first thing that is wrong; what comes after it does not count.
      type reading struct{ err error }

      func (read *reading) refuse(reason string) {
      	if read.err == nil {
      		read.err = errors.New(reason)
      	}
      }`),
    helperLines(plan, goHelpers),
    '',
    source(`
      func main() {
      	var secrets []string
      	// The previous secret is set only while secrets are being changed.
      	for _, name := range []string{"WEBHOOK_SECRET", "WEBHOOK_SECRET_PREVIOUS"} {
      		if secret := os.Getenv(name); secret != "" {
      			secrets = append(secrets, secret)
      		}
      	}
      	if len(secrets) == 0 {
      		log.Fatal("Set WEBHOOK_SECRET.")
      	}
      	http.HandleFunc("/", func(response http.ResponseWriter, request *http.Request) {
      		// The raw bytes: parse them after they have been verified.
      		body, err := io.ReadAll(http.MaxBytesReader(response, request.Body, 1<<20))`),
    given.has('url') && [
      '\t\torigin := os.Getenv("PUBLIC_ORIGIN")',
      '\t\tif origin == "" {',
      '\t\t\torigin = "http://" + request.Host',
      '\t\t}',
    ],
    `\t\tif err != nil || VerifyWebhook(request.Header, body, secrets${handed}, time.Now()) != nil {`,
    source(`
      		response.WriteHeader(http.StatusUnauthorized)
      			return
      		}
      		response.WriteHeader(http.StatusNoContent)
      	})
      	port := os.Getenv("PORT")
      	if port == "" {
      		port = "3000"
      	}
      	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
      	if err != nil {
      		log.Fatal(err)
      	}
      	log.Print("listening")
      	log.Fatal(http.Serve(listener, nil))
      }`).map((line, index) => (index === 0 ? `\t\t\t${line.trim()}` : line)),
  ];
  return code(...lines)
    .trimEnd()
    .split('\n');
}

/** Helpers that can neither refuse nor need to know that something was refused. */
const free: ReadonlySet<Helper> = new Set([
  'optionals',
  'headerValues',
  'split',
  'upper',
  'unescaped',
  'pathOf',
  'queryOf',
  'formText',
  'bodySha256',
  'bodyCrc32',
  'jsonText',
  'jsonLines',
]);

const dialect: Dialect = {
  indent: '\t',
  text: quoted,
  name: (name) => (name === 'url' ? 'address' : name === 'json' ? 'document' : name),
  call: (helper, inputs) => {
    const given = [...inputs, ...(helper === 'checkTime' ? ['now'] : [])].join(', ');
    return `${free.has(helper) ? '' : 'read.'}${helper}(${given})`;
  },
  list: (items) => `[]string{${items.join(', ')}}`,
  let: (name, _type, value) => [`${name} := ${value}`],
  equal: (left, right, message) => [`if ${left} != ${right} {`, `\tread.refuse(${quoted(message)})`, '}'],
  run: (call) => [call],
  each: (items, body) => [`for _, item := range ${items} {`, ...body, '}'],
  bytes: (piece, isBytes) => (isBytes ? piece : `[]byte(${piece})`),
  joined: (pieces) => (pieces.length === 0 ? 'nil' : `bytes.Join([][]byte{${pieces.join(', ')}}, nil)`),
  signed: (contents) => [
    `if !isSigned(${['secrets', 'signatures', ...contents].join(', ')}) {`,
    '\tread.refuse("the signature does not match")',
    '}',
  ],
};
