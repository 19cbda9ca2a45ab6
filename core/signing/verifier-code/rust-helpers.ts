import { quoted } from './code-writer.ts';
import { type HelperLibrary, source } from './dialect.ts';
import type { VerifierPlan } from './verifier-plan.ts';

export const rustHelpers: HelperLibrary = {
  required: () =>
    source(`
      fn required(headers: &HashMap<String, String>, name: &str) -> Result<String, WebhookError> {
          match headers.get(name).map(|value| trim(value)) {
              Some(value) if !value.is_empty() => Ok(value.to_string()),
              _ => Err(WebhookError("a header is missing")),
          }
      }`),
  optionals: () =>
    source(`
      fn optionals(headers: &HashMap<String, String>, names: &[&str]) -> Vec<String> {
          let found = names.iter().filter_map(|name| headers.get(*name));
          found.map(|value| trim(value).to_string()).filter(|value| !value.is_empty()).collect()
      }`),
  headerValues: () =>
    source(`
      fn header_values(headers: &HashMap<String, String>, names: &str) -> String {
          let listed = names.split(' ').filter(|name| !name.is_empty());
          let values: Vec<&str> = listed
              .map(|name| headers.get(&name.to_lowercase()).map_or("", |value| trim(value)))
              .collect();
          values.join(".")
      }`),
  queryValue: () =>
    source(`
      fn query_value(url: &str, name: &str) -> Result<String, WebhookError> {
          let query = query_of(url);
          let mut values = form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key == name);
          match (values.next(), values.next()) {
              (Some((_, value)), None) if !value.is_empty() => Ok(value.to_string()),
              _ => Err(WebhookError("a value is not once in the query")),
          }
      }`),
  jsonOf: () =>
    source(`
      fn json_of(body: &[u8]) -> Result<serde_json::Value, WebhookError> {
          serde_json::from_slice(body).map_err(|_| WebhookError("the body is not JSON"))
      }`),
  jsonItems: () =>
    source(`
      fn json_items<'a>(json: &'a serde_json::Value, path: &str) -> Result<Vec<&'a serde_json::Value>, WebhookError> {
          let mut found = vec![json];
          for step in path.split('.') {
              found = found
                  .into_iter()
                  .flat_map(|each| match each.as_array() {
                      Some(list) if step == "*" => list.iter().collect(),
                      _ => each.get(step).into_iter().collect::<Vec<_>>(),
                  })
                  .collect();
          }
          if found.is_empty() {
              return Err(WebhookError("the body has no items"));
          }
          Ok(found)
      }`),
  jsonText: () =>
    source(`
      fn json_text(json: &serde_json::Value, path: &str) -> String {
          match path.split('.').try_fold(json, |each, step| each.get(step)) {
              None => String::new(),
              Some(value) if value.is_null() => String::new(),
              Some(value) => value.as_str().map_or_else(|| value.to_string(), |text| text.to_string()),
          }
      }`),
  jsonRequired: () =>
    source(`
      fn json_required(json: &serde_json::Value, path: &str) -> Result<String, WebhookError> {
          let value = json_text(json, path);
          if value.is_empty() {
              return Err(WebhookError("a value is missing in the body"));
          }
          Ok(value)
      }`),
  jsonLines: () =>
    source(String.raw`
      fn json_lines(json: &serde_json::Value, names: &str) -> String {
          let present = names.split(',').filter(|name| json.get(*name).is_some());
          present.map(|name| format!("{}\n{}\n", name, json_text(json, name))).collect()
      }`),
  trim: () => [
    '// The blanks that HTTP allows around a value, and no others.',
    ...source(String.raw`
      fn trim(text: &str) -> &str {
          text.trim_matches(|letter| letter == ' ' || letter == '\t')
      }`),
  ],
  between: () =>
    source(`
      fn between(text: &str, before: &str, after: &str) -> Result<String, WebhookError> {
          text.strip_prefix(before)
              .and_then(|rest| rest.strip_suffix(after))
              .map(|value| value.to_string())
              .ok_or(WebhookError("a value is malformed"))
      }`),
  split: () =>
    source(`
      fn split(text: &str, separator: &str) -> Vec<String> {
          text.split(separator).map(|part| trim(part).to_string()).collect()
      }`),
  elements: () => [
    '// Other versions in the list are passed over.',
    ...source(`
      fn elements(text: &str, separator: &str, before: &str, after: &str) -> Vec<String> {
          text.split(separator).filter_map(|part| between(trim(part), before, after).ok()).collect()
      }`),
  ],
  fields: () =>
    source(`
      fn fields(
          text: &str,
          delimiter: &str,
          name: &str,
          separator: &str,
          before: &str,
          after: &str,
      ) -> Result<Vec<String>, WebhookError> {
          let mut values = Vec::new();
          for part in text.split(delimiter) {
              let Some(value) = trim(part).strip_prefix(name).and_then(|rest| rest.strip_prefix('=')) else {
                  continue;
              };
              let list: Vec<&str> = if separator.is_empty() { vec![value] } else { value.split(separator).collect() };
              for each in list {
                  values.push(between(each, before, after)?);
              }
          }
          if values.is_empty() {
              return Err(WebhookError("a part of the header is missing"));
          }
          Ok(values)
      }`),
  only: () =>
    source(`
      fn only(values: &[String], _what: &str) -> Result<String, WebhookError> {
          match values.first() {
              Some(first) if values.iter().all(|each| each == first) => Ok(first.to_string()),
              _ => Err(WebhookError("a value is not there exactly once")),
          }
      }`),
  upper: () =>
    source(`
      fn upper(text: &str) -> String {
          text.to_uppercase()
      }`),
  unescaped: () =>
    source(`
      fn unescaped(url: &str) -> String {
          let mut text = url.to_string();
          for letter in ":/?@!$'()*,;".chars() {
              let escape = format!("%{:02X}", letter as u32);
              for each in [escape.to_lowercase(), escape] {
                  text = text.replace(&each, &letter.to_string());
              }
          }
          text
      }`),
  pathOf: () =>
    source(`
      fn path_of(url: &str) -> String {
          let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
          let path = rest.find(['/', '?']).map_or("", |at| &rest[at..]);
          path.split('?').next().unwrap_or("").to_string()
      }`),
  queryOf: () =>
    source(`
      fn query_of(url: &str) -> String {
          url.split_once('?').map_or("", |(_, query)| query).to_string()
      }`),
  formText: () => [
    '// Names and values of the form, sorted by name; of a repeated name each different value once.',
    ...source(`
      fn form_text(body: &[u8]) -> String {
          let mut pairs: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
          pairs.sort();
          pairs.dedup();
          pairs.into_iter().map(|(name, value)| name + &value).collect()
      }`),
  ],
  bodySha256: () =>
    source(`
      fn body_sha256(body: &[u8]) -> String {
          hex::encode(sha2::Sha256::digest(body))
      }`),
  bodyCrc32: () =>
    source(`
      fn body_crc32(body: &[u8]) -> String {
          crc32fast::hash(body).to_string()
      }`),
  checkTime: ({ scheme: { timestamp } }) => {
    const {
      unit = 'seconds',
      tolerancePastSeconds: past = null,
      toleranceFutureSeconds: future = null,
    } = timestamp ?? {};
    const isNumber = unit === 'seconds' || unit === 'milliseconds';
    const isBound = past !== null || future !== null;
    const malformed = '.map_err(|_| WebhookError("the timestamp is malformed"))?';
    const parsed = isNumber
      ? `timestamp.parse::<u64>()${malformed}`
      : `chrono::DateTime::parse_from_rfc3339(timestamp)${malformed}.timestamp_millis()`;
    const age =
      unit === 'seconds'
        ? '(since_epoch.as_secs() as i64 - stamp as i64) as f64'
        : `(since_epoch.as_millis() as i64 - stamp${isNumber ? ' as i64' : ''}) as f64 / 1000.0`;
    const refuse = (message: string) => `        return Err(WebhookError(${quoted(message)}));`;
    return [
      'fn check_time(timestamp: &str, now: SystemTime) -> Result<(), WebhookError> {',
      isNumber && [
        '    if !timestamp.bytes().all(|each| each.is_ascii_digit()) {',
        refuse('the timestamp is malformed'),
        '    }',
      ],
      `    let ${isBound ? 'stamp' : '_stamp'} = ${parsed};`,
      isBound
        ? [
            '    let since_epoch = now.duration_since(UNIX_EPOCH).map_err(|_| WebhookError("the clock is wrong"))?;',
            `    let age_seconds = ${age};`,
          ]
        : '    let _ = now;',
      past !== null && [`    if age_seconds > ${past}.0 {`, refuse('the timestamp is too old'), '    }'],
      future !== null && [`    if age_seconds < -${future}.0 {`, refuse('the timestamp lies in the future'), '    }'],
      '    Ok(())',
      '}',
    ];
  },
  isSigned: (plan) => signedLines(plan),
};

