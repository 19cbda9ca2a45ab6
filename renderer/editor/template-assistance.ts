import type * as monaco from 'monaco-editor/editor/editor.api';
import { isMac, keysFor } from '../commands/keys.ts';
import { editorWords } from '../strings/editor.ts';
import { editorKeys } from './editor-keys.ts';
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
      // Behind a dot and within quotes `followLiquidNames` opens the list.
      triggerCharacters: ['{', '%', '|', ' '],
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
  api.editor.addKeybindingRules(
    editorKeys.map(({ action, keys, isEdit = false }) => ({
      keybinding: keybindingOf(api, keysFor(keys, isMac)),
      command: action,
      when: isEdit ? 'editorTextFocus && !editorReadonly' : 'editorTextFocus',
    })),
  );
}

function keybindingOf({ KeyMod, KeyCode }: Monaco, keys: string): number {
  const modifiers: Readonly<Record<string, number>> = { Mod: KeyMod.CtrlCmd, Shift: KeyMod.Shift, Alt: KeyMod.Alt };
  const signs: Readonly<Record<string, number>> = { '.': KeyCode.Period, '/': KeyCode.Slash };
  const parts = keys.split('+');
  const key = parts.pop() ?? '';
  const names: Readonly<Record<string, number | string>> = KeyCode;
  const code = signs[key] ?? names[key] ?? names[`Key${key}`];
  if (typeof code !== 'number') throw new Error(`The editor knows no key "${keys}"`);
  return parts.reduce((binding, part) => binding | (modifiers[part] ?? 0), code);
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
