import { memo } from 'react';
import { type Channel, httpMethods } from '../../../../core/contract/index.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { SelectField } from '../../../ui/select-field.tsx';
import styles from '../channel-document.module.css';
import type { ChannelEditing } from '../channel-part.ts';
import { useRequestIssue, useTemplatePart, useTemplateText } from '../studio-template.ts';
import { TemplateEditor } from '../template-editor.tsx';
import { useChannelEditing } from '../use-channel-part.ts';

const methodOptions = httpMethods.map((method) => ({ id: method, label: method.toUpperCase() }));

const urlOf = ({ request }: Channel): string => request.url;

/** Method and URL. */
export const RequestLine = memo(function RequestLine({
  templateKey,
  templateContext,
}: Pick<ChannelEditing, 'templateKey' | 'templateContext'>) {
  const { updateRequest, ...part } = useChannelEditing(templateKey, templateContext);
  const method = useTemplatePart(templateKey, ({ request }) => request.method) ?? 'post';
  const urlIssue = useRequestIssue(templateKey, 'url');
  const firstUrlError = part.diagnostics.find(({ field, severity }) => field === 'url' && severity === 'error');
  const error = urlIssue ?? firstUrlError?.message;
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
          value={useTemplateText(templateKey, urlOf)}
          onChange={(text) => updateRequest({ url: text.replaceAll(/[\r\n]/g, '') })}
        />
        <p className={styles.urlError} title={error}>
          {error}
        </p>
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
