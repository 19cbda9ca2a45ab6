import { useMemo } from 'react';
import { useDocumentList } from '../../../stores/use-document.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { distinctLabels } from '../../../ui/distinct-labels.ts';
import { TokenListField } from '../../../ui/token-list-field.tsx';
import { stepRequests } from '../step-requests.ts';

interface MatrixChannelsProps {
  /** Keys of channels and of steps' own requests; empty = all. */
  values: readonly string[];
  onChange: (keys: string[]) => void;
}

/** What the matrix renders: channels by their names, and steps' own requests as its lines call them. */
export function MatrixChannels({ values, onChange }: MatrixChannelsProps) {
  const channels = useDocumentList('channel');
  const workflows = useDocumentList('workflow');
  const { idOfLabel, labelOfId } = useMemo(
    () =>
      distinctLabels([
        ...channels.map(({ key, value }) => ({ id: key, name: value.name })),
        ...stepRequests(workflows).map(({ key }) => ({ id: key, name: key })),
      ]),
    [channels, workflows],
  );
  return (
    <TokenListField
      label={channelStudio.matrixChannels}
      values={values.map((key) => labelOfId.get(key) ?? key)}
      onChange={(labels) => onChange(labels.map((label) => idOfLabel.get(label) ?? label))}
      suggestions={[...idOfLabel.keys()]}
      prefersKnown
      placeholder={channelStudio.matrixEveryChannel}
      problemOf={(text) =>
        idOfLabel.has(text) || labelOfId.has(text) ? undefined : channelStudio.matrixUnknownChannel
      }
    />
  );
}