const hashTypes: Record<string, string> = {
  sha1: 'sha1::Sha1',
  sha256: 'sha2::Sha256',
  sha384: 'sha2::Sha384',
  sha512: 'sha2::Sha512',
};

function signedLines(plan: VerifierPlan): string[] {
  const { kind, scheme, hash, isSecretSigned } = plan;
  const contents = kind === 'token' ? '' : isSecretSigned ? ', before: &[u8], after: &[u8]' : ', content: &[u8]';
  const looped = (made: readonly string[], condition: string) => [
    `fn is_signed(secrets: &[&str], signatures: &[String]${contents}) -> Result<bool, WebhookError> {`,
    '    for secret in secrets {',
    ...made,
    `        if signatures.iter().any(|signature| ${condition}) {`,
    '            return Ok(true);',
    '        }',
    '    }',
    '    Ok(false)',
    '}',
  ];
  // ct_eq takes the same time wherever the two differ.
  const equal = (expected: string) => `bool::from(signature.as_bytes().ct_eq(${expected}.as_bytes()))`;
  if (kind === 'token') return looped([], equal('secret'));
  if (kind === 'pair')
    return [
      ...looped([`        let key = ${publicKey(plan)};`], 'is_verified(&key, signature, content)'),
      '',
      ...verifiedLines(plan),
    ];
  const parts = isSecretSigned ? ['before', '&key', 'after'] : ['content'];
  const digest =
    kind === 'hmac'
      ? `Hmac::<${hashTypes[hash] ?? ''}>::new_from_slice(&key).map_err(|_| WebhookError("the secret is malformed"))?`
      : 'sha2::Sha256::new()';
  const isKeyed = kind === 'hmac' || isSecretSigned;
  const bytes = kind === 'hmac' ? 'digest.finalize().into_bytes()' : 'digest.finalize()';
  return [
    ...looped(
      [
        ...(isKeyed ? ['        let key = key_of(secret)?;'] : []),
        `        let mut digest = ${digest};`,
        ...parts.map((part) => `        digest.update(${part});`),
        `        let expected = ${encoded(bytes, scheme.encoding)};`,
      ],
      equal('expected'),
    ),
    ...(isKeyed
      ? [
          '',
          'fn key_of(secret: &str) -> Result<Vec<u8>, WebhookError> {',
          `    let key = ${keyBytes(plan)};`,
          '    // With an empty key anybody could sign.',
          '    if key.is_empty() { Err(WebhookError("the secret is empty")) } else { Ok(key) }',
          '}',
        ]
      : []),
  ];
}

