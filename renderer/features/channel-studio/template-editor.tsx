import { useEffect, useMemo } from 'react';
import { CodeEditor } from '../../editor/code-editor.tsx';
import type { EditorLanguage } from '../../editor/liquid-languages.ts';
import { setTemplateContext } from '../../editor/template-context.ts';
import { textModelUri } from '../../editor/text-models.ts';
import type { ChannelPart } from './channel-part.ts';

interface TemplateEditorProps extends Pick<ChannelPart, 'channelKey' | 'diagnostics' | 'templateContext' | 'flush'> {
  /** As the engine names it in diagnostics: `body`, `url`, `signing.key`. */
  field: string;
  label: string;
  value: string;
  language: EditorLanguage;
  onChange: (value: string) => void;
  isSingleLine?: boolean;
}

/** A Liquid field of the channel with its findings, completion and hover. */
export function TemplateEditor(props: TemplateEditorProps) {
  const { channelKey, field, diagnostics, templateContext, flush, ...editor } = props;
  const uri = textModelUri('channel', channelKey, field);
  const ownDiagnostics = useMemo(() => diagnostics.filter((found) => found.field === field), [diagnostics, field]);
  // Completion is asked by Monaco, outside React: it finds the context by the model's URI.
  useEffect(() => {
    setTemplateContext(uri, templateContext);
    return () => setTemplateContext(uri, null);
  }, [uri, templateContext]);
  return <CodeEditor {...editor} uri={uri} diagnostics={ownDiagnostics} onBlur={() => void flush()} />;
}
