const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const codes = Array.from(alphabet, (character) => character.charCodeAt(0));
const values = new Uint8Array(128).fill(255);
for (const [value, code] of codes.entries()) values[code] = value;

/** Characters given to one `String.fromCharCode` call: stays far below every engine's argument limit. */
const sliceLength = 8192;

/** Standard base64 with padding. Written out because this folder knows neither Node's Buffer nor the DOM's btoa. */
export function encodeBase64(bytes: Uint8Array): string {
  const output = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let place = 0;
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second = 0, third = 0] = [bytes[index], bytes[index + 1], bytes[index + 2]];
    output[place++] = codes[first >> 2] ?? 0;
    output[place++] = codes[((first & 3) << 4) | (second >> 4)] ?? 0;
    output[place++] = codes[((second & 15) << 2) | (third >> 6)] ?? 0;
    output[place++] = codes[third & 63] ?? 0;
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  output.fill(61, output.length - missing);
  let text = '';
  for (let index = 0; index < output.length; index += sliceLength) {
    text += String.fromCharCode(...output.subarray(index, index + sliceLength));
  }
  return text;
}

/** Reads what `encodeBase64` wrote. Throws a `SyntaxError` for anything else. */
export function decodeBase64(text: string): Uint8Array {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  if (text.length % 4 !== 0) throw new SyntaxError('The length of base64 text must be a multiple of 4.');
  const end = text.length - padding;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let place = 0;
  let bits = 0;
  let bitCount = 0;
  for (let index = 0; index < end; index += 1) {
    const value = values[text.charCodeAt(index)] ?? 255;
    if (value === 255) throw new SyntaxError(`Not a base64 character at ${index}.`);
    bits = (bits << 6) | value;
    bitCount += 6;
    if (bitCount < 8) continue;
    bitCount -= 8;
    bytes[place++] = (bits >> bitCount) & 255;
    bits &= (1 << bitCount) - 1;
  }
  return bytes;
}
