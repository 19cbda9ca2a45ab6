import type { LucideIcon } from 'lucide-react';
import type { ViewId } from '../stores/session.ts';

/** A place to go to from the palette. */
export interface PaletteEntry {
  id: string;
  title: string;
  /** Such as the project of a webhook, or the outcome of a delivery. */
  detail?: string;
  group: string;
  keywords?: string;
  icon?: LucideIcon;
  /** Whose side list has it: that view is shown with it. */
  view?: ViewId;
  run(): void;
}
