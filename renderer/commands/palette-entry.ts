import type { LucideIcon } from 'lucide-react';

/** A place to go to from the palette. */
export interface PaletteEntry {
  id: string;
  title: string;
  /** Such as the project of a webhook, or the outcome of a delivery. */
  detail?: string;
  group: string;
  keywords?: string;
  icon?: LucideIcon;
  run(): void;
}
