/** A stretch of a text: half-open, in UTF-16 units. */
export interface TextRange {
  begin: number;
  end: number;
}
