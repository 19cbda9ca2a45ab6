import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const hostSettingsSchema = z.object({
  lastWorkspace: z.string().nullable(),
  theme: z.enum(['light', 'dark', 'system']),
  window: z
    .object({
      bounds: z.object({ x: z.number(), y: z.number(), width: z.number().positive(), height: z.number().positive() }),
      isMaximized: z.boolean(),
    })
    .nullable(),
});
export type HostSettings = z.infer<typeof hostSettingsSchema>;

export interface HostSettingsFile {
  read(): HostSettings;
  /** Written at once and synchronously: the last change comes while the app is quitting. */
  update(change: Partial<HostSettings>): void;
}

/** What the host itself remembers between starts. A missing or unreadable file means defaults: nothing in it is dear. */
export function openHostSettings(file: string): HostSettingsFile {
  let settings = readSettings(file);
  return {
    read: () => settings,
    update(change) {
      settings = { ...settings, ...change };
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, `${JSON.stringify(settings, null, 2)}\n`);
      renameSync(`${file}.new`, file);
    },
  };
}

function readSettings(file: string): HostSettings {
  try {
    return hostSettingsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { lastWorkspace: null, theme: 'system', window: null };
  }
}
