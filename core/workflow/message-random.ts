/**
 * A number 0 ≤ x < 1 for one attempt of one message: a hash rather than a sequence, so that neither concurrency nor a
 * resumed run changes the jitter. FNV-1a over the text, finished by MurmurHash3's mixer.
 */
export function messageRandom(seed: number, messageId: string, attemptNumber: number): number {
  const text = `${seed}/${messageId}/${attemptNumber}`;
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
}
