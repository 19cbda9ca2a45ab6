/**
 * Work on a document that may take long. It is pure, and takes and gives plain data (texts and bytes rather than big
 * objects, which cost both threads about 20 ms a megabyte), so that it can be done on another thread.
 */
export interface Work<Input, Output, Progress = never> {
  /** By which the thread knows it. */
  name: string;
  /** How long it may take, in milliseconds: several times what real documents need. */
  limitMs: number;
  /** Begins the sentence that refuses what takes too long, such as "Reading the document". */
  title: string;
  /** What to do then, a sentence. */
  advice: string;
  /** The field of the command's input that is too heavy. */
  field: string;
  /** A refusal is a `CommandError`. */
  run(input: Input, tell: (progress: Progress) => void): Output;
}

/** Any work, for lists of them. */
// biome-ignore lint/suspicious/noExplicitAny: inputs differ, and each work is only ever given its own
export type AnyWork = Work<any, unknown, any>;
