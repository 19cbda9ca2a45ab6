import { Hash, type Liquid, Tag, type TagToken, type Token, type TopLevelToken, TypeGuards } from 'liquidjs';

/** `{% render 'key', name: value %}`: the only form Knock has (knock.md 4.2). Executed by the compiler, not by LiquidJS. */
export class PartialTag extends Tag {
  readonly key: string;
  readonly keyToken: Token;
  readonly hash: Hash;

  constructor(token: TagToken, remainTokens: TopLevelToken[], liquid: Liquid) {
    super(token, remainTokens, liquid);
    const name = this.tokenizer.readValue();
    if (name === undefined || !TypeGuards.isQuotedToken(name)) {
      throw new Error("render needs a partial's key in quotes, such as {% render 'footer' %}");
    }
    this.key = name.content;
    this.keyToken = name;
    this.tokenizer.skipBlank();
    if (/^(for|with)\b(?!\s*:)/.test(this.tokenizer.remaining())) {
      throw new Error(
        "render takes named values only, such as {% render 'footer', name: value %}; it has no for or with",
      );
    }
    this.hash = new Hash(this.tokenizer);
  }

  override render(): never {
    throw new Error('render is executed by the compiled template');
  }
}

/** Knock refuses `include`; so do we, with the way out. */
export class IncludeTag extends Tag {
  constructor(token: TagToken, remainTokens: TopLevelToken[], liquid: Liquid) {
    super(token, remainTokens, liquid);
    throw new Error("include is not supported; use {% render 'key', name: value %} instead");
  }

  override render(): never {
    throw new Error('include is not supported');
  }
}
