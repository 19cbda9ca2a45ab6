import { hash } from 'node:crypto';
import type { RecipientReference } from '../model/index.ts';

const base62 = Buffer.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 'latin1');
/** Written anew for every id: a text put together from 27 characters would leave as many pieces behind. */
const messageIdBytes = Buffer.from(`msg_${'0'.repeat(27)}`, 'latin1');
/** Of the namespace used last: a run gives all its recipients ids in its own. */
let lastNamespace: { text: string; bytes: Buffer } = { text: '', bytes: Buffer.alloc(0) };

/**
 * Id of the message that a step of a run sends to a recipient: `msg_` and 27 base62 characters of a SHA-256, so that a
 * resumed run gives every message the id it had. Webhook receivers use it to recognise repeats.
 */
export function messageIdOf(runId: string, recipientKey: string, stepRef: string): string {
  // As text with one byte per character (what Node calls "binary"), which is several times cheaper to get than a Buffer.
  const digest = hash('sha256', `${runId}\n${recipientKey}\n${stepRef}`, 'binary');
  // 256 is no multiple of 62, but the slight bias does not matter to an identifier.
  for (let index = 0; index < 27; index++) messageIdBytes[index + 4] = base62[digest.charCodeAt(index) % 62] ?? 0;
  return messageIdBytes.toString('latin1');
}

/**
 * Id of a recipient's part of a run: UUID v5 of `<type>:<collection>:<id>` in the run's namespace (knock.md 2.4). A collection
 * with a colon of its own has it escaped, or an object of it could have the id of another one.
 */
export function recipientRunIdOf(runId: string, recipient: RecipientReference): string {
  if (typeof recipient === 'string') return uuidv5(`User::${recipient}`, runId);
  const collection = recipient.collection.replace(/[%:]/g, encodeURIComponent);
  return uuidv5(`Object:${collection}:${recipient.id}`, runId);
}

/** RFC 9562 version 5: SHA-1 of the namespace's 16 bytes and the name. Throws when `namespace` is not a UUID. */
export function uuidv5(name: string, namespace: string): string {
  if (namespace !== lastNamespace.text) lastNamespace = { text: namespace, bytes: bytesOfUuid(namespace) };
  const hex = hash('sha1', Buffer.concat([lastNamespace.bytes, Buffer.from(name, 'utf8')]), 'hex');
  // The version is 5; the variant's two bits are 10.
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function bytesOfUuid(uuid: string): Buffer {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex');
  if (bytes.length !== 16) throw new Error(`Not a UUID: ${uuid}`);
  return bytes;
}
