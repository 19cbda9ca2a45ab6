import type * as monaco from 'monaco-editor/editor/editor.api';
import type { ScopeNode } from '../../core/contract/index.ts';
import { editorWords } from '../strings/editor.ts';
import { caretPlaceOf } from './caret-place.ts';
import { documentationOf } from './catalogue-documentation.ts';
import { nameInSight } from './liquid-names.ts';
import { reachNode } from './liquid-types.ts';
import { readModel, textBefore } from './model-text.ts';
import { wordsOf } from './template-completion.ts';
import type { TemplateContext } from './template-context.ts';
import { excerptOf } from './value-excerpt.ts';

/** What the word under the pointer is: a tag, a filter, a partial, or a variable with its type, value and origin. */
export function hoverAt(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
  context: TemplateContext,
): monaco.languages.Hover | null {
  const word = model.getWordAtPosition(position);
  if (!word) return null;
  const range = {
    startLineNumber: position.lineNumber,
    endLineNumber: position.lineNumber,
    startColumn: word.startColumn,
    endColumn: word.endColumn,
  };
  const upToWord = textBefore(model, { lineNumber: position.lineNumber, column: word.endColumn });
  const place = caretPlaceOf(upToWord);
  if (place.kind === 'partial') {
    return context.partials.includes(word.word) ? { range, contents: [{ value: editorWords.openPartial }] } : null;
  }
  if (place.kind === 'filter' || place.kind === 'tag') {
    const items = place.kind === 'filter' ? context.catalogue.filters : context.catalogue.tags;
    const item = items.find((candidate) => candidate.name === word.word);
    return item ? { range, contents: [{ value: `\`${item.signature}\`` }, { value: documentationOf(item) }] } : null;
  }
  if (place.kind !== 'variable' && place.kind !== 'name') return null;
  const { names } = readModel(model);
  const offset = model.getOffsetAt({ lineNumber: position.lineNumber, column: word.startColumn });
  const path = [...(place.kind === 'variable' ? place.path : []), word.word];
  const own = nameInSight(names, path[0] ?? '', offset);
  // At its declaration a loop's variable is not in sight yet, but it is what is meant.
  const node = reachNode(
    {
      scope: context.scope,
      names,
      filters: context.catalogue.filters,
      offset: own === null ? offset : Math.max(offset, own.scope.begin),
    },
    path,
  );
  if (node === null && own === null) return null;
  const type = node?.type ?? editorWords.value;
  const origin = own === null ? editorWords.fromScope[path[0] ?? ''] : wordsOf(own);
  const from = origin === undefined ? '' : editorWords.from(origin);
  return { range, contents: [{ value: `\`${path.join('.')}\` ${type}${valueAndOrigin(node, from)}` }] };
}

/** A scalar, and whence it is; of anything larger the beginning, in lines of its own, comes last. */
function valueAndOrigin(node: ScopeNode | null, from: string): string {
  const isLarge = node !== null && node.preview === null && node.children.length > 0;
  // Four marks: a value may hold three.
  if (isLarge) return `${from === '' ? '' : ` – ${from}`}\n\n\`\`\`\`\n${excerptOf(node)}\n\`\`\`\``;
  const value = node === null || node.preview === null ? '' : `\n\n\`${node.preview}\``;
  return `${value}${from === '' ? '' : `\n\n${from}`}`;
}
