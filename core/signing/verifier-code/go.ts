import { type CodeLine, code, comment, indent, quoted } from './code-writer.ts';
import { type ContentPiece, type HeaderRead, isBare, type VerifierPlan } from './verifier-plan.ts';

const hashes: Record<string, { package: string; make: string }> = {
  sha1: { package: 'crypto/sha1', make: 'sha1.New' },
  sha256: { package: 'crypto/sha256', make: 'sha256.New' },
  sha384: { package: 'crypto/sha512', make: 'sha512.New384' },
  sha512: { package: 'crypto/sha512', make: 'sha512.New' },
};

export function goVerifier(plan: VerifierPlan): string {
  const { kind, scheme } = plan;
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
    kind === 'token' ? [] : [],
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
    helperLines(plan),
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

function decoded(text: string, encoding: string): string {
  if (encoding === 'hex') return `hex.DecodeString(${text})`;
  return `base64.${encoding === 'base64' ? 'StdEncoding' : 'RawURLEncoding'}.DecodeString(${text})`;
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

function helperLines({ kind, scheme, content, reads }: VerifierPlan): CodeLine[] {
  const rule = kind === 'pair' ? (scheme.verifyingKey ?? scheme.key) : scheme.key;
  const strip = rule.stripPrefix === null ? 'secret' : `strings.TrimPrefix(secret, ${quoted(rule.stripPrefix)})`;
  const keyed = kind === 'hmac' || content.some((piece) => piece.kind === 'secret');
  const needsBetween = reads.some(
    (read) => read.kind === 'value' && !isBare(read.form) && (read.separator === null || read.isListInside),
  );
  return [
    keyed && [
      'func keyOf(secret string) ([]byte, error) {',
      `\treturn ${rule.decoding === 'hex' || rule.decoding === 'base64' ? decoded(strip, rule.decoding) : `[]byte(${strip}), nil`}`,
      '}',
      '',
    ],
    kind === 'pair' && pairLines(scheme.algorithm, scheme.encoding, rule.decoding, strip),
    'func required(headers http.Header, name string) (string, error) {',
    '\tvalue := strings.TrimSpace(strings.Join(headers.Values(name), ", "))',
    '\tif value == "" {',
    '\t\treturn "", errors.New("missing header: " + name)',
    '\t}',
    '\treturn value, nil',
    '}',
    '',
    needsBetween && [
      'func between(headers http.Header, name, before, after string) (string, error) {',
      '\tvalue, err := required(headers, name)',
      '\tif err != nil {',
      '\t\treturn "", err',
      '\t}',
      '\tif !strings.HasPrefix(value, before) || !strings.HasSuffix(value, after) || len(value) < len(before)+len(after) {',
      '\t\treturn "", errors.New("malformed header: " + name)',
      '\t}',
      '\treturn value[len(before) : len(value)-len(after)], nil',
      '}',
      '',
    ],
    reads.some((read) => read.kind === 'fields') && [
      'func fields(headers http.Header, header, delimiter, name, before, separator string) ([]string, error) {',
      '\tvalue, err := required(headers, header)',
      '\tif err != nil {',
      '\t\treturn nil, err',
      '\t}',
      '\tvar values []string',
      '\tfor _, part := range strings.Split(value, delimiter) {',
      '\t\tpart = strings.TrimSpace(part)',
      '\t\tif !strings.HasPrefix(part, name+"=") {',
      '\t\t\tcontinue',
      '\t\t}',
      '\t\tlist := []string{part[len(name)+1:]}',
      '\t\tif separator != "" {',
      '\t\t\tlist = strings.Split(list[0], separator)',
      '\t\t}',
      '\t\tfor _, each := range list {',
      '\t\t\tif !strings.HasPrefix(each, before) {',
      '\t\t\t\treturn nil, errors.New("malformed header: " + header)',
      '\t\t\t}',
      '\t\t\tvalues = append(values, each[len(before):])',
      '\t\t}',
      '\t}',
      '\tif len(values) == 0 {',
      '\t\treturn nil, errors.New("missing in the header: " + name)',
      '\t}',
      '\treturn values, nil',
      '}',
      '',
    ],
    content.some((piece) => piece.kind === 'urlDecoded') && [
      'func unescapePunctuation(url string) string {',
      '\tescape := regexp.MustCompile("(?i)%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)")',
      '\treturn escape.ReplaceAllStringFunc(url, func(each string) string {',
      '\t\tvalue, _ := strconv.ParseUint(each[1:], 16, 8)',
      '\t\treturn string(rune(value))',
      '\t})',
      '}',
      '',
    ],
    content.some((piece) => piece.kind === 'bodySha256') && [
      'func hexSHA256(body []byte) string {',
      '\tsum := sha256.Sum256(body)',
      '\treturn hex.EncodeToString(sum[:])',
      '}',
      '',
    ],
  ];
}

function pairLines(algorithm: string, encoding: string, keyDecoding: string, strip: string): CodeLine[] {
  const isPem = keyDecoding === 'pem';
  const parse = ['\tparsed, err := x509.ParsePKIXPublicKey(der)', '\tif err != nil {', '\t\treturn false', '\t}'];
  const check =
    algorithm === 'ed25519'
      ? [
          '\tif len(der) == ed25519.PublicKeySize {',
          '\t\treturn ed25519.Verify(der, content, signature)',
          '\t}',
          ...parse,
          '\tkey, isRight := parsed.(ed25519.PublicKey)',
          '\treturn isRight && ed25519.Verify(key, content, signature)',
        ]
      : algorithm === 'ecdsa-p256-sha256'
        ? [
            ...parse,
            '\tkey, isRight := parsed.(*ecdsa.PublicKey)',
            '\tdigest := sha256.Sum256(content)',
            '\treturn isRight && ecdsa.VerifyASN1(key, digest[:], signature)',
          ]
        : [
            ...parse,
            '\tkey, isRight := parsed.(*rsa.PublicKey)',
            `\tdigest := ${algorithm === 'rsa-sha1' ? 'sha1.Sum' : 'sha256.Sum256'}(content)`,
            `\treturn isRight && rsa.VerifyPKCS1v15(key, crypto.${algorithm === 'rsa-sha1' ? 'SHA1' : 'SHA256'}, digest[:], signature) == nil`,
          ];
  return [
    'func isSigned(secret string, content []byte, text string) bool {',
    isPem
      ? [
          '\tblock, _ := pem.Decode([]byte(secret))',
          '\tif block == nil {',
          '\t\treturn false',
          '\t}',
          '\tder := block.Bytes',
        ]
      : [`\tder, err := ${decoded(strip, keyDecoding)}`, '\tif err != nil {', '\t\treturn false', '\t}'],
    `\tsignature, err := ${decoded('text', encoding)}`,
    '\tif err != nil {',
    '\t\treturn false',
    '\t}',
    ...check,
    '}',
    '',
  ];
}
