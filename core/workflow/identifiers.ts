import { hash } from 'node:crypto';
import type { RecipientReference } from '../model/index.ts';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * Id of the message that a step of a run sends to a recipient: `msg_` and 27 base62 characters of a SHA-256, so that a
 * resumed run gives every message the id it had. Webhook receivers use it to recognise repeats.
 */
export function messageIdOf(runId: string, recipientKey: string, stepRef: string): string {
  return `msg_${base62Digest(`${runId}\n${recipientKey}\n${stepRef}`)}`;
}

/** Id of a recipient's part of a run: UUID v5 of `<type>:<collection>:<id>` in the run's namespace (knock.md 2.4). */
export function recipientRunIdOf(runId: string, recipient: RecipientReference): string {
  const name = typeof recipient === 'string' ? `User::${recipient}` : `Object:${recipient.collection}:${recipient.id}`;
  return uuidv5(name, runId);
}

/** RFC 9562 version 5: SHA-1 of the namespace's 16 bytes and the name. Throws when `namespace` is not a UUID. */
export function uuidv5(name: string, namespace: string): string {
  const namespaceBytes = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  if (namespaceBytes.length !== 16) throw new Error(`Not a UUID: ${namespace}`);
  const hex = hash('sha1', Buffer.concat([namespaceBytes, Buffer.from(name, 'utf8')]), 'hex');
  // The version is 5; the variant's two bits are 10.
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function base62Digest(text: string): string {
  // As text with one byte per character (what Node calls "binary"), which is several times cheaper to get than a Buffer.
  const digest = hash('sha256', text, 'binary');
  let id = '';
  // 256 is no multiple of 62, but the slight bias does not matter to an identifier.
  for (let index = 0; index < 27; index++) id += base62[digest.charCodeAt(index) % 62];
  return id;
}