const malformedKey = '.map_err(|_| WebhookError("the key is malformed"))?';

function publicKey(plan: VerifierPlan): string {
  const { algorithm } = plan.scheme;
  const isPem = plan.keyRule.decoding === 'pem';
  if (algorithm === 'ed25519') return 'public_key(secret)?';
  const type = algorithm === 'ecdsa-p256-sha256' ? 'VerifyingKey' : 'RsaPublicKey';
  const read = isPem
    ? `${type}::from_public_key_pem(secret)${malformedKey}`
    : `${type}::from_public_key_der(&${keyBytes(plan)})${malformedKey}`;
  return type === 'VerifyingKey'
    ? read
    : `VerifyingKey::<${algorithm === 'rsa-sha1' ? 'sha1::Sha1' : 'sha2::Sha256'}>::new(${read})`;
}

function verifiedLines(plan: VerifierPlan): string[] {
  const { algorithm, encoding } = plan.scheme;
  const isRsa = algorithm.startsWith('rsa');
  const keyType = isRsa ? `VerifyingKey<${algorithm === 'rsa-sha1' ? 'sha1::Sha1' : 'sha2::Sha256'}>` : 'VerifyingKey';
  const parsed =
    algorithm === 'ed25519'
      ? 'Signature::from_slice(&made)'
      : isRsa
        ? 'Signature::try_from(made.as_slice())'
        : 'Signature::from_der(&made)';
  const verified =
    algorithm === 'ed25519' ? 'key.verify_strict(content, &signature)' : 'key.verify(content, &signature)';
  return [
    `fn is_verified(key: &${keyType}, text: &str, content: &[u8]) -> bool {`,
    `    let Ok(made) = ${decoded('text', encoding)} else {`,
    '        return false;',
    '    };',
    `    ${encoded('&made', encoding)} == text && ${parsed}.is_ok_and(|signature| ${verified}.is_ok())`,
    '}',
    ...(algorithm === 'ed25519'
      ? [
          '',
          '// A raw key, or the same at the end of its container.',
          'fn public_key(secret: &str) -> Result<VerifyingKey, WebhookError> {',
          `    let bytes = ${plan.keyRule.decoding === 'pem' ? 'secret.as_bytes().to_vec()' : keyBytes(plan)};`,
          '    let raw = bytes.last_chunk::<32>().ok_or(WebhookError("the key is malformed"))?;',
          `    VerifyingKey::from_bytes(raw).map_err(|_| WebhookError("the key is malformed"))`,
          '}',
        ]
      : []),
  ];
}

function keyBytes({ keyRule: { stripPrefix, decoding } }: VerifierPlan): string {
  const text = stripPrefix === null ? 'secret' : `secret.strip_prefix(${quoted(stripPrefix)}).unwrap_or(secret)`;
  if (decoding === 'hex' || decoding === 'base64') return `${decoded(text, decoding)}${malformedKey}`;
  return `${text}.as_bytes().to_vec()`;
}

function decoded(text: string, encoding: string): string {
  if (encoding === 'hex') return `hex::decode(${text})`;
  return `base64::engine::general_purpose::${encoding === 'base64' ? 'STANDARD' : 'URL_SAFE_NO_PAD'}.decode(${text})`;
}

function encoded(bytes: string, encoding: string): string {
  if (encoding === 'hex') return `hex::encode(${bytes})`;
  return `base64::engine::general_purpose::${encoding === 'base64' ? 'STANDARD' : 'URL_SAFE_NO_PAD'}.encode(${bytes})`;
}
