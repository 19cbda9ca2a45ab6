import { httpMethods } from '../../../core/contract/index.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { SelectField } from '../../ui/select-field.tsx';
import styles from './channel-document.module.css';
import type { ChannelPart } from './channel-part.ts';
import { TemplateEditor } from './template-editor.tsx';
import type { PreviewChoice } from './use-preview-context.ts';

const methodOptions = httpMethods.map((method) => ({ id: method, label: method.toUpperCase() }));

interface RequestLineProps extends ChannelPart {
  choice: PreviewChoice;
  urlIssue: string | undefined;
}

/** Method and URL, and for whom and with which sample the preview is made. */
export function RequestLine({ choice, urlIssue, ...part }: RequestLineProps) {
  const { value, updateRequest } = part;
  const firstUrlError = part.diagnostics.find(({ field, severity }) => field === 'url' && severity === 'error');
  return (
    <div className={styles.requestLine}>
      <SelectField
        label={channelStudio.method}
        isLabelHidden
        options={methodOptions}
        value={value.request.method}
        onChange={(method) => updateRequest({ method })}
        className={styles.method}
      />
      <div className={styles.url}>
        <TemplateEditor
          {...part}
          field="url"
          label={channelStudio.urlLabel}
          language="liquid-text"
          isSingleLine
          value={value.request.url}
          onChange={(url) => updateRequest({ url: url.replaceAll(/[\r\n]/g, '') })}
        />
        {firstUrlError === undefined && urlIssue === undefined ? null : (
          <p className={styles.urlError}>{urlIssue ?? firstUrlError?.message}</p>
        )}
      </div>
      <SelectField
        label={channelStudio.as}
        isLabelHidden
        options={choice.recipients}
        value={choice.recipient}
        placeholder={channelStudio.nobody}
        onChange={choice.chooseRecipient}
        className={styles.choice}
      />
      <SelectField
        label={channelStudio.sample}
        isLabelHidden
        options={choice.samples}
        value={choice.sample}
        placeholder={channelStudio.noSample}
        onChange={choice.chooseSample}
        className={styles.choice}
      />
    </div>
  );
}
