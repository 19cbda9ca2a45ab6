/** Why there is no code for a scheme: one sentence. */
export class UnsupportedScheme extends Error {
  override readonly name = 'UnsupportedScheme';
}

export function unsupported(what: string): UnsupportedScheme {
  return new UnsupportedScheme(`The scheme ${what}: there is no code for that. Use the vendor's library.`);
}
