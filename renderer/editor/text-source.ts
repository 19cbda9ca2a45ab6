/** A text that an editor shows and that may change without it. What it holds is asked for; nothing renders when it changes. */
export interface TextSource {
  /** Undefined while there is none. */
  read(): string | undefined;
  /** Calls back after a change, at once. Returns the remover. */
  watch(onChange: () => void): () => void;
}

/** A text that its owner gives anew with each change. */
export function fixedText(text: string): TextSource {
  return { read: () => text, watch: () => () => undefined };
}
