import { type Liquid, Parser, type Template, type Token, Tokenizer, type TopLevelToken, TypeGuards } from 'liquidjs';
import { findingLimit } from '../model/index.ts';
import { readBlocks, type TemplateBlock } from './block-structure.ts';
import { describeSyntaxError } from './syntax-messages.ts';
import { blockTags } from './tag-names.ts';
import { blockDepthLimit } from './template-limits.ts';
import type { ProblemFix, TemplateProblem } from './template-problem.ts';
import { TemplateTokenizer } from './template-tokenizer.ts';

export interface ParsedTemplate {
  templates: Template[];
  problems: TemplateProblem[];
  /** Empty when the text could not be cut into tags. */
  blocks: TemplateBlock[];
  /** Every tag ends in the text, and every block: what stands before and after it changes nothing. */
  isSelfContained: boolean;
}

/** Leaves the parser when what comes after would only repeat what is known. */
const stopParsing = new Error('The rest of the template is not parsed.');
const branchTags = new Set(['else', 'elsif', 'when']);

/** Parses Liquid and goes on after an error, so that every broken tag is named, not only the first. */
export function parseTemplate(liquid: Liquid, text: string): ParsedTemplate {
  const parser = new RecoveringParser(liquid, text);
  const templates = parser.parseAll();
  const { blocks, problems } = readBlocks(parser.tokens);
  if (problems.length === 0) {
    return { templates, problems: parser.problems, blocks, isSelfContained: !parser.isCutShort };
  }
  // What LiquidJS says of missing ends and beginnings follows from the first; the pairs say it once, with the way out.
  const own = parser.problems.filter(({ message }) => !/ is never closed\.$|\} before it\.$/.test(message));
  const isSelfContained = false;
  return { templates, problems: [...own, ...problems.slice(0, findingLimit)], blocks, isSelfContained };
}

/** LiquidJS takes tokens off the front one by one, which is slow on a long array; this only moves a cursor. */
function tokenQueue(tokens: readonly TopLevelToken[]): TopLevelToken[] {
  let next = 0;
  const queue = {
    get length() {
      return tokens.length - next;
    },
    shift: () => {
      next += 1;
      return tokens[next - 1];
    },
  };
  // LiquidJS's parser uses nothing of the array but these two.
  return queue as unknown as TopLevelToken[];
}

class RecoveringParser extends Parser {
  readonly problems: TemplateProblem[] = [];
  readonly #engine: Liquid;
  readonly #text: string;
  readonly #templates: Template[] = [];
  tokens: TopLevelToken[] = [];
  /** Not all of the text was looked at. */
  isCutShort = false;
  #depth = 0;

  constructor(liquid: Liquid, text: string) {
    super(liquid);
    this.#engine = liquid;
    this.#text = text;
  }

  parseAll(): Template[] {
    const fault = this.#parseUpTo(this.#text.length);
    if (fault === null) return this.#templates;
    this.isCutShort = true;
    // A tag without an end breaks the cutting into tags. What stands before it is parsed for its own errors; that its
    // blocks seem unclosed says nothing, their ends may stand behind.
    this.#parseUpTo(fault.begin);
    this.tokens = [];
    const own = this.problems.filter((problem) => !/ is never closed\.$/.test(problem.message));
    this.problems.splice(0, this.problems.length, ...own, fault);
    return [];
  }

  /** Gives the problem that kept the text from being cut into tags, if there is one. */
  #parseUpTo(end: number): TemplateProblem | null {
    this.#templates.length = 0;
    try {
      const tokenizer = new TemplateTokenizer(this.#text, this.#engine.options.operators, undefined, [0, end]);
      this.tokens = tokenizer.readTopLevelTokens(this.#engine.options);
      const tokens = tokenQueue(this.tokens);
      for (let token = tokens.shift(); token !== undefined; token = tokens.shift()) {
        this.#templates.push(this.parseToken(token, tokens));
      }
      return null;
    } catch (error) {
      if (isStop(error)) {
        this.isCutShort = true;
        return null;
      }
      this.#report(error, null);
      return this.problems.pop() ?? null;
    }
  }

  override parseToken(token: TopLevelToken, remain: TopLevelToken[]): ReturnType<Parser['parseToken']> {
    if (this.problems.length >= findingLimit) throw stopParsing;
    if (this.#depth >= blockDepthLimit) {
      this.#add('limit-exceeded', `Tags are nested more than ${blockDepthLimit} deep.`, null, token);
      throw stopParsing;
    }
    this.#depth += 1;
    try {
      return super.parseToken(token, remain);
    } catch (error) {
      if (isStop(error)) throw stopParsing;
      this.#report(error, token);
      if (TypeGuards.isTagToken(token) && blockTags.has(token.name)) this.#skipBlock(token.name, remain);
      return this.#nothing(token);
    } finally {
      this.#depth -= 1;
    }
  }

  /** Parses the rest of a broken block for its own errors and drops it. */
  #skipBlock(name: string, remain: TopLevelToken[]): void {
    for (let token = remain.shift(); token !== undefined; token = remain.shift()) {
      if (TypeGuards.isTagToken(token)) {
        if (token.name === `end${name}`) return;
        if (branchTags.has(token.name)) continue;
      }
      this.parseToken(token, remain);
    }
  }

  /** A text node without text, in place of what could not be parsed. */
  #nothing(token: TopLevelToken): ReturnType<Parser['parseToken']> {
    const [empty] = new Tokenizer(' ').readTopLevelTokens();
    if (empty === undefined) throw new Error(`cannot stand in for ${token.getText()}`);
    const node = super.parseToken(empty, []);
    Object.assign(node, { str: '' });
    return node;
  }

  #report(error: unknown, tag: Token | null): void {
    const { code, message, hint, token, suggestion } = describeSyntaxError(error, tag, this.#engine);
    const place = token?.input === this.#text ? token : tag;
    this.#add(code, message, hint, place);
    const problem = this.problems.at(-1);
    if (problem !== undefined) problem.fixes = syntaxFixes(problem, this.#text, suggestion ?? null);
  }

  #add(code: TemplateProblem['code'], message: string, hint: string | null, token: Token | null): void {
    const begin = token?.begin ?? 0;
    const lineEnd = this.#text.indexOf('\n', begin);
    const end = Math.min(token?.end ?? begin, lineEnd < 0 ? this.#text.length : Math.max(lineEnd, begin + 1));
    this.problems.push({ code, severity: 'error', message, hint, begin, end });
  }
}

/** What can be mended without knowing what was meant: a delimiter that is missing, a name that is nearly right. */
function syntaxFixes({ message, begin, end }: TemplateProblem, text: string, suggestion: string | null): ProblemFix[] {
  const delimiter = /^This output is never/.test(message) ? '}}' : /^This tag is never/.test(message) ? '%}' : null;
  if (delimiter !== null) {
    const newText = text[end - 1] === ' ' ? delimiter : ` ${delimiter}`;
    return [{ title: `Close it with "${delimiter}"`, edits: [{ begin: end, end, newText }] }];
  }
  const name = /^\{%-?\s*(\w+)/.exec(text.slice(begin, begin + 200));
  if (suggestion === null || name?.[1] === undefined) return [];
  const from = begin + name[0].length - name[1].length;
  const edits = [{ begin: from, end: from + name[1].length, newText: suggestion }];
  return [{ title: `Replace by "${suggestion}"`, edits }];
}

/** LiquidJS wraps what is thrown inside a block. */
function isStop(error: unknown): boolean {
  return error === stopParsing || (error as { originalError?: unknown } | null)?.originalError === stopParsing;
}
