import { type CodeLine, quoted } from './code-writer.ts';
import { isBare, type VerifierPlan } from './verifier-plan.ts';

/** What the verifier calls, as far as it does. */
export function goHelpers({ kind, scheme, content, reads }: VerifierPlan): CodeLine[] {
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

function decoded(text: string, encoding: string): string {
  if (encoding === 'hex') return `hex.DecodeString(${text})`;
  return `base64.${encoding === 'base64' ? 'StdEncoding' : 'RawURLEncoding'}.DecodeString(${text})`;
}
