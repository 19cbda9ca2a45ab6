import { editorWords } from '../strings/editor.ts';
import { templateContextOf } from './template-context.ts';

type StandaloneEditor = import('monaco-editor/editor/editor.api').editor.IStandaloneCodeEditor;

/** What the context menu of a template editor offers beside Monaco's own. */
export function addTemplateActions(editor: StandaloneEditor): void {
  editor.addAction({
    id: 'hookbench.reflow',
    label: editorWords.reflow,
    contextMenuGroupId: '1_modification',
    contextMenuOrder: 2,
    precondition: '!editorReadonly && editorLangId == liquid-json || !editorReadonly && editorLangId == liquid-graphql',
    run: () => reflow(editor),
  });
}

/** Re-indents JSON with Liquid in it; one step of undo. */
async function reflow(editor: StandaloneEditor): Promise<void> {
  const model = editor.getModel();
  const actions = templateContextOf(model?.uri.toString() ?? '')?.actions;
  if (model === null || actions === undefined) return;
  const version = model.getVersionId();
  const text = await actions.format(model.getValue(), 'reflow');
  // What was typed meanwhile must not be overwritten.
  if (editor.getModel() !== model || model.getVersionId() !== version || text === model.getValue()) return;
  editor.pushUndoStop();
  editor.executeEdits('hookbench.reflow', [{ range: model.getFullModelRange(), text }]);
  editor.pushUndoStop();
}
