import { memo } from 'react';
import type { Channel } from '../../../core/contract/index.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { SelectField, type SelectOption } from '../../ui/select-field.tsx';
import { editorLanguages, headersForFormat } from './body-formats.ts';
import styles from './channel-document.module.css';
import type { ChannelPart } from './channel-part.ts';
import { TemplateEditor } from './template-editor.tsx';

const formats: SelectOption<Channel['bodyFormat']>[] = [
  { id: 'json', label: channelStudio.bodyFormatJson, description: channelStudio.bodyFormatJsonWhy },
  { id: 'xml', label: channelStudio.bodyFormatXml, description: channelStudio.bodyFormatXmlWhy },
  { id: 'form', label: channelStudio.bodyFormatForm, description: channelStudio.bodyFormatFormWhy },
  { id: 'graphql', label: channelStudio.bodyFormatGraphql, description: channelStudio.bodyFormatGraphqlWhy },
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
      <BodyOptions
        bodyFormat={value.bodyFormat}
        bodyEncoding={value.bodyEncoding}
        unknownVariables={value.unknownVariables}
        isWithoutBody={value.request.method === 'get'}
        update={update}
      />
      <div className={styles.editor}>
        <TemplateEditor
          {...part}
          field="body"
          label={channelStudio.bodyLabel}
          language={editorLanguages[value.bodyFormat]}
          value={value.request.body}
          onChange={(body) => updateRequest({ body })}
        />
      </div>
    </div>
  );
}

interface BodyOptionsProps
  extends Pick<Channel, 'bodyFormat' | 'bodyEncoding' | 'unknownVariables'>,
    Pick<ChannelPart, 'update'> {
  isWithoutBody: boolean;
}

/** Apart from the editor, so that typing does not render three lists of choices. */
const BodyOptions = memo(function BodyOptions(props: BodyOptionsProps) {
  const { bodyFormat, bodyEncoding, unknownVariables, isWithoutBody, update } = props;
  const chooseFormat = (chosen: Channel['bodyFormat']): void =>
    update((channel) => {
      const headers = headersForFormat(channel.request.headers, channel.bodyFormat, chosen);
      return { ...channel, bodyFormat: chosen, request: { ...channel.request, headers } };
    });
  return (
    <div className={styles.bodyOptions}>
      <SelectField
        label={channelStudio.bodyFormat}
        isLabelHidden
        options={formats}
        value={bodyFormat}
        onChange={chooseFormat}
      />
      {bodyFormat === 'json' || bodyFormat === 'graphql' ? (
        <SelectField
          label={channelStudio.bodyEncoding}
          isLabelHidden
          options={encodings}
          value={bodyEncoding}
          onChange={(chosen) => update({ bodyEncoding: chosen })}
        />
      ) : null}
      <SelectField
        label={channelStudio.unknownVariables}
        isLabelHidden
        options={unknowns}
        value={unknownVariables}
        onChange={(chosen) => update({ unknownVariables: chosen })}
      />
      {isWithoutBody ? <span className={styles.muted}>{channelStudio.noBody}</span> : null}
    </div>
  );
});
