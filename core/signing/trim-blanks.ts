/**
 * Without the spaces and tabs around it, which are all that HTTP lets a recipient drop (RFC 9110, 5.6.3). `trim()` would
 * drop a no-break space as well, and with it call a changed header valid.
 */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
