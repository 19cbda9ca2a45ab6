/** A secret as both alphabets of base64 have it, with padding and without. */
export function base64Spellings(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const [padded, urlSafe] = [bytes.toString('base64'), bytes.toString('base64url')];
  return [padded, padded.replace(/=+$/, ''), urlSafe];
}
