import { Tokenizer, type TopLevelToken, TypeGuards } from 'liquidjs';

/** Tags whose content is not Liquid: it ends at their end tag and nowhere else. */
const verbatimTags = new Map(['raw', 'doc'].map((name) => [name, new RegExp(`\\{%-?\\s*end${name}\\s*-?%\\}`, 'g')]));

/**
 * LiquidJS's tokenizer, which takes the content of `raw` and `doc` as it is: whatever stands in it, and with `{%-` or
 * `-%}` at either end.
 */
export class TemplateTokenizer extends Tokenizer {
  #verbatim: { name: string; begin: number } | null = null;

  override readTopLevelToken(options?: Parameters<Tokenizer['readTopLevelToken']>[0]): TopLevelToken {
    if (this.#verbatim !== null) return this.#readVerbatim(this.#verbatim);
    const begin = this.p;
    const token = super.readTopLevelToken(options as never);
    if (TypeGuards.isTagToken(token) && verbatimTags.has(token.name)) {
      this.#verbatim = { name: token.name, begin };
      // The base class would look for the end of `raw` by its own rules.
      (this as unknown as { rawBeginAt: number }).rawBeginAt = -1;
    }
    return token;
  }

  #readVerbatim({ name, begin }: { name: string; begin: number }): TopLevelToken {
    this.#verbatim = null;
    const close = closeOfVerbatim(name, this.input, this.p);
    if (close === null || close.index + close[0].length > this.N) {
      throw this.error(`${name} ${this.snapshot(begin)} not closed`, begin);
    }
    return this.readHTMLToken([close[0]]);
  }
}

function closeOfVerbatim(name: string, text: string, from: number): RegExpExecArray | null {
  const close = verbatimTags.get(name);
  if (close === undefined) return null;
  close.lastIndex = from;
  return close.exec(text);
}

/** Behind the end tag of `raw` or `doc` whose content begins at `from`; -1 when it is never closed. */
export function endOfVerbatim(name: string, text: string, from: number): number {
  const close = closeOfVerbatim(name, text, from);
  return close === null ? -1 : close.index + close[0].length;
}
