import { z } from 'zod';
import { jsonValueSchema } from '../../core/contract/index.ts';
import { type UnsavedDraft, unsavedDraftSchema } from './drafts.ts';
import { initialSession, type SessionState, type ViewId, viewIds } from './session.ts';

export const sessionVersion = 1;

/** The allowlist of what survives a restart; anything unreadable falls back to its initial value, field by field. */
const savedFields = {
  view: z.enum(viewIds as readonly [ViewId, ...ViewId[]]),
  isListOpen: z.boolean(),
  isRightPaneOpen: z.boolean(),
  isBottomPanelOpen: z.boolean(),
  bottomPanel: z.enum(['deliveries', 'problems']),
  tabs: z.array(z.object({ id: z.string(), kind: z.string(), key: z.string() })).max(200),
  activeTabId: z.string().nullable(),
  tabState: z.record(z.string(), z.record(z.string(), jsonValueSchema)),
  sizes: z.record(z.string(), z.number().min(0).max(10_000)),
  environment: z.string(),
  theme: z.enum(['light', 'dark', 'system']),
  zoom: z.number().min(0.5).max(3),
} satisfies Record<keyof SessionState, z.ZodType>;

/** A session of another version, or none, gives the initial one. */
export function readSavedSession(saved: unknown): SessionState {
  if (typeof saved !== 'object' || saved === null || !('version' in saved) || saved.version !== sessionVersion) {
    return initialSession;
  }
  const fields: Record<string, unknown> = { ...saved };
  const read = Object.entries(savedFields).flatMap(([name, schema]) => {
    const field = schema.safeParse(fields[name]);
    return field.success ? [[name, field.data] as const] : [];
  });
  // Each field was read by its own schema above.
  const state = { ...initialSession, ...Object.fromEntries(read) } as SessionState;
  const isActiveOpen = state.tabs.some((tab) => tab.id === state.activeTabId);
  return isActiveOpen ? state : { ...state, activeTabId: state.tabs[0]?.id ?? null };
}

/** Whether it holds an environment that some window used. */
export function hasSavedEnvironment(saved: unknown): boolean {
  return typeof saved === 'object' && saved !== null && 'environment' in saved && typeof saved.environment === 'string';
}

export function savedSessionOf(state: SessionState): Record<string, unknown> {
  const names = Object.keys(savedFields) as (keyof SessionState)[];
  return { version: sessionVersion, ...Object.fromEntries(names.map((name) => [name, state[name]])) };
}

/** What an earlier window could not save; entries that cannot be read are left out. */
export function readSavedDrafts(saved: unknown): UnsavedDraft[] {
  if (typeof saved !== 'object' || saved === null || !('drafts' in saved) || !Array.isArray(saved.drafts)) return [];
  return saved.drafts.flatMap((entry: unknown) => {
    const read = unsavedDraftSchema.safeParse(entry);
    return read.success ? [read.data] : [];
  });
}
