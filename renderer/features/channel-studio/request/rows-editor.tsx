import { useMemo } from 'react';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { KeyValueGrid } from '../../../ui/key-value-grid.tsx';
import styles from '../channel-document.module.css';
import type { ChannelPart } from '../channel-part.ts';
import { TemplateEditor } from '../template-editor.tsx';
import { headerNames, headerValues } from './known-headers.ts';

/** Above this many rows the values are plain fields: an editor each would make the page slow. */
const editorLimit = 40;

/** Headers or query parameters; a value is Liquid. */
export function RowsEditor(part: ChannelPart & { part: 'headers' | 'query' }) {
  const { part: group, value, diagnostics, updateRequest } = part;
  const rows = value.request[group];
  return (
    <div className={styles.form}>
      <KeyValueGrid
        label={group === 'headers' ? channelStudio.headers : channelStudio.query}
        keyHeader={group === 'headers' ? channelStudio.headerName : channelStudio.queryName}
        valueHeader={group === 'headers' ? channelStudio.headerValue : channelStudio.queryValue}
        rows={rows}
        onChange={(changed) => updateRequest({ [group]: changed })}
        {...(group === 'headers' ? { keySuggestions: headerNames, valueSuggestions: headerValues } : {})}
        {...(rows.length > editorLimit
          ? {}
          : {
              renderValue: (cell, index) => (
                <ValueEditor
                  part={part}
                  field={`${group}.${index}`}
                  label={cell.label}
                  value={cell.value}
                  header={group === 'headers' ? (rows[index]?.key ?? '') : null}
                  onChange={cell.onChange}
                />
              ),
            })}
        errorAt={(index) =>
          diagnostics.find(({ field, severity }) => field === `${group}.${index}` && severity !== 'info')?.message
        }
      />
    </div>
  );
}

interface ValueEditorProps {
  part: ChannelPart;
  field: string;
  label: string;
  value: string;
  /** Whose values are offered; null = none. */
  header: string | null;
  onChange: (value: string) => void;
}

function ValueEditor({ part, field, label, value, header, onChange }: ValueEditorProps) {
  const { templateContext: around } = part;
  const templateContext = useMemo(
    () => (around === null || header === null ? around : { ...around, wholeTexts: headerValues(header) }),
    [around, header],
  );
  return (
    <TemplateEditor
      {...part}
      templateContext={templateContext}
      field={field}
      label={label}
      language="liquid-text"
      isSingleLine
      value={value}
      onChange={(text) => onChange(text.replaceAll(/[\r\n]/g, ''))}
    />
  );
}
