const namePattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const valuePattern = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Why a header cannot be sent as it is written, in a sentence; null = it can. The form and the engine both ask here. */
export function headerProblem(name: string, value: string): string | null {
  if (name === '') return 'The header has no name.';
  if (!namePattern.test(name)) return `"${name}" is no name of a header: use letters, digits and "-", no blanks.`;
  if (/[\r\n]/.test(value)) return `The value of ${name} has a line break, which no header can hold.`;
  return valuePattern.test(value) ? null : `The value of ${name} has a character that no header can hold.`;
}
