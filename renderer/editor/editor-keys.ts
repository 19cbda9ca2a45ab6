import type { CommandKeys } from '../commands/command.ts';
import { editorWords } from '../strings/editor.ts';

export interface EditorKey {
  /** Monaco's action. */
  action: string;
  title: string;
  /** A letter, a function key, or one of `.` and `/`, with the modifiers of commands. */
  keys: CommandKeys;
  /** It changes the text. */
  isEdit?: boolean;
}

const words = editorWords.keys;

/** The keys of the editor: bound from this table and listed in help, without the editor being loaded for that. */
export const editorKeys: readonly EditorKey[] = [
  // By default F8 goes through every open text, shown or not; here it stays in the text at hand.
  { action: 'editor.action.marker.next', title: words.nextFinding, keys: 'F8' },
  { action: 'editor.action.marker.prev', title: words.previousFinding, keys: 'Shift+F8' },
  { action: 'editor.action.quickFix', title: words.quickFix, keys: 'Mod+.', isEdit: true },
  { action: 'editor.action.rename', title: words.rename, keys: 'F2', isEdit: true },
  { action: 'editor.action.revealDefinition', title: words.definition, keys: 'F12' },
  { action: 'editor.action.commentLine', title: words.comment, keys: 'Mod+/', isEdit: true },
  // Monaco has another key for it on Linux.
  { action: 'editor.action.formatDocument', title: words.format, keys: 'Shift+Alt+F', isEdit: true },
];
