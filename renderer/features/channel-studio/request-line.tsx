import { memo } from 'react';
import { type Channel, httpMethods } from '../../../core/contract/index.ts';
import { useDocumentIssue, useDocumentPart } from '../../stores/use-document.ts';
import { useTextSource } from '../../stores/use-text-source.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { SelectField } from '../../ui/select-field.tsx';
import styles from './channel-document.module.css';
import type { ChannelEditing } from './channel-part.ts';
import { TemplateEditor } from './template-editor.tsx';
import { useChannelEditing } from './use-channel-part.ts';

const methodOptions = httpMethods.map((method) => ({ id: method, label: method.toUpperCase() }));

const urlOf = ({ request }: Channel): string => request.url;

/** Method and URL. */
export const RequestLine = memo(function RequestLine({
  channelKey,
  templateContext,
}: Pick<ChannelEditing, 'channelKey' | 'templateContext'>) {
  const { updateRequest, ...part } = useChannelEditing(channelKey, templateContext);
  const method = useDocumentPart('channel', channelKey, ({ request }) => request.method) ?? 'post';
  const urlIssue = useDocumentIssue('channel', channelKey, 'request.url');
  const firstUrlError = part.diagnostics.find(({ field, severity }) => field === 'url' && severity === 'error');
  return (
    <div className={styles.requestLine}>
      <MethodField method={method} updateRequest={updateRequest} />
      <div className={styles.url}>
        <TemplateEditor
          {...part}
          field="url"
          label={channelStudio.urlLabel}
          language="liquid-text"
          isSingleLine
          value={useTextSource('channel', channelKey, urlOf)}
          onChange={(text) => updateRequest({ url: text.replaceAll(/[\r\n]/g, '') })}
        />
        {firstUrlError === undefined && urlIssue === undefined ? null : (
          <p className={styles.urlError}>{urlIssue ?? firstUrlError?.message}</p>
        )}
      </div>
    </div>
  );
});

interface MethodFieldProps extends Pick<ChannelEditing, 'updateRequest'> {
  method: Channel['request']['method'];
}

/** Passed over by a key that brings or mends a finding. */
const MethodField = memo(function MethodField({ method, updateRequest }: MethodFieldProps) {
  return (
    <SelectField
      label={channelStudio.method}
      isLabelHidden
      options={methodOptions}
      value={method}
      onChange={(chosen) => updateRequest({ method: chosen })}
      className={styles.method}
    />
  );
});
