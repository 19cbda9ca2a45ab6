import { httpMethods } from '../../../core/contract/index.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { SelectField } from '../../ui/select-field.tsx';
import styles from './channel-document.module.css';
import type { ChannelPart } from './channel-part.ts';
import { TemplateEditor } from './template-editor.tsx';

const methodOptions = httpMethods.map((method) => ({ id: method, label: method.toUpperCase() }));

interface RequestLineProps extends ChannelPart {
  urlIssue: string | undefined;
}

/** Method and URL. */
export function RequestLine({ urlIssue, ...part }: RequestLineProps) {
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
    </div>
  );
}
