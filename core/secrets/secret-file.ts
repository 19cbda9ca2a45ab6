import { z } from 'zod';

/** One secret as the file holds it: encrypted and base64-encoded, or as it is. */
const secretEntrySchema = z.strictObject({
  environment: z.string(),
  name: z.string(),
  protection: z.enum(['cipher', 'none']),
  value: z.string(),
});
export type SecretEntry = z.infer<typeof secretEntrySchema>;

const secretFileSchema = z.strictObject({ version: z.literal(1), secrets: z.array(secretEntrySchema) });

/** Where an entry belongs; neither part can contain "/". */
export function entryKey(environment: string, name: string): string {
  return `${environment}/${name}`;
}

export type ParsedSecretFile = { isReadable: true; entries: SecretEntry[] } | { isReadable: false; reason: string };

/**
 * Reads the file's text. The reason never quotes the text: the errors of JSON.parse and zod would, and with it secrets.
 */
export function parseSecretFile(text: string): ParsedSecretFile {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { isReadable: false, reason: 'it is not JSON' };
  }
  const version = z.object({ version: z.number() }).safeParse(content);
  if (version.success && version.data.version > 1) {
    return { isReadable: false, reason: `a newer Hookbench wrote it (version ${version.data.version})` };
  }
  const file = secretFileSchema.safeParse(content);
  if (!file.success) {
    const place = file.error.issues[0]?.path.join('.') || 'its top level';
    return { isReadable: false, reason: `its content is not a list of secrets (see ${place})` };
  }
  return { isReadable: true, entries: file.data.secrets };
}

/** Sorted, so that the same secrets give the same text. */
export function writeSecretFile(entries: Iterable<SecretEntry>): string {
  const keyed = [...entries].map((entry) => ({ key: entryKey(entry.environment, entry.name), entry }));
  keyed.sort((left, right) => (left.key < right.key ? -1 : Number(left.key > right.key)));
  return `${JSON.stringify({ version: 1, secrets: keyed.map(({ entry }) => entry) }, null, 2)}\n`;
}
