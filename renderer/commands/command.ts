import type { LucideIcon } from 'lucide-react';

/**
 * Keys as `Mod+Shift+K`: `Mod` is Command on a Mac and Ctrl elsewhere; names of keys are `KeyboardEvent.key`, letters in
 * upper case. One text for both, or one for each.
 */
export type CommandKeys = string | { mac: string; other: string };

/** Something the user can have done: in palette, native menu, shortcuts, tooltips and help, from this one definition. */
export interface Command {
  /** `noun.verb`; the native menu sends this id. */
  id: string;
  title: string;
  /** The heading in help and palette. */
  group: string;
  keywords?: string;
  icon?: LucideIcon;
  keys?: CommandKeys;
  /** False hides it from the palette and turns its shortcut off. Default: always there. */
  when?(): boolean;
  /** Works on text as well as in text fields (Ctrl+S, not Ctrl+Z). Shortcuts with no modifier never fire in fields. */
  isAllowedInFields?: boolean;
  /** Not in the palette: only reachable by key, button or menu. */
  isHidden?: boolean;
  run(): void | Promise<void>;
}
