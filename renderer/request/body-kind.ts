/** What a body is shown as; `text` has no layout of its own. */
export type BodyKind = 'json' | 'xml' | 'form' | 'text';

/** By what it begins with, which is right also where the header is not; a form by its header alone. */
export function bodyKind(headers: readonly (readonly [string, string])[], text: string): BodyKind {
  if (/^\s*[{[]/.test(text)) return 'json';
  if (/^\s*<[?!A-Za-z_]/.test(text)) return 'xml';
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return /^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type) ? 'form' : 'text';
}
