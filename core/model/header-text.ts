const namePattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const valuePattern = /^[\t\x20-\x7e\x80-\xff]*$/;

/** They tell of the connection that carries a request, which is made here and not by whoever writes the request (RFC 9110, 7.6.1). */
const ofConnection = new Set(['expect', 'keep-alive', 'transfer-encoding', 'upgrade']);

export function isHeaderOfConnection(name: string): boolean {
  return ofConnection.has(name.toLowerCase());
}

/** Why a header cannot be sent as it is written, in a sentence; null = it can. The form and the engine both ask here. */
export function headerProblem(name: string, value: string): string | null {
  if (name === '') return 'The header has no name.';
  if (!namePattern.test(name)) return `"${name}" is no name of a header: use letters, digits and "-", no blanks.`;
  if (isHeaderOfConnection(name)) return `${name} is for the connection, which is made by itself. Remove the header.`;
  if (/[\r\n]/.test(value)) return `The value of ${name} has a line break, which no header can hold.`;
  return valuePattern.test(value) ? null : `The value of ${name} has a character that no header can hold.`;
}
