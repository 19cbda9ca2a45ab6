import { useMemo } from 'react';
import { useDocumentList } from '../../../stores/use-document.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { distinctLabels } from '../../../ui/distinct-labels.ts';
import { stepRequests } from '../step-requests.ts';
import { LabelledTokens } from './labelled-tokens.tsx';

interface MatrixChannelsProps {
  /** Keys of channels and of steps' own requests; empty = all. */
  values: readonly string[];
  onChange: (keys: string[]) => void;
}

/** What the matrix renders: channels by their names, and steps' own requests as its lines call them. */
export function MatrixChannels({ values, onChange }: MatrixChannelsProps) {
  const channels = useDocumentList('channel');
  const workflows = useDocumentList('workflow');
  const labels = useMemo(
    () =>
      distinctLabels([
        ...channels.map(({ key, value }) => ({ id: key, name: value.name })),
        ...stepRequests(workflows).map(({ key }) => ({ id: key, name: key })),
      ]),
    [channels, workflows],
  );
  return (
    <LabelledTokens
      label={channelStudio.matrixChannels}
      values={values}
      onChange={onChange}
      labels={labels}
      placeholder={channelStudio.matrixEveryChannel}
      problemOf={(text) => (labels.labelOfId.has(text) ? undefined : channelStudio.matrixUnknownChannel)}
    />
  );
}
