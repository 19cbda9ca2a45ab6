import type * as monaco from 'monaco-editor/editor/editor.api';
import type { ScopeNode } from '../../core/contract/index.ts';
import { editorWords } from '../strings/editor.ts';
import { caretPlaceOf } from './caret-place.ts';
import { documentationOf } from './catalogue-documentation.ts';
import { propertyArguments, usualArguments } from './filter-arguments.ts';
import { filterCallOf } from './filter-call.ts';
import type { LiquidName } from './liquid-names.ts';
import { isUnread } from './liquid-scan.ts';
import { namesInSight, type Reach, reachExpression, reachNode } from './liquid-types.ts';
import { readModel, textBefore } from './model-text.ts';
import { lineSuggestions, tagSuggestions } from './tag-completion.ts';
import { findScopeNode, type TemplateContext } from './template-context.ts';

type Monaco = typeof import('monaco-editor/editor/editor.api');
type Item = monaco.languages.CompletionItem;

/** What can stand at the caret: only what would resolve there. */
export function suggestionsAt(
  api: Monaco,
  model: monaco.editor.ITextModel,
  position: monaco.Position,
  context: TemplateContext,
): Item[] {
  const word = model.getWordUntilPosition(position);
  const range = {
    startLineNumber: position.lineNumber,
    endLineNumber: position.lineNumber,
    startColumn: word.startColumn,
    endColumn: word.endColumn,
  };
  const { text, pieces } = readModel(model);
  if (isUnread(text, pieces, model.getOffsetAt(position))) return [];
  const place = caretPlaceOf(textBefore(model, position));
  const kinds = api.languages.CompletionItemKind;
  switch (place.kind) {
    case 'outside':
      return wholeTexts(api, model, position, context);
    case 'string':
      return argumentSuggestions(api, model, position, context, range, true);
    case 'name':
      return [];
    case 'filter':
      return context.catalogue.filters.map((filter) => ({
        label: { label: filter.name, description: filter.signature },
        kind: kinds.Function,
        ...insertOfFilter(filter),
        documentation: { value: documentationOf(filter) },
        range,
      }));
    case 'tag':
      return place.linesBefore === null
        ? tagSuggestions(api, model, position, context, range)
        : lineSuggestions(api, place.linesBefore, context, range);
    case 'words':
      return wordSuggestions(api, place.words, range);
    case 'partial':
      return context.partials.map((key) => ({ label: key, kind: kinds.File, insertText: key, range }));
    case 'variable':
      return [
        ...(place.path.length > 0 ? [] : argumentSuggestions(api, model, position, context, range, false)),
        ...variableSuggestions(api, model, position, context, place.path, range),
        ...(place.isCompared ? wordSuggestions(api, [...literals], range) : []),
      ];
  }
}

function wordSuggestions(api: Monaco, words: readonly string[], range: monaco.IRange): Item[] {
  return words.map((word, index) => ({
    label: word,
    kind: api.languages.CompletionItemKind.Keyword,
    insertText: word.endsWith(':') ? `${word} ` : word,
    sortText: `~${String(index).padStart(2, '0')}`,
    range,
  }));
}

/** Names of properties and usual texts, where an argument of a filter is due; `isQuoted` when its quote is typed already. */
function argumentSuggestions(
  api: Monaco,
  model: monaco.editor.ITextModel,
  position: monaco.Position,
  context: TemplateContext,
  range: monaco.IRange,
  isQuoted: boolean,
): Item[] {
  const offset = model.getOffsetAt(position);
  const { text, pieces, names } = readModel(model);
  const piece = pieces.findLast(({ contentBegin, contentEnd }) => contentBegin <= offset && offset <= contentEnd);
  const before = piece === undefined ? '' : text.slice(piece.contentBegin, offset);
  const call = filterCallOf(before);
  if (call === null) return [];
  const kinds = api.languages.CompletionItemKind;
  const input = before.slice(0, call.pipe).replace(/^-?\s*(?:echo\b|assign\s+[\w-]+\s*=)?/, '');
  const reach: Reach = { scope: context.scope, names, offset, filters: context.catalogue.filters };
  const properties = propertyArguments(call.filter, call.argument, reachExpression(reach, input));
  const usual = isQuoted ? [] : usualArguments(call.filter, call.argument);
  return [
    ...properties.map(({ name, type, preview }): Item => {
      const insertText = isQuoted ? name : `"${name}"`;
      const label = { label: name, description: preview ?? type };
      return { label, kind: kinds.Field, insertText, filterText: insertText, sortText: `!0${name}`, range };
    }),
    ...usual.map(
      (argument, index): Item => ({
        label: argument,
        kind: kinds.Value,
        insertText: argument,
        sortText: `!1${index}`,
        range,
      }),
    ),
  ];
}

