/** What is wrong with a JSON text, and where (offset in UTF-16 units from 0). */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Deeper nesting is refused: it would exhaust the stack of whoever reads it. */
const maxDepth = 400;
const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const escapePattern = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const words = ['true', 'false', 'null'];

/**
 * Walks over JSON text token by token, checking RFC 8259's grammar without building values, so that a reader can keep
 * slices of a large file instead of objects. Every method throws `JsonSyntaxError` at the first offence.
 */
export class JsonScanner {
  readonly text: string;
  offset = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The character code of the next token, NaN at the end. */
  peek(): number {
    const { text } = this;
    let { offset } = this;
    let code = text.charCodeAt(offset);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++offset);
    this.offset = offset;
    return code;
  }

  /** Passes a string token and gives its value. */
  string(what = 'text in double quotes'): string {
    if (this.peek() !== 34) throw this.unexpected(what);
    const start = this.offset;
    const hasEscapes = this.passString();
    const token = this.text.slice(start, this.offset);
    return hasEscapes ? (JSON.parse(token) as string) : token.slice(1, -1);
  }

  /**
   * Passes an object. `onMember` is called in front of each value and must pass it (`value()` does).
   * `keyStart` is the offset of the key's opening quote.
   */
  object(onMember: (key: string, keyStart: number) => void): void {
    if (this.peek() !== 123) throw this.unexpected('an object, beginning with "{"');
    this.offset++;
    if (this.peek() === 125) {
      this.offset++;
      return;
    }
    for (;;) {
      this.peek();
      const keyStart = this.offset;
      const key = this.string('a name in double quotes');
      if (this.peek() !== 58) throw this.unexpected('":" after the name');
      this.offset++;
      this.peek();
      onMember(key, keyStart);
      const code = this.peek();
      this.offset++;
      if (code === 125) return;
      if (code !== 44) throw this.unexpected('"," or "}"', this.offset - 1);
    }
  }

  /** Passes an array; `onItem` must pass each item. */
  array(onItem: () => void): void {
    if (this.peek() !== 91) throw this.unexpected('an array, beginning with "["');
    this.offset++;
    if (this.peek() === 93) {
      this.offset++;
      return;
    }
    for (;;) {
      this.peek();
      onItem();
      const code = this.peek();
      this.offset++;
      if (code === 93) return;
      if (code !== 44) throw this.unexpected('"," or "]"', this.offset - 1);
    }
  }

  /** Passes any value. */
  value(depth = 0): void {
    const code = this.peek();
    if (code === 34) this.passString();
    else if (code === 123) {
      this.checkDepth(depth);
      this.object(() => this.value(depth + 1));
    } else if (code === 91) {
      this.checkDepth(depth);
      this.array(() => this.value(depth + 1));
    } else this.passWordOrNumber();
  }

  checkDepth(depth: number): void {
    if (depth > maxDepth) throw new JsonSyntaxError(`Nested more than ${maxDepth} levels deep.`, this.offset);
  }

  /** Nothing but blanks may follow. */
  end(): void {
    if (!Number.isNaN(this.peek())) throw this.unexpected('the end of the file');
  }

  passWordOrNumber(): void {
    numberPattern.lastIndex = this.offset;
    if (numberPattern.test(this.text)) {
      this.offset = numberPattern.lastIndex;
      return;
    }
    const word = words.find((candidate) => this.text.startsWith(candidate, this.offset));
    if (word === undefined) throw this.unexpected('a value');
    this.offset += word.length;
  }

  private passString(): boolean {
    const { text } = this;
    let hasEscapes = false;
    let offset = this.offset + 1;
    for (;;) {
      const code = text.charCodeAt(offset);
      if (code === 34) break;
      if (code === 92) {
        escapePattern.lastIndex = offset;
        if (!escapePattern.test(text))
          throw new JsonSyntaxError('The escape after "\\" is not one JSON knows.', offset);
        hasEscapes = true;
        offset = escapePattern.lastIndex;
      } else if (Number.isNaN(code))
        throw new JsonSyntaxError('The text is not closed by a double quote.', this.offset);
      else if (code < 32)
        throw new JsonSyntaxError('A line break or control character in a text; write it as \\n.', offset);
      else offset++;
    }
    this.offset = offset + 1;
    return hasEscapes;
  }

  private unexpected(expected: string, offset = this.offset): JsonSyntaxError {
    if (offset >= this.text.length) return new JsonSyntaxError(`The file ends where ${expected} was expected.`, offset);
    const found = this.text.codePointAt(offset) ?? 0;
    return new JsonSyntaxError(`Expected ${expected}, found ${JSON.stringify(String.fromCodePoint(found))}.`, offset);
  }
}
