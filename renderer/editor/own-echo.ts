/**
 * Tells the texts that an editor itself has given out from those that come from elsewhere. What it gave out comes back
 * through the store; when it comes back late, more has been typed since, and taking it in would undo that.
 */
export class OwnEcho {
  readonly #given: string[] = [];

  /** The editor's text after a key. */
  give(text: string): void {
    this.#given.push(text);
  }

  /** Whether a text that comes in is one that was given out and has not come back yet. */
  take(text: string): boolean {
    const at = this.#given.indexOf(text);
    // Earlier ones were passed over: the store shows the newest only.
    if (at >= 0) this.#given.splice(0, at + 1);
    return at >= 0;
  }

  clear(): void {
    this.#given.length = 0;
  }
}
