import { editorWords } from '../strings/editor.ts';
import { monaco } from './monaco.ts';
import { templateContextOf } from './template-context.ts';
import { textModelUri } from './text-models.ts';

type CodeEditor = import('monaco-editor/editor/editor.api').editor.ICodeEditor;
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
async function reflow(editor: CodeEditor): Promise<void> {
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

const actionIds = {
  format: 'editor.action.formatDocument',
  reflow: 'hookbench.reflow',
  comment: 'editor.action.commentLine',
};

/** Runs an action in the editor that shows a field; nothing happens when none does. */
export async function runTemplateAction(
  kind: string,
  key: string,
  field: string,
  action: keyof typeof actionIds,
): Promise<void> {
  const uri = textModelUri(kind, key, field);
  const editor = monaco.editor.getEditors().find((shown) => shown.getModel()?.uri.toString() === uri);
  if (editor === undefined) return;
  editor.focus();
  await editor.getAction(actionIds[action])?.run();
}
