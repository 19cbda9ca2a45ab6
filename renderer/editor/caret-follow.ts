import { createStore } from 'zustand/vanilla';
import { monaco } from './monaco.ts';

export interface EditorPlace {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export interface EditorCaret {
  uri: string;
  line: number;
  column: number;
}

/** Where the caret of the editor that was used last stands; null until one was. */
export const caret = createStore<EditorCaret | null>(() => null);

function editorOf(uri: string) {
  return monaco.editor.getEditors().find((editor) => editor.getModel()?.uri.toString() === uri);
}

let unmark: (() => void) | null = null;

/** Marks a stretch of a shown text, or takes the mark away: only one is marked at a time. */
export function markPlace(uri: string, place: EditorPlace | null): void {
  unmark?.();
  unmark = null;
  const editor = editorOf(uri);
  if (place === null || editor === undefined) return;
  const marks = editor.createDecorationsCollection([
    { range: rangeOf(place), options: { className: 'hookbench-origin', isWholeLine: false } },
  ]);
  unmark = () => marks.clear();
}

/** Puts the caret at a stretch of a shown text. False when no editor shows it. */
export function goToPlace(uri: string, place: EditorPlace): boolean {
  const editor = editorOf(uri);
  if (editor === undefined) return false;
  editor.setSelection(rangeOf(place));
  editor.revealRangeInCenterIfOutsideViewport(rangeOf(place));
  editor.focus();
  caret.setState({ uri, line: place.line, column: place.column });
  return true;
}

let awaited: { uri: string; place: EditorPlace } | null = null;

/** Goes to a place as soon as an editor shows the text: at once when one does. */
export function goToPlaceWhenShown(uri: string, place: EditorPlace): void {
  awaited = goToPlace(uri, place) ? null : { uri, place };
}

/** Called by the editor that has just been given a text. */
export function arriveAtAwaitedPlace(uri: string): void {
  if (awaited?.uri !== uri) return;
  const { place } = awaited;
  awaited = null;
  goToPlace(uri, place);
}

function rangeOf(place: EditorPlace) {
  return {
    startLineNumber: place.line,
    startColumn: place.column,
    endLineNumber: place.endLine,
    endColumn: place.endColumn,
  };
}
