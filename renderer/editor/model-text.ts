import type * as monaco from 'monaco-editor/editor/editor.api';
import { type LiquidName, liquidNamesOf } from './liquid-names.ts';
import { type LiquidPiece, scanLiquid } from './liquid-scan.ts';
import { textOfModel } from './text-models.ts';

interface ReadText {
  version: number;
  text: string;
  pieces: LiquidPiece[];
  /** Found when they are asked for: folding, which follows every pause, needs none. */
  readonly names: LiquidName[];
}

const read = new WeakMap<monaco.editor.ITextModel, ReadText>();

/** The Liquid of a model, read once per version of its text. */
export function readModel(model: monaco.editor.ITextModel): ReadText {
  const version = model.getVersionId();
  const known = read.get(model);
  if (known !== undefined && known.version === version) return known;
  const text = textOfModel(model);
  const pieces = scanLiquid(text);
  let names: LiquidName[] | undefined;
  const made: ReadText = {
    version,
    text,
    pieces,
    get names() {
      names ??= liquidNamesOf(text, pieces);
      return names;
    },
  };
  read.set(model, made);
  return made;
}

/** The text before a place, as far back as a construct can reasonably reach. */
export function textBefore(model: monaco.editor.ITextModel, position: monaco.IPosition): string {
  return model.getValueInRange({
    startLineNumber: Math.max(1, position.lineNumber - 50),
    startColumn: 1,
    endLineNumber: position.lineNumber,
    endColumn: position.column,
  });
}

/** Offsets count the line ends the model has; a range of lines and columns follows from them. */
export function rangeOf(model: monaco.editor.ITextModel, place: { begin: number; end: number }): monaco.IRange {
  const from = model.getPositionAt(place.begin);
  const to = model.getPositionAt(place.end);
  return {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
}
