import type { DocumentKind, WorkspaceProblem } from '../model/index.ts';
import type { CutJson } from './json/cut-json.ts';

/** A document that is one file. */
export interface FileText {
  kind: DocumentKind;
  file: string;
  text: string;
}

/** What a heavy file holds. */
export interface HeavyDocument {
  /** Null when the file cannot be taken in; `problems` says why. */
  value: CutJson | null;
  isJson: boolean;
  problems: WorkspaceProblem[];
}
