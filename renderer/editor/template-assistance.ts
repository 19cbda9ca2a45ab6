import type * as monaco from 'monaco-editor/editor/editor.api';
import { caretPlaceOf } from './caret-place.ts';
import { findScopeNode, type TemplateContext, templateContextOf } from './template-context.ts';

type Monaco = typeof import('monaco-editor/editor/editor.api');

/** Completion and hover for Liquid, from what is in scope of the template at hand. */
export function registerTemplateAssistance(api: Monaco): void {
  for (const language of ['liquid-json', 'liquid-text']) {
    api.languages.registerCompletionItemProvider(language, {
      triggerCharacters: ['{', '%', '.', '|', ' ', "'", '"'],
      provideCompletionItems: (model, position) => {
        const context = templateContextOf(model.uri.toString());
        return { suggestions: context ? suggestionsAt(api, model, position, context) : [] };
      },
    });
    api.languages.registerHoverProvider(language, {
      provideHover: (model, position) => {
        const context = templateContextOf(model.uri.toString());
        return context ? hoverAt(model, position, context) : null;
      },
    });
  }
}

function textBefore(model: monaco.editor.ITextModel, position: monaco.IPosition): string {
  // A construct that reaches further back than this is not worth the copying on every key.
  const firstLine = Math.max(1, position.lineNumber - 50);
  return model.getValueInRange({
    startLineNumber: firstLine,
    startColumn: 1,
    endLineNumber: position.lineNumber,
    endColumn: position.column,
  });
}

function suggestionsAt(
  api: Monaco,
  model: monaco.editor.ITextModel,
  position: monaco.Position,
  context: TemplateContext,
): monaco.languages.CompletionItem[] {
  const word = model.getWordUntilPosition(position);
  const range = {
    startLineNumber: position.lineNumber,
    endLineNumber: position.lineNumber,
    startColumn: word.startColumn,
    endColumn: word.endColumn,
  };
  const place = caretPlaceOf(textBefore(model, position));
  const kinds = api.languages.CompletionItemKind;
  switch (place.kind) {
    case 'outside':
    case 'string':
      return [];
    case 'filter':
      return context.catalogue.filters.map((filter) => ({
        label: filter.name,
        kind: kinds.Function,
        insertText: filter.name,
        detail: filter.signature,
        documentation: { value: documentationOf(filter) },
        range,
      }));
    case 'tag':
      return context.catalogue.tags.map((tag) => ({
        label: tag.name,
        kind: kinds.Keyword,
        insertText: tag.name,
        detail: tag.signature,
        documentation: { value: documentationOf(tag) },
        range,
      }));
    case 'partial':
      return context.partials.map((key) => ({ label: key, kind: kinds.File, insertText: key, range }));
    case 'variable': {
      const nodes =
        place.path.length === 0 ? context.scope : (findScopeNode(context.scope, place.path)?.children ?? []);
      return nodes.map((node, index) => ({
        label: { label: node.name, description: node.preview ?? node.type },
        kind: node.children.length > 0 ? kinds.Struct : kinds.Field,
        insertText: node.name,
        detail: node.type,
        sortText: String(index).padStart(5, '0'),
        range,
      }));
    }
  }
}

function documentationOf(item: { description: string; example: string | null }): string {
  return item.example === null ? item.description : `${item.description}\n\n\`\`\`\n${item.example}\n\`\`\``;
}

function hoverAt(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
  context: TemplateContext,
): monaco.languages.Hover | null {
  const word = model.getWordAtPosition(position);
  if (!word) return null;
  const upToWord = textBefore(model, { lineNumber: position.lineNumber, column: word.endColumn });
  const place = caretPlaceOf(upToWord);
  if (place.kind === 'filter' || place.kind === 'tag') {
    const items = place.kind === 'filter' ? context.catalogue.filters : context.catalogue.tags;
    const item = items.find((candidate) => candidate.name === word.word);
    return item ? { contents: [{ value: `\`${item.signature}\`` }, { value: documentationOf(item) }] } : null;
  }
  if (place.kind !== 'variable') return null;
  const path = [...place.path, word.word];
  const node = findScopeNode(context.scope, path);
  if (!node) return null;
  const value = node.preview === null ? '' : `\n\n\`${node.preview}\``;
  return { contents: [{ value: `\`${path.join('.')}\` ${node.type}${value}` }] };
}
