import { quoted } from './code-writer.ts';
import { type HelperLibrary, source } from './dialect.ts';
import { signedLines } from './rust-signed.ts';

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
          data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(body))
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
  isSigned: signedLines,
};
