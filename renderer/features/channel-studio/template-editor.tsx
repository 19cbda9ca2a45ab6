import { useEffect, useMemo } from 'react';
import { CodeEditor } from '../../editor/code-editor.tsx';
import type { EditorLanguage } from '../../editor/liquid-languages.ts';
import { setTemplateContext } from '../../editor/template-context.ts';
import { textModelUri } from '../../editor/text-models.ts';
import { fixedText, type TextSource } from '../../editor/text-source.ts';
import type { ChannelEditing } from './channel-part.ts';
import { templateKind } from './studio-template.ts';
import { useTemplateFindings } from './use-template-findings.ts';

interface TemplateEditorProps
  extends Pick<ChannelEditing, 'templateKey' | 'diagnostics' | 'templateContext' | 'flush'> {
  /** Default: what the key is of. */
  documentKind?: 'channel' | 'step' | 'partial';
  /** As the engine names it in diagnostics: `body`, `url`, `signing.key`. */
  field: string;
  label: string;
  /** A source renders nothing for a key; plain text comes from an owner that renders anyway. */
  value: string | TextSource;
  language: EditorLanguage;
  onChange: (value: string) => void;
  isSingleLine?: boolean;
}

/** A Liquid field of the channel with its findings, completion and hover. */
export function TemplateEditor(props: TemplateEditorProps) {
  const { templateKey, field, value, diagnostics, templateContext, flush, ...others } = props;
  const { documentKind = templateKind(templateKey), ...editor } = others;
  const source = useMemo(() => (typeof value === 'string' ? fixedText(value) : value), [value]);
  const uri = textModelUri(documentKind, templateKey, field);
  const previewed = useMemo(() => diagnostics.filter((found) => found.field === field), [diagnostics, field]);
  const context = templateContext?.previewContext ?? null;
  const findings = useTemplateFindings({ documentKind, templateKey, field, source, context, previewed });
  // Completion is asked by Monaco, outside React: it finds the context by the model's URI.
  useEffect(() => {
    setTemplateContext(uri, templateContext);
    return () => setTemplateContext(uri, null);
  }, [uri, templateContext]);
  return <CodeEditor {...editor} source={source} uri={uri} diagnostics={findings} onBlur={() => void flush()} />;
}
