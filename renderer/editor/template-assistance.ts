import type * as monaco from 'monaco-editor/editor/editor.api';
import { editorWords } from '../strings/editor.ts';
import { foldablesOf } from './folding-ranges.ts';
import { type LiquidLanguage, liquidLanguages } from './liquid-languages.ts';
import { readModel } from './model-text.ts';
import { parameterHintsAt } from './parameter-hints.ts';
import { quickFixesAt } from './quick-fixes.ts';
import { suggestionsAt } from './template-completion.ts';
import { templateContextOf } from './template-context.ts';
import { hoverAt } from './template-hover.ts';
import { definitionAt, partialOfUri, renameEdits, renameLocation } from './template-names.ts';

type Monaco = typeof import('monaco-editor/editor/editor.api');

/** Everything the editor knows about Liquid, from what is in scope of the template at hand. */
export function registerTemplateAssistance(api: Monaco): void {
  for (const language of liquidLanguages) {
    api.languages.registerFoldingRangeProvider(language, {
      provideFoldingRanges: (model) => foldingRangesIn(api, model, language),
    });
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
    api.languages.registerSignatureHelpProvider(language, {
      signatureHelpTriggerCharacters: [':', ','],
      signatureHelpRetriggerCharacters: [',', ' '],
      provideSignatureHelp: (model, position) => {
        const context = templateContextOf(model.uri.toString());
        return context ? parameterHintsAt(model, position, context) : null;
      },
    });
    api.languages.registerCodeActionProvider(
      language,
      {
        provideCodeActions: (model, range, { markers }) => ({
          actions: quickFixesAt(model, range, markers),
          dispose: () => undefined,
        }),
      },
      { providedCodeActionKinds: ['quickfix'] },
    );
    api.languages.registerRenameProvider(language, {
      provideRenameEdits: (model, position, newName) =>
        renameEdits(model, position, newName, templateContextOf(model.uri.toString())),
      resolveRenameLocation: renameLocation,
    });
    api.languages.registerDefinitionProvider(language, {
      provideDefinition: (model, position) =>
        definitionAt(api, model, position, templateContextOf(model.uri.toString())),
    });
    api.languages.registerDocumentFormattingEditProvider(language, {
      displayName: editorWords.format,
      provideDocumentFormattingEdits: async (model) => {
        const actions = templateContextOf(model.uri.toString())?.actions;
        if (actions === undefined) return [];
        const version = model.getVersionId();
        const text = await actions.format(model.getValue(), 'safe');
        // What was typed meanwhile must not be overwritten.
        return model.getVersionId() === version ? [{ range: model.getFullModelRange(), text }] : [];
      },
    });
  }
  api.editor.registerEditorOpener({
    openCodeEditor: (source, resource) => {
      const key = partialOfUri(resource);
      const actions = templateContextOf(source.getModel()?.uri.toString() ?? '')?.actions;
      if (key === null || actions === undefined) return false;
      actions.openPartial(key);
      return true;
    },
  });
  // F8 by default goes through every open text, shown or not; here it stays in the text at hand.
  const { F8, KeyF } = api.KeyCode;
  api.editor.addKeybindingRules([
    // Monaco has another key for it on Linux.
    {
      keybinding: api.KeyMod.Shift | api.KeyMod.Alt | KeyF,
      command: 'editor.action.formatDocument',
      when: 'editorTextFocus && !editorReadonly',
    },
    { keybinding: F8, command: 'editor.action.marker.next', when: 'editorTextFocus' },
    { keybinding: api.KeyMod.Shift | F8, command: 'editor.action.marker.prev', when: 'editorTextFocus' },
  ]);
}

/** The closing mark's line stays in sight. */
function foldingRangesIn(
  api: Monaco,
  model: monaco.editor.ITextModel,
  language: LiquidLanguage,
): monaco.languages.FoldingRange[] {
  const { text, pieces } = readModel(model);
  return foldablesOf(text, pieces, language).flatMap(({ begin, end, isComment }) => {
    const start = model.getPositionAt(begin).lineNumber;
    const last = model.getPositionAt(end).lineNumber - 1;
    if (last <= start) return [];
    return [{ start, end: last, ...(isComment ? { kind: api.languages.FoldingRangeKind.Comment } : {}) }];
  });
}
