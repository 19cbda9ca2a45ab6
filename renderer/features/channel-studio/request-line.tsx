import { memo } from 'react';
import { type Channel, httpMethods } from '../../../core/contract/index.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { SelectField } from '../../ui/select-field.tsx';
import styles from './channel-document.module.css';
import type { ChannelPart } from './channel-part.ts';
import { TemplateEditor } from './template-editor.tsx';

const methodOptions = httpMethods.map((method) => ({ id: method, label: method.toUpperCase() }));

interface RequestLineProps
  extends Pick<ChannelPart, 'channelKey' | 'diagnostics' | 'templateContext' | 'updateRequest' | 'flush'>,
    Pick<Channel['request'], 'method' | 'url'> {
  urlIssue: string | undefined;
}

/** Method and URL. */
export const RequestLine = memo(function RequestLine(props: RequestLineProps) {
  const { method, url, urlIssue, updateRequest, ...part } = props;
  const firstUrlError = part.diagnostics.find(({ field, severity }) => field === 'url' && severity === 'error');
  return (
    <div className={styles.requestLine}>
      <SelectField
        label={channelStudio.method}
        isLabelHidden
        options={methodOptions}
        value={method}
        onChange={(chosen) => updateRequest({ method: chosen })}
        className={styles.method}
      />
      <div className={styles.url}>
        <TemplateEditor
          {...part}
          field="url"
          label={channelStudio.urlLabel}
          language="liquid-text"
          isSingleLine
          value={url}
          onChange={(text) => updateRequest({ url: text.replaceAll(/[\r\n]/g, '') })}
        />
        {firstUrlError === undefined && urlIssue === undefined ? null : (
          <p className={styles.urlError}>{urlIssue ?? firstUrlError?.message}</p>
        )}
      </div>
    </div>
  );
});
