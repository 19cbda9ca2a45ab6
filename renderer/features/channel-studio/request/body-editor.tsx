import { memo } from 'react';
import type { Channel } from '../../../../core/contract/index.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { SelectField } from '../../../ui/select-field.tsx';
import type { SelectOption } from '../../../ui/select-item.tsx';
import styles from '../channel-document.module.css';
import type { ChannelEditing } from '../channel-part.ts';
import { templateKind, useTemplatePart, useTemplateText } from '../studio-template.ts';
import { TemplateEditor } from '../template-editor.tsx';
import { useChannelEditing } from '../use-channel-part.ts';
import { editorLanguages, requestForFormat } from './body-formats.ts';

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

const bodyOf = ({ request }: Channel): string => request.body;

/** Renders when a choice changes, never for a key: the editor follows the text by itself. */
export const BodyEditor = memo(function BodyEditor({
  templateKey,
  templateContext,
}: Pick<ChannelEditing, 'templateKey' | 'templateContext'>) {
  const editing = useChannelEditing(templateKey, templateContext);
  const bodyFormat = useTemplatePart(templateKey, (channel) => channel.bodyFormat) ?? 'text';
  return (
    <div className={styles.body}>
      {templateKind(templateKey) === 'step' ? null : (
        <BodyOptions templateKey={templateKey} bodyFormat={bodyFormat} update={editing.update} />
      )}
      <div className={styles.editor}>
        <TemplateEditor
          {...editing}
          field="body"
          label={channelStudio.bodyLabel}
          language={editorLanguages[bodyFormat]}
          value={useTemplateText(templateKey, bodyOf)}
          onChange={(body) => editing.updateRequest({ body })}
        />
      </div>
    </div>
  );
});

interface BodyOptionsProps extends Pick<Channel, 'bodyFormat'>, Pick<ChannelEditing, 'templateKey' | 'update'> {}

/** Passed over by a key that brings or mends a finding: its fields take longer to render than the squiggle. */
const BodyOptions = memo(function BodyOptions({ templateKey, bodyFormat, update }: BodyOptionsProps) {
  const bodyEncoding = useTemplatePart(templateKey, (channel) => channel.bodyEncoding) ?? 'exact';
  const unknownVariables = useTemplatePart(templateKey, (channel) => channel.unknownVariables) ?? 'lenient';
  const isWithoutBody = useTemplatePart(templateKey, (channel) => channel.request.method === 'get') === true;
  const chooseFormat = (chosen: Channel['bodyFormat']): void =>
    update((channel) => {
      const request = requestForFormat(channel.request, channel.bodyFormat, chosen);
      return { ...channel, bodyFormat: chosen, request };
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
