import { channelStudio } from '../../strings/channel-studio.ts';
import { KeyValueGrid } from '../../ui/key-value-grid.tsx';
import styles from './channel-document.module.css';
import type { ChannelPart } from './channel-part.ts';
import { headerNames, headerValues } from './known-headers.ts';

/** Headers or query parameters; a value is Liquid. */
export function RowsEditor({ part, value, diagnostics, updateRequest }: ChannelPart & { part: 'headers' | 'query' }) {
  return (
    <div className={styles.form}>
      <KeyValueGrid
        label={part === 'headers' ? channelStudio.headers : channelStudio.query}
        keyHeader={part === 'headers' ? channelStudio.headerName : channelStudio.queryName}
        valueHeader={part === 'headers' ? channelStudio.headerValue : channelStudio.queryValue}
        rows={value.request[part]}
        onChange={(rows) => updateRequest({ [part]: rows })}
        {...(part === 'headers' ? { keySuggestions: headerNames, valueSuggestions: headerValues } : {})}
        errorAt={(index) => diagnostics.find(({ field }) => field === `${part}.${index}`)?.message}
      />
    </div>
  );
}
