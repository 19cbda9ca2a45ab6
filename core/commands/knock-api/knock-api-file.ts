import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type KnockApiSettings, knockApiSettingsSchema } from '../../model/index.ts';
import { readPrivateFile, replacePrivateFile } from '../../secrets/index.ts';

const fileSchema = z.strictObject({ key: z.string().min(16), settings: knockApiSettingsSchema.nullable() });
type Content = z.infer<typeof fileSchema>;

/** The key of the local Knock API and how it was switched on last; in a file that only the user can read. */
export interface KnockApiFile {
  settings(): KnockApiSettings | null;
  /** Made when it is asked for first, and the same from then on, so that a caller's configuration holds. */
  key(): Promise<string>;
  save(settings: KnockApiSettings): Promise<void>;
}

/** A file that cannot be read counts as none: what it holds is made anew. */
export async function openKnockApiFile(file: string): Promise<KnockApiFile> {
  const reading = await readPrivateFile(file);
  let content: Content | null = reading.status === 'read' ? contentOf(reading.text) : null;
  let writing: Promise<void> = Promise.resolve();

  /** One write at a time: a temporary file is shared. */
  function write(next: Content): Promise<void> {
    content = next;
    const text = `${JSON.stringify(next, null, 2)}\n`;
    const written = writing.then(() => replacePrivateFile(file, text, null));
    writing = written.catch(() => undefined);
    return written;
  }

  return {
    settings: () => content?.settings ?? null,
    async key() {
      if (content === null) await write({ key: newKey(), settings: null });
      else await writing;
      return (content as Content).key;
    },
    save: (settings) => write({ key: content?.key ?? newKey(), settings }),
  };
}

/** As Knock's secret keys begin, so that a caller who checks that takes it. */
function newKey(): string {
  return `sk_hookbench_${randomBytes(24).toString('base64url')}`;
}

function contentOf(text: string): Content | null {
  try {
    return fileSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
