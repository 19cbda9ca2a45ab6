/** Ways in which writers of JSON spell the same string. Each takes and gives a string with its quotes. */

const escapeSequence = /\\(?:u([0-9a-fA-F]{4})|.)/gs;

export function escapeSlashes(raw: string): string {
  return raw.replaceAll(escapeOrSlash, (found) => (found === '/' ? '\\/' : found));
}
const escapeOrSlash = /\\.|\//gs;

export function unescapeSlashes(raw: string): string {
  return raw.replaceAll(escapeSequence, (found) => (found === '\\/' ? '/' : found));
}

/** Everything beyond ASCII as `\uXXXX`. */
export function escapeUnicode(raw: string): string {
  return raw.replace(/[\u0080-\uffff]/g, (character) => codeOf(character));
}

export function escapeUnicodeCapital(raw: string): string {
  return raw.replace(/[\u0080-\uffff]/g, (character) => `\\u${codeOf(character).slice(2).toUpperCase()}`);
}

/** `\uXXXX` as the letter itself, save what JSON has to escape. */
export function unescapeUnicode(raw: string): string {
  return raw.replaceAll(escapeSequence, (found, code: string | undefined) => {
    if (code === undefined) return found;
    const number = Number.parseInt(code, 16);
    return number < 32 || number === 34 || number === 92 ? found : String.fromCharCode(number);
  });
}

/** As Go's encoding/json does, so that JSON can stand in HTML. */
export function escapeHtml(raw: string): string {
  return raw.replace(/[<>&\u2028\u2029]/g, (character) => codeOf(character));
}

/** As PHP's JSON_HEX flags and Rails do, in capitals where they have letters. */
export function escapeHtmlCapital(raw: string): string {
  return raw.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function unescapeHtml(raw: string): string {
  return raw.replace(/\\(?:u(003c|003e|0026|2028|2029)|.)/gis, (found, code: string | undefined) =>
    code === undefined ? found : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function codeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
