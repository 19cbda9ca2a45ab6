import { type Liquid, type Parser, Tag, type TagToken, type Template, type TopLevelToken, TypeGuards } from 'liquidjs';

/** `{% comment %}…{% endcomment %}`; comments may hold comments, as in Shopify's Liquid. */
export class NestedCommentTag extends Tag {
  constructor(token: TagToken, remainTokens: TopLevelToken[], liquid: Liquid) {
    super(token, remainTokens, liquid);
    let depth = 1;
    for (let next = remainTokens.shift(); next !== undefined; next = remainTokens.shift()) {
      if (!TypeGuards.isTagToken(next)) continue;
      if (next.name === 'comment') depth += 1;
      if (next.name === 'endcomment') depth -= 1;
      if (depth === 0) return;
    }
    throw new Error(`tag ${JSON.stringify(token.getText())} not closed`);
  }

  override render(): void {}
}

/** `{% doc %}…{% enddoc %}`: notes on a partial; the tokenizer hands its content over as one text. */
export class DocTag extends Tag {
  constructor(token: TagToken, remainTokens: TopLevelToken[], liquid: Liquid) {
    super(token, remainTokens, liquid);
    for (let next = remainTokens.shift(); next !== undefined; next = remainTokens.shift()) {
      if (TypeGuards.isTagToken(next) && next.name === 'enddoc') return;
    }
    throw new Error(`tag ${JSON.stringify(token.getText())} not closed`);
  }

  override render(): void {}
}

/** `{% ifchanged %}…{% endifchanged %}`. Executed by the compiler, not by LiquidJS. */
export class IfChangedTag extends Tag {
  readonly templates: Template[] = [];

  constructor(token: TagToken, remainTokens: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remainTokens, liquid);
    for (let next = remainTokens.shift(); next !== undefined; next = remainTokens.shift()) {
      if (TypeGuards.isTagToken(next) && next.name === 'endifchanged') return;
      this.templates.push(parser.parseToken(next, remainTokens));
    }
    throw new Error(`tag ${JSON.stringify(token.getText())} not closed`);
  }

  *children(): Generator<unknown, Template[]> {
    yield* [];
    return this.templates;
  }

  override render(): never {
    throw new Error('ifchanged is executed by the compiled template');
  }
}
