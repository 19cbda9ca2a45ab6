import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { JsonValue, Rename } from '../../core/contract/index.ts';
import type { Command } from '../commands/command.ts';
import type { PaletteEntry } from '../commands/palette-entry.ts';
import type { App } from '../stores/app.ts';
import type { Tab, ViewId } from '../stores/session.ts';

/**
 * How a feature plugs in: `features/<name>/index.ts` exports `const feature: Feature`. Keep that file light: it loads at
 * start, so its components are `lazy(() => import('./thing.tsx').then((m) => ({ default: m.Thing })))`.
 *
 * - `view`: the activity bar's entry with its list pane (null: the feature only has documents).
 * - `documents`: tab kind → what is shown in the centre and, when the kind has one, in the right pane.
 * - `commands`: for palette, shortcuts, native menu and help. Made once, when the app starts.
 *   Tab kinds in use: project (key = id), data (key = ''), event-type, event-import (key = ''), environment, settings, help · channel, workflow, scenario, receiver
 *   (key = the document's) · run (key = run id), run-setup (key = workflow or ''), resend (key = attempt id), resend-run (key = run id), recovery (key = '') · delivery (key = attempt id),
 *   comparison (key = two attempt ids), run-comparison (key = two run ids), deliveries, signatures, knock-api (key = ''). Open one with `app.openTab({ kind, key })`.
 * - `onRenamed`: a document or a sample has another key, or an object another id, which what the feature remembers by keys must follow. Tabs do by themselves.
 * - `paletteEntries`: things to go to, asked with the typed text; may answer later.
 */
export interface Feature {
  view: { id: ViewId; ListPane: ComponentType } | null;
  documents: Readonly<Record<string, TabDocument>>;
  /** Only the deliveries feature has one: the live list under the documents. */
  BottomPanel?: ComponentType;
  commands?: (app: App) => readonly Command[];
  onRenamed?: (app: App, rename: Rename) => void;
  paletteEntries?: (app: App, typed: string) => readonly PaletteEntry[] | Promise<readonly PaletteEntry[]>;
}

export interface TabDocument {
  icon: LucideIcon;
  /** What of the delivery log the tab shows: it closes when one of these is deleted, which nobody can undo. */
  logged?(key: string): { runIds?: readonly string[]; attemptIds?: readonly string[] };
  /** Whether what the tab remembers was typed and would be lost with it: then it stays. */
  isTyped?(memory: Readonly<Record<string, JsonValue>>): boolean;
  /** A hook: the tab's title, kept up to date. Nothing secret. Undefined = what it shows is not there: the tab keeps the last one, or shows the key. */
  useTitle(key: string): string | undefined;
  Document: ComponentType<{ tab: Tab }>;
  RightPane?: ComponentType<{ tab: Tab }>;
  /** Where the tab remembers what its right pane shows. A pane that would go under the document waits until something is chosen. */
  chosenIn?: string;
}
