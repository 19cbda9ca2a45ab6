import { useEffect, useMemo } from 'react';
import { CodeEditor } from '../../editor/code-editor.tsx';
import type { EditorLanguage } from '../../editor/liquid-languages.ts';
import { setTemplateContext } from '../../editor/template-context.ts';
import { textModelUri } from '../../editor/text-models.ts';
import type { ChannelPart } from './channel-part.ts';
import { useTemplateFindings } from './use-template-findings.ts';

interface TemplateEditorProps extends Pick<ChannelPart, 'channelKey' | 'diagnostics' | 'templateContext' | 'flush'> {
  /** Default: a channel. */
  documentKind?: 'channel' | 'partial';
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
  const { documentKind = 'channel', channelKey, field, diagnostics, templateContext, flush, ...editor } = props;
  const uri = textModelUri(documentKind, channelKey, field);
  const previewed = useMemo(() => diagnostics.filter((found) => found.field === field), [diagnostics, field]);
  const context = templateContext?.previewContext ?? null;
  const findings = useTemplateFindings({ channelKey, field, text: editor.value, context, previewed });
  // Completion is asked by Monaco, outside React: it finds the context by the model's URI.
  useEffect(() => {
    setTemplateContext(uri, templateContext);
    return () => setTemplateContext(uri, null);
  }, [uri, templateContext]);
  return <CodeEditor {...editor} uri={uri} diagnostics={findings} onBlur={() => void flush()} />;
}
