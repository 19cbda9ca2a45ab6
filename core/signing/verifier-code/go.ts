import { type CodeLine, code, comment, indent, quoted } from './code-writer.ts';
import { goHelpers } from './go-helpers.ts';
import { type ContentPiece, type HeaderRead, isBare, type VerifierPlan } from './verifier-plan.ts';

const hashes: Record<string, { package: string; make: string }> = {
  sha1: { package: 'crypto/sha1', make: 'sha1.New' },
  sha256: { package: 'crypto/sha256', make: 'sha256.New' },
  sha384: { package: 'crypto/sha512', make: 'sha512.New384' },
  sha512: { package: 'crypto/sha512', make: 'sha512.New' },
};

export function goVerifier(plan: VerifierPlan): string {
  const { scheme } = plan;
  const body = goBody(plan);
  const text = body.join('\n');
  const packages = ['errors', ...packagesIn(text)].sort();
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

const packageUses: readonly [string, string][] = [
  ['crypto/hmac', 'hmac.'],
  ['crypto/sha1', 'sha1.'],
  ['crypto/sha256', 'sha256.'],
  ['crypto/sha512', 'sha512.'],
  ['crypto/subtle', 'subtle.'],
  ['crypto/ed25519', 'ed25519.'],
  ['crypto/ecdsa', 'ecdsa.'],
  ['crypto/rsa', 'rsa.'],
  ['crypto/x509', 'x509.'],
  ['crypto', 'crypto.'],
  ['encoding/base64', 'base64.'],
  ['encoding/hex', 'hex.'],
  ['encoding/pem', 'pem.'],
  ['hash/crc32', 'crc32.'],
  ['io', 'io.'],
  ['net/http', 'http.'],
  ['net/url', 'neturl.'],
  ['os', 'os.'],
  ['log', 'log.'],
  ['regexp', 'regexp.'],
  ['strconv', 'strconv.'],
  ['strings', 'strings.'],
  ['time', 'time.'],
  ['fmt', 'fmt.'],
];

function packagesIn(text: string): string[] {
  return packageUses
    .filter(([, use]) => new RegExp(`(^|[^A-Za-z0-9_.])${use.replace('.', '\\.')}[A-Z]`, 'm').test(text))
    .map(([name]) => name);
}

function goBody(plan: VerifierPlan): string[] {
  const { kind } = plan;
  const extra = `${plan.needsMethod ? ', method string' : ''}${plan.needsUrl ? ', url string' : ''}`;
  const given = `${plan.needsMethod ? ', request.Method' : ''}${plan.needsUrl ? ', origin+request.URL.RequestURI()' : ''}`;
  const lines: CodeLine[] = [
    '// VerifyWebhook returns an error unless the request was signed with one of the secrets: the current one, and while',
    '// secrets are being changed the previous one too. The body is the raw bytes, before anything parses them.',
    `func VerifyWebhook(headers http.Header, body []byte, secrets []string${extra}, now time.Time) error {`,
    indent(plan.reads.flatMap(readLines), '\t'),
    optionalLines(plan),
    plan.isSingle &&
      kind !== 'token' && [
        '\tfor _, each := range signatures {',
        '\t\tif each != signatures[0] {',
        '\t\t\treturn errors.New("there is more than one signature")',
        '\t\t}',
        '\t}',
      ],
    indent(timeLines(plan), '\t'),
    '\tfor _, secret := range secrets {',
    indent(matchLines(plan), '\t\t'),
    '\t}',
    '\treturn errors.New("the signature does not match")',
    '}',
    '',
    goHelpers(plan),
    'func main() {',
    '\tvar secrets []string',
    '\t// The previous secret is set only while secrets are being changed.',
    '\tfor _, name := range []string{"WEBHOOK_SECRET", "WEBHOOK_SECRET_PREVIOUS"} {',
    '\t\tif secret := os.Getenv(name); secret != "" {',
    '\t\t\tsecrets = append(secrets, secret)',
    '\t\t}',
    '\t}',
    '\tif len(secrets) == 0 {',
    '\t\tlog.Fatal("Set WEBHOOK_SECRET.")',
    '\t}',
    '\thttp.HandleFunc("/", func(response http.ResponseWriter, request *http.Request) {',
    '\t\t// The raw bytes: parse them after they have been verified.',
    '\t\tbody, err := io.ReadAll(http.MaxBytesReader(response, request.Body, 1<<20))',
    plan.needsUrl && [
      '\t\torigin := os.Getenv("PUBLIC_ORIGIN")',
      '\t\tif origin == "" {',
      '\t\t\torigin = "http://" + request.Host',
      '\t\t}',
    ],
    `\t\tif err != nil || VerifyWebhook(request.Header, body, secrets${given}, time.Now()) != nil {`,
    '\t\t\tresponse.WriteHeader(http.StatusUnauthorized)',
    '\t\t\treturn',
    '\t\t}',
    '\t\tresponse.WriteHeader(http.StatusNoContent)',
    '\t})',
    '\tport := os.Getenv("PORT")',
    '\tif port == "" {',
    '\t\tport = "3000"',
    '\t}',
    '\tlog.Print("listening")',
    '\tlog.Fatal(http.ListenAndServe("127.0.0.1:"+port, nil))',
    '}',
  ];
  return code(...lines)
    .trimEnd()
    .split('\n');
}

const failing = ['if err != nil {', '\treturn err', '}'];

function assigned(name: string, expression: string): string[] {
  return [`${name}, err := ${expression}`, ...failing];
}

function readLines(read: HeaderRead): CodeLine[] {
  const header = quoted(read.header);
  if (read.kind === 'constant') {
    return [
      `if value, err := required(headers, ${header}); err != nil || value != ${quoted(read.value)} {`,
      `\treturn errors.New("the header ${read.header} is another one")`,
      '}',
    ];
  }
  if (read.kind === 'fields') {
    return read.fields.flatMap((field) => {
      const values = `fields(headers, ${header}, ${quoted(read.delimiter)}, ${quoted(field.name)}, ${quoted(field.before)}, ${quoted(field.separator ?? '')})`;
      if (field.target === 'signature') return assigned('signatures', values);
      return [
        ...assigned(`${field.target}s`, values),
        `${field.target} := ${field.target}s[0]`,
        `for _, each := range ${field.target}s {`,
        `\tif each != ${field.target} {`,
        `\t\treturn errors.New("there is more than one ${field.target}")`,
        '\t}',
        '}',
      ];
    });
  }
  const { form, separator, isListInside, isOptional } = read;
  const whole =
    isBare(form) || (separator !== null && !isListInside)
      ? `required(headers, ${header})`
      : `between(headers, ${header}, ${quoted(form.before)}, ${quoted(form.after)})`;
  if (form.target !== 'signature') return assigned(form.target, whole);
  if (isOptional) return [];
  if (separator === null) return [...assigned('signature', whole), 'signatures := []string{signature}'];
  return [
    ...assigned('list', whole),
    'var signatures []string',
    `for _, each := range strings.Split(list, ${quoted(separator)}) {`,
    '\teach = strings.TrimSpace(each)',
    isListInside
      ? '\tsignatures = append(signatures, each)'
      : [
          '\t// Other versions in the list are passed over.',
          `\tif strings.HasPrefix(each, ${quoted(form.before)}) && strings.HasSuffix(each, ${quoted(form.after)}) {`,
          `\t\tsignatures = append(signatures, each[${form.before.length}:len(each)-${form.after.length}])`,
          '\t}',
        ],
    '}',
  ];
}

function optionalLines({ reads }: VerifierPlan): CodeLine[] {
  const names = reads.flatMap((read) => (read.kind === 'value' && read.isOptional ? [quoted(read.header)] : []));
  if (names.length === 0) return [];
  return [
    '\tvar signatures []string',
    `\tfor _, name := range []string{${names.join(', ')}} {`,
    '\t\tif value := headers.Get(name); value != "" {',
    '\t\t\tsignatures = append(signatures, value)',
    '\t\t}',
    '\t}',
  ];
}

function timeLines({ scheme: { timestamp } }: VerifierPlan): CodeLine[] {
  if (timestamp === null) return [];
  const { unit, tolerancePastSeconds: past, toleranceFutureSeconds: future } = timestamp;
  const isNumber = unit === 'seconds' || unit === 'milliseconds';
  const isBound = past !== null || future !== null;
  const parsed = isNumber ? 'strconv.ParseUint(timestamp, 10, 63)' : 'time.Parse(time.RFC3339Nano, timestamp)';
  const age =
    unit === 'seconds'
      ? 'float64(now.Unix() - int64(stamp))'
      : unit === 'milliseconds'
        ? 'float64(now.UnixMilli()-int64(stamp)) / 1000'
        : 'now.Sub(stamp).Seconds()';
  return [
    `${isBound ? 'stamp' : '_'}, err ${isBound ? ':=' : '='} ${parsed}`,
    'if err != nil {',
    '\treturn errors.New("the timestamp is malformed")',
    '}',
    isBound && `age := ${age}`,
    past !== null && [`if age > ${past} {`, '\treturn errors.New("the timestamp is too old")', '}'],
    future !== null && [`if age < -${future} {`, '\treturn errors.New("the timestamp lies in the future")', '}'],
  ];
}

function matchLines({ kind, content, hash, scheme }: VerifierPlan): CodeLine[] {
  const compare = (expected: string) => [
    'for _, signature := range signatures {',
    '\t// Takes the same time wherever the two differ.',
    `\tif subtle.ConstantTimeCompare([]byte(signature), []byte(${expected})) == 1 {`,
    '\t\treturn nil',
    '\t}',
    '}',
  ];
  if (kind === 'token') return compare('secret');
  const keyed = kind === 'hmac' || content.some((piece) => piece.kind === 'secret');
  const key = keyed ? ['key, err := keyOf(secret)', ...failing] : [];
  if (kind === 'pair') {
    return [
      'var content []byte',
      ...content.map((piece) => `content = append(content, ${pieceCode(piece)}...)`),
      'for _, signature := range signatures {',
      '\tif isSigned(secret, content, signature) {',
      '\t\treturn nil',
      '\t}',
      '}',
    ];
  }
  const made = kind === 'hmac' ? `hmac.New(${hashes[hash]?.make ?? ''}, key)` : 'sha256.New()';
  return [
    ...key,
    `digest := ${made}`,
    ...content.map((piece) => `digest.Write(${pieceCode(piece)})`),
    `expected := ${encoded('digest.Sum(nil)', scheme.encoding)}`,
    ...compare('expected'),
  ];
}

function encoded(bytes: string, encoding: string): string {
  if (encoding === 'hex') return `hex.EncodeToString(${bytes})`;
  return `base64.${encoding === 'base64' ? 'StdEncoding' : 'RawURLEncoding'}.EncodeToString(${bytes})`;
}

function pieceCode(piece: ContentPiece): string {
  switch (piece.kind) {
    case 'text':
      return `[]byte(${quoted(piece.text)})`;
    case 'header':
      return `[]byte(strings.TrimSpace(headers.Get(${quoted(piece.header)})))`;
    case 'id':
    case 'timestamp':
      return `[]byte(${piece.kind})`;
    case 'body':
      return 'body';
    case 'secret':
      return 'key';
    case 'method':
      return '[]byte(strings.ToUpper(method))';
    case 'url':
      return '[]byte(url)';
    case 'urlDecoded':
      return '[]byte(unescapePunctuation(url))';
    case 'path':
      return '[]byte(strings.SplitN(regexp.MustCompile("(?i)^[a-z]+://[^/?]*").ReplaceAllString(url, ""), "?", 2)[0])';
    case 'query':
      return '[]byte(strings.Join(strings.SplitN(url, "?", 2)[1:], ""))';
    case 'bodySha256':
      return '[]byte(hexSHA256(body))';
    case 'bodyCrc32':
      return '[]byte(strconv.FormatUint(uint64(crc32.ChecksumIEEE(body)), 10))';
  }
}
