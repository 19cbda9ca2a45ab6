import type { Channel } from '../../../core/contract/index.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { SelectField, type SelectOption } from '../../ui/select-field.tsx';
import styles from './channel-document.module.css';
import type { ChannelPart } from './channel-part.ts';
import { TemplateEditor } from './template-editor.tsx';

const formats: SelectOption<Channel['bodyFormat']>[] = [
  { id: 'json', label: channelStudio.bodyFormatJson, description: channelStudio.bodyFormatJsonWhy },
  { id: 'text', label: channelStudio.bodyFormatText, description: channelStudio.bodyFormatTextWhy },
];
const encodings: SelectOption<Channel['bodyEncoding']>[] = [
  { id: 'exact', label: channelStudio.bodyEncodingExact, description: channelStudio.bodyEncodingExactWhy },
  { id: 'knock', label: channelStudio.bodyEncodingKnock, description: channelStudio.bodyEncodingKnockWhy },
];
const unknowns: SelectOption<Channel['unknownVariables']>[] = [
  { id: 'lenient', label: channelStudio.lenient, description: channelStudio.lenientWhy },
  { id: 'strict', label: channelStudio.strict, description: channelStudio.strictWhy },
];

export function BodyEditor(part: ChannelPart) {
  const { value, update, updateRequest } = part;
  return (
    <div className={styles.body}>
      <div className={styles.bodyOptions}>
        <SelectField
          label={channelStudio.bodyFormat}
          isLabelHidden
          options={formats}
          value={value.bodyFormat}
          onChange={(bodyFormat) => update({ bodyFormat })}
        />
        <SelectField
          label={channelStudio.bodyEncoding}
          isLabelHidden
          options={encodings}
          value={value.bodyEncoding}
          onChange={(bodyEncoding) => update({ bodyEncoding })}
        />
        <SelectField
          label={channelStudio.unknownVariables}
          isLabelHidden
          options={unknowns}
          value={value.unknownVariables}
          onChange={(unknownVariables) => update({ unknownVariables })}
        />
        {value.request.method === 'get' ? <span className={styles.muted}>{channelStudio.noBody}</span> : null}
      </div>
      <div className={styles.editor}>
        <TemplateEditor
          {...part}
          field="body"
          label={channelStudio.bodyLabel}
          language={value.bodyFormat === 'json' ? 'liquid-json' : 'liquid-text'}
          value={value.request.body}
          onChange={(body) => updateRequest({ body })}
        />
      </div>
    </div>
  );
}
