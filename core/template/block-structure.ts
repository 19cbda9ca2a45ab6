import { type Token, type TopLevelToken, TypeGuards } from 'liquidjs';
import { blockTags } from './tag-names.ts';
import type { TemplateProblem } from './template-problem.ts';

/** A block tag with its end; `close` null = there is none. */
export interface TemplateBlock {
  name: string;
  open: Token;
  branches: { name: string; token: Token }[];
  close: Token | null;
  hasElse: boolean;
}

export interface BlockStructure {
  blocks: TemplateBlock[];
  problems: TemplateProblem[];
}

/**
 * Pairs the block tags of a template. An end that skips an open block closes the outer one: the inner tag is what was
 * forgotten, and the finding stands at its opening.
 */
export function readBlocks(tokens: readonly TopLevelToken[]): BlockStructure {
  const blocks: TemplateBlock[] = [];
  const problems: TemplateProblem[] = [];
  const open: TemplateBlock[] = [];
  /** Open blocks by name: ends without a beginning are told apart without a search, however many blocks are open. */
  const openCounts = new Map<string, number>();
  for (const token of tokens) {
    if (!TypeGuards.isTagToken(token)) continue;
    const { name } = token;
    const inside = open.at(-1);
    if (inside?.name === 'comment' && name !== 'comment' && name !== 'endcomment') continue;
    if (blockTags.has(name)) {
      const block: TemplateBlock = { name, open: token, branches: [], close: null, hasElse: false };
      blocks.push(block);
      open.push(block);
      openCounts.set(name, (openCounts.get(name) ?? 0) + 1);
    } else if (name.startsWith('end') && blockTags.has(name.slice(3))) {
      closeBlock(open, openCounts, name.slice(3), token, problems);
    } else if (inside !== undefined && (name === 'else' || name === 'elsif' || name === 'when')) {
      if (inside.name === 'case' && inside.hasElse) problems.push(lateBranch(name, token));
      inside.hasElse ||= name === 'else';
      inside.branches.push({ name, token });
    }
  }
  const last = tokens.at(-1)?.end ?? 0;
  for (const block of open.reverse()) problems.push(unclosed(block, last));
  return { blocks, problems };
}

function closeBlock(
  open: TemplateBlock[],
  openCounts: Map<string, number>,
  name: string,
  token: Token,
  problems: TemplateProblem[],
): void {
  if ((openCounts.get(name) ?? 0) === 0) {
    problems.push({
      code: 'syntax',
      severity: 'error',
      message: `{% end${name} %} has no {% ${name} %} before it.`,
      hint: 'Remove it, or open the block first.',
      begin: token.begin,
      end: token.end,
      fixes: [{ title: 'Remove it', edits: [{ begin: token.begin, end: token.end, newText: '' }] }],
    });
    return;
  }
  for (let block = open.pop(); block !== undefined; block = open.pop()) {
    openCounts.set(block.name, (openCounts.get(block.name) ?? 1) - 1);
    if (block.name === name) {
      block.close = token;
      return;
    }
    problems.push(unclosed(block, token.begin));
  }
}

function unclosed({ name, open }: TemplateBlock, at: number): TemplateProblem {
  const end = `{% end${name} %}`;
  return {
    code: 'syntax',
    severity: 'error',
    message: `The tag {% ${name} %} is never closed.`,
    hint: `Add ${end}.`,
    begin: open.begin,
    end: open.end,
    fixes: [{ title: `Add ${end}`, edits: [{ begin: at, end: at, newText: end }] }],
  };
}

function lateBranch(name: string, token: Token): TemplateProblem {
  return {
    code: 'unreachable',
    severity: 'warning',
    message: `{% ${name} %} stands after {% else %}, so its content is never rendered here.`,
    hint: 'Put {% else %} last.',
    begin: token.begin,
    end: token.end,
    engines: {
      shopify: 'Shopify renders every branch that fits, also after else.',
      knock: 'What Knock does with it is not documented.',
    },
  };
}
