/** A header value made of named parts, such as `t=…,v1=…`. */
export interface FieldsTemplate {
  /** Without blanks around it: received parts are trimmed. */
  delimiter: string;
  parts: { name: string; value: string }[];
}

const delimiters = [',', ';', '&', ' '];
const namedPart = /^([A-Za-z0-9_-]+)=(.+)$/;

/**
 * Reads a header template as named parts: two or more of them, or one that may be repeated because the scheme's
 * signature separator says so. Null for every other form, such as `v1,{signature}`.
 */
export function fieldsOfTemplate(template: string, signatureSeparator: string | null): FieldsTemplate | null {
  for (const delimiter of delimiters) {
    const parts = namedParts(template, delimiter);
    if (parts !== null && parts.length > 1) return { delimiter, parts };
  }
  const single = namedParts(template, '\n');
  const separator = signatureSeparator === null ? '' : signatureSeparator.trim() || signatureSeparator;
  return single !== null && separator !== '' && !template.includes(separator)
    ? { delimiter: separator, parts: single }
    : null;
}

/** Splits at the first `=` only: base64 ends in `=`. Null when a part has no name. */
export function namedParts(text: string, delimiter: string): { name: string; value: string }[] | null {
  const parts: { name: string; value: string }[] = [];
  for (const piece of text.split(delimiter)) {
    const match = namedPart.exec(piece.trim());
    if (match === null) return null;
    parts.push({ name: match[1] ?? '', value: match[2] ?? '' });
  }
  return new Set(parts.map((part) => part.name)).size === parts.length ? parts : null;
}