/** What a field usually says, in place of all that stands before the caret. */
function wholeTexts(
  api: Monaco,
  model: monaco.editor.ITextModel,
  position: monaco.Position,
  { scope, wholeTexts: texts = [] }: TemplateContext,
): Item[] {
  const { lineNumber, column } = position;
  const resolves = (text: string): boolean =>
    [...text.matchAll(/\{\{\s*([\w.-]+)/g)].every(([, path = '']) => findScopeNode(scope, path.split('.')) !== null);
  // What stands behind the caret would be left over.
  if (model.getLineMaxColumn(lineNumber) !== column) return [];
  const range = { startLineNumber: lineNumber, startColumn: 1, endLineNumber: lineNumber, endColumn: column };
  return texts
    .filter(resolves)
    .map((text) => ({ label: text, kind: api.languages.CompletionItemKind.Value, insertText: text, range }));
}

/** A filter that needs an argument is completed with its colon, and its parameters are shown. */
function insertOfFilter(filter: { name: string; signature: string }): Pick<Item, 'insertText' | 'command'> {
  const firstArgument = filter.signature.split(': ')[1];
  if (firstArgument === undefined || firstArgument.split(', ')[0]?.endsWith('?') === true) {
    return { insertText: filter.name };
  }
  return {
    insertText: `${filter.name}: `,
    command: { id: 'editor.action.triggerParameterHints', title: filter.signature },
  };
}

function variableSuggestions(
  api: Monaco,
  model: monaco.editor.ITextModel,
  position: monaco.Position,
  context: TemplateContext,
  path: readonly string[],
  range: monaco.IRange,
): Item[] {
  const kinds = api.languages.CompletionItemKind;
  const { names } = readModel(model);
  const { filters } = context.catalogue;
  const reach: Reach = { scope: context.scope, names, offset: model.getOffsetAt(position), filters };
  const field = (name: string, type: string, preview: string | null, order: number, isRich: boolean): Item => ({
    label: { label: name, description: preview ?? type },
    kind: isRich ? kinds.Struct : kinds.Field,
    insertText: name,
    detail: type,
    sortText: String(order).padStart(5, '0'),
    range,
  });
  if (path.length > 0) {
    const node = reachNode(reach, path);
    const members = node?.type === 'array' ? membersOfList(node) : (node?.children ?? []);
    return members
      .filter(isReachable)
      .map((child, index) => field(child.name, child.type, child.preview, index, child.children.length > 0));
  }
  const own = namesInSight(names, reach.offset).map((name, index): Item => {
    const node = reachNode(reach, [name.name]);
    return {
      ...field(name.name, node?.type ?? editorWords.value, node?.preview ?? wordsOf(name), index, false),
      kind: kinds.Variable,
    };
  });
  const forloop = reachNode(reach, ['forloop']);
  const scope = forloop === null ? context.scope : [...context.scope, forloop];
  const taken = new Set(own.map(({ insertText }) => insertText));
  return [
    ...own,
    ...scope
      .filter((node) => isReachable(node) && !literals.has(node.name) && !taken.has(node.name))
      .map((node, index) => field(node.name, node.type, node.preview, own.length + index, node.children.length > 0)),
  ];
}

/** Words that never mean a variable. */
const literals = new Set(['true', 'false', 'nil', 'null', 'empty', 'blank']);

/** Behind a dot only a plain name can stand; others are reached with brackets and quotes. */
function isReachable({ name }: { name: string }): boolean {
  return /^[A-Za-z_][\w-]*$/.test(name);
}

/** What Liquid answers for a list; its items are reached by a loop or an index. An empty one has no first and last. */
function membersOfList({ children }: ScopeNode): ScopeNode[] {
  const size: ScopeNode = { name: 'size', type: 'number', preview: null, children: [] };
  const [item] = children;
  return item === undefined ? [size] : [{ ...item, name: 'first' }, { ...item, name: 'last', preview: null }, size];
}

export function wordsOf(name: LiquidName): string {
  if (name.kind === 'assigned') return name.source;
  return name.kind === 'loop' ? editorWords.loopOver(name.source) : editorWords[name.kind];
}
