import type * as monaco from 'monaco-editor/editor/editor.api';
import { editorWords } from '../strings/editor.ts';
import { documentationOf } from './catalogue-documentation.ts';
import { openBlocksAt, openBlocksOfLines } from './liquid-scan.ts';
import { readModel } from './model-text.ts';
import { isTagAllowed, tagSnippet, tagsOfBlocks } from './tag-snippets.ts';
import type { TemplateContext } from './template-context.ts';

type Monaco = typeof import('monaco-editor/editor/editor.api');
type Item = monaco.languages.CompletionItem;

/** Tags that can stand at the caret, with what belongs to them up to their end. */
export function tagSuggestions(
  api: Monaco,
  model: monaco.editor.ITextModel,
  position: monaco.Position,
  context: TemplateContext,
  range: monaco.IRange,
): Item[] {
  const offset = model.getOffsetAt(position);
  const { pieces } = readModel(model);
  const open = openBlocksAt(
    pieces.filter(({ end }) => end <= offset),
    offset,
  ).map(({ name }) => name);
  // The closing mark that is there already is part of what a snippet brings along.
  const after = model.getLineContent(position.lineNumber).slice(position.column - 1);
  const rest = /^\w*(?:\s*-?%\}|\})/.exec(after)?.[0].length ?? 0;
  const whole = { ...range, endColumn: Math.max(range.endColumn, position.column + rest) };
  return tagItems(api, context, open, range).map((item) => {
    const snippet = tagSnippet(item.insertText);
    if (snippet === null) return item;
    const insertTextRules = api.languages.CompletionItemInsertTextRule.InsertAsSnippet;
    return {
      ...item,
      kind: api.languages.CompletionItemKind.Snippet,
      insertText: snippet,
      insertTextRules,
      range: whole,
    };
  });
}

/** Tags of a line in `{% liquid %}`: their names alone, without marks. */
export function lineSuggestions(
  api: Monaco,
  linesBefore: readonly string[],
  context: TemplateContext,
  range: monaco.IRange,
): Item[] {
  return tagItems(api, context, openBlocksOfLines(linesBefore), range).filter(
    ({ insertText }) => !notInLines.has(insertText),
  );
}

const notInLines = new Set(['liquid', 'raw', 'doc']);

/** The tags that may stand within these open blocks, those that the blocks bring first. */
function tagItems(api: Monaco, context: TemplateContext, open: readonly string[], range: monaco.IRange): Item[] {
  const item = (name: string, detail: string, documentation: string, sort: string): Item => ({
    label: { label: name, description: detail },
    kind: api.languages.CompletionItemKind.Keyword,
    insertText: name,
    documentation: { value: documentation },
    sortText: `${sort}${name}`,
    range,
  });
  const ofBlocks = tagsOfBlocks(open);
  const own = ofBlocks.map((name) =>
    item(name, `{% ${name} %}`, name.startsWith('end') ? editorWords.endOfBlock : editorWords.branchOfBlock, '0'),
  );
  const others = context.catalogue.tags
    .filter(({ name }) => isTagAllowed(name, open) && !ofBlocks.includes(name))
    .map((tag) => item(tag.name, tag.signature, documentationOf(tag), '1'));
  return [...own, ...others];
}
