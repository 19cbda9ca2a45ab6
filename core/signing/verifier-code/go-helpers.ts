import { type HelperLibrary, source } from './dialect.ts';
import { goSigned } from './go-signed.ts';

export const goHelpers: HelperLibrary = {
  required: () =>
    source(`
      func (read *reading) required(headers http.Header, name string) string {
      	value := trim(strings.Join(headers.Values(name), ", "))
      	if value == "" {
      		read.refuse("missing header: " + name)
      	}
      	return value
      }`),
  optionals: () =>
    source(`
      func optionals(headers http.Header, names []string) []string {
      	var values []string
      	for _, name := range names {
      		if value := trim(strings.Join(headers.Values(name), ", ")); value != "" {
      			values = append(values, value)
      		}
      	}
      	return values
      }`),
  headerValues: () =>
    source(`
      func headerValues(headers http.Header, names string) string {
      	var values []string
      	for _, name := range strings.Split(names, " ") {
      		if name != "" {
      			values = append(values, trim(strings.Join(headers.Values(name), ", ")))
      		}
      	}
      	return strings.Join(values, ".")
      }`),
  queryValue: () =>
    source(`
      func (read *reading) queryValue(address, name string) string {
      	query, err := url.ParseQuery(queryOf(address))
      	if err != nil || len(query[name]) != 1 || query[name][0] == "" {
      		read.refuse("not once in the query: " + name)
      		return ""
      	}
      	return query[name][0]
      }`),
  jsonOf: () => [
    '// Numbers are kept as they are written.',
    ...source(`
      func (read *reading) jsonOf(body []byte) any {
      	var document any
      	decoder := json.NewDecoder(bytes.NewReader(body))
      	decoder.UseNumber()
      	if err := decoder.Decode(&document); err != nil || !utf8.Valid(body) {
      		read.refuse("the body is not JSON")
      	} else if _, err := decoder.Token(); err != io.EOF {
      		read.refuse("the body is more than one JSON text")
      	}
      	return document
      }`),
  ],
  jsonItems: () =>
    source(`
      func (read *reading) jsonItems(document any, path string) []any {
      	found := []any{document}
      	for _, step := range strings.Split(path, ".") {
      		var next []any
      		for _, each := range found {
      			if list, isList := each.([]any); isList && step == "*" {
      				next = append(next, list...)
      			} else if members, isObject := each.(map[string]any); isObject {
      				if member, isThere := members[step]; isThere {
      					next = append(next, member)
      				}
      			}
      		}
      		found = next
      	}
      	if len(found) == 0 {
      		read.refuse("the body has no items")
      	}
      	return found
      }`),
  jsonText: () =>
    source(`
      func jsonText(document any, path string) string {
      	for _, step := range strings.Split(path, ".") {
      		members, _ := document.(map[string]any)
      		document = members[step]
      	}
      	if document == nil {
      		return ""
      	}
      	return fmt.Sprint(document)
      }`),
  jsonRequired: () =>
    source(`
      func (read *reading) jsonRequired(document any, path string) string {
      	value := jsonText(document, path)
      	if value == "" {
      		read.refuse("missing in the body: " + path)
      	}
      	return value
      }`),
  jsonLines: () =>
    source(String.raw`
      func jsonLines(document any, names string) string {
      	var lines strings.Builder
      	members, _ := document.(map[string]any)
      	for _, name := range strings.Split(names, ",") {
      		if _, isThere := members[name]; isThere {
      			lines.WriteString(name + "\n" + jsonText(document, name) + "\n")
      		}
      	}
      	return lines.String()
      }`),
  trim: () => [
    '// trim drops the blanks that HTTP allows around a value, and no others.',
    ...source(String.raw`
      func trim(text string) string {
      	return strings.Trim(text, " \t")
      }`),
  ],
  between: () =>
    source(`
      func (read *reading) between(text, before, after string) string {
      	if !strings.HasPrefix(text, before) || !strings.HasSuffix(text, after) || len(text) < len(before)+len(after) {
      		read.refuse("a value is malformed")
      		return ""
      	}
      	return text[len(before) : len(text)-len(after)]
      }`),
  split: () =>
    source(`
      func split(text, separator string) []string {
      	parts := strings.Split(text, separator)
      	for index, part := range parts {
      		parts[index] = trim(part)
      	}
      	return parts
      }`),
  elements: () => [
    '// elements passes over other versions in the list.',
    ...source(`
      func (read *reading) elements(text, separator, before, after string) []string {
      	var found []string
      	for _, part := range strings.Split(text, separator) {
      		part = trim(part)
      		if strings.HasPrefix(part, before) && strings.HasSuffix(part, after) {
      			found = append(found, read.between(part, before, after))
      		}
      	}
      	return found
      }`),
  ],
  fields: () =>
    source(`
      func (read *reading) fields(text, delimiter, name, separator, before, after string) []string {
      	var values []string
      	for _, part := range strings.Split(text, delimiter) {
      		part = trim(part)
      		if !strings.HasPrefix(part, name+"=") {
      			continue
      		}
      		list := []string{part[len(name)+1:]}
      		if separator != "" {
      			list = strings.Split(list[0], separator)
      		}
      		for _, each := range list {
      			values = append(values, read.between(each, before, after))
      		}
      	}
      	if len(values) == 0 {
      		read.refuse("missing in the header: " + name)
      	}
      	return values
      }`),
  only: () =>
    source(`
      func (read *reading) only(values []string, what string) string {
      	for _, each := range values {
      		if each != values[0] {
      			read.refuse("more than one " + what)
      		}
      	}
      	if len(values) == 0 {
      		read.refuse("no " + what)
      		return ""
      	}
      	return values[0]
      }`),
  upper: () =>
    source(`
      func upper(text string) string {
      	return strings.ToUpper(text)
      }`),
  unescaped: () =>
    source(`
      func unescaped(address string) string {
      	escape := regexp.MustCompile("(?i)%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)")
      	return escape.ReplaceAllStringFunc(address, func(each string) string {
      		value, _ := strconv.ParseUint(each[1:], 16, 8)
      		return string(rune(value))
      	})
      }`),
  pathOf: () =>
    source(`
      func pathOf(address string) string {
      	host := regexp.MustCompile("(?i)^[a-z][a-z0-9+.-]*://[^/?]*")
      	return strings.SplitN(host.ReplaceAllString(address, ""), "?", 2)[0]
      }`),
  queryOf: () =>
    source(`
      func queryOf(address string) string {
      	return strings.Join(strings.SplitN(address, "?", 2)[1:], "")
      }`),
  formText: () => [
    '// formText gives names and values of the form, sorted by name; of a repeated name each different value once.',
    ...source(`
      func formText(body []byte) string {
      	form, _ := url.ParseQuery(string(body))
      	names := make([]string, 0, len(form))
      	for name := range form {
      		names = append(names, name)
      	}
      	sort.Strings(names)
      	var text strings.Builder
      	for _, name := range names {
      		values := form[name]
      		sort.Strings(values)
      		for index, value := range values {
      			if index == 0 || value != values[index-1] {
      				text.WriteString(name + value)
      			}
      		}
      	}
      	return text.String()
      }`),
  ],
  bodySha256: () =>
    source(`
      func bodySha256(body []byte) string {
      	sum := sha256.Sum256(body)
      	return hex.EncodeToString(sum[:])
      }`),
  bodyCrc32: () =>
    source(`
      func bodyCrc32(body []byte) string {
      	return strconv.FormatUint(uint64(crc32.ChecksumIEEE(body)), 10)
      }`),
  checkTime: ({ scheme: { timestamp } }) => {
    const {
      unit = 'seconds',
      tolerancePastSeconds: past = null,
      toleranceFutureSeconds: future = null,
    } = timestamp ?? {};
    const isNumber = unit === 'seconds' || unit === 'milliseconds';
    const parsed = isNumber ? 'strconv.ParseUint(timestamp, 10, 63)' : 'time.Parse(time.RFC3339Nano, timestamp)';
    const age =
      unit === 'seconds'
        ? 'float64(now.Unix() - int64(stamp))'
        : unit === 'milliseconds'
          ? 'float64(now.UnixMilli()-int64(stamp)) / 1000'
          : 'now.Sub(stamp).Seconds()';
    const isBound = past !== null || future !== null;
    return [
      'func (read *reading) checkTime(timestamp string, now time.Time) {',
      isBound ? `\tstamp, err := ${parsed}` : `\t_, err := ${parsed}`,
      '\tif err != nil {',
      '\t\tread.refuse("the timestamp is malformed")',
      '\t}',
      isBound && `\tage := ${age}`,
      past !== null && [`\tif age > ${past} {`, '\t\tread.refuse("the timestamp is too old")', '\t}'],
      future !== null && [`\tif age < -${future} {`, '\t\tread.refuse("the timestamp lies in the future")', '\t}'],
      '}',
    ];
  },
  isSigned: goSigned,
};
