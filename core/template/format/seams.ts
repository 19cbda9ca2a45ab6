interface Block {
  /** A value reaches up to the block from the left. */
  isOpenBefore: boolean;
  /** Some branch ends in a value that reaches up to its end tag. */
  isOpenInside: boolean;
  /** Some branch begins with a value. */
  isOpenAtStart: boolean;
  isLoop: boolean;
  hasElse: boolean;
  isInString: boolean;
}

/**
 * Watches the places where a tag stands between two parts of what may render to one JSON token, such as
 * `1{% if a %}2{% endif %}`: a blank there would cut the token in two. `isBroken` tells that one was found.
 */
export class Seams {
  isBroken = false;
  readonly #blocks: Block[] = [];
  /** A value ends right here, or ended at the tags between. */
  #isOpen = false;
  /** Right behind the opening tag or a middle tag of the innermost block. */
  #isAtStart = false;

  /** A value that is no string of its own begins (after a blank or not). */
  value(isAfterBlank: boolean, isAfterTag: boolean): void {
    if (isAfterTag && !isAfterBlank) {
      if (this.#isOpen) this.isBroken = true;
      const block = this.#blocks.at(-1);
      if (block !== undefined && this.#isAtStart) {
        block.isOpenAtStart = true;
        if (block.isLoop && block.isOpenInside) this.isBroken = true;
      }
    }
    this.#isOpen = true;
    this.#isAtStart = false;
  }

  /** A blank, a string or punctuation: nothing can go on from before it. */
  stop(): void {
    this.#isOpen = false;
    this.#isAtStart = false;
  }

  open(tag: string, isInString: boolean): void {
    const isLoop = tag === 'for' || tag === 'tablerow';
    const block = {
      isOpenBefore: this.#isOpen,
      isOpenInside: false,
      isOpenAtStart: false,
      isLoop,
      hasElse: false,
      isInString,
    };
    this.#blocks.push(block);
    this.#isAtStart = true;
  }

  middle(tag: string, isInString: boolean): void {
    const block = this.#blocks.at(-1);
    if (block === undefined || block.isInString !== isInString) {
      this.isBroken = true;
      return;
    }
    block.isOpenInside ||= this.#isOpen;
    block.hasElse ||= tag === 'else';
    this.#isOpen = block.isOpenBefore;
    this.#isAtStart = true;
  }

  close(isInString: boolean): void {
    const block = this.#blocks.pop();
    if (block === undefined || block.isInString !== isInString) {
      this.isBroken = true;
      return;
    }
    const isOpenInside = block.isOpenInside || this.#isOpen;
    if (block.isLoop && isOpenInside && block.isOpenAtStart) this.isBroken = true;
    this.#isOpen = isOpenInside || (block.isOpenBefore && (!block.hasElse || block.isLoop));
    this.#isAtStart = false;
  }
}
