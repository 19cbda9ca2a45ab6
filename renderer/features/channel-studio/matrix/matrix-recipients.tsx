import { useMemo } from 'react';
import { readRecipientKey } from '../../../../core/contract/index.ts';
import { useDataStore, useDocuments } from '../../../stores/app-context.tsx';
import { selectDocument } from '../../../stores/documents.ts';
import { useEngineQuery } from '../../../stores/use-engine-query.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { distinctLabels } from '../../../ui/distinct-labels.ts';
import { recipientOption, recipientPage } from '../preview/recipient-option.ts';
import { LabelledTokens } from './labelled-tokens.tsx';

interface MatrixRecipientsProps {
  environment: string;
  /** Keys of recipients; empty = webhooks that differ from each other. */
  values: readonly string[];
  onChange: (keys: string[]) => void;
}

/** For whom the matrix is rendered: the first webhooks are offered, others are typed by their keys. */
export function MatrixRecipients({ environment, values, onChange }: MatrixRecipientsProps) {
  const collection = useDocuments((state) => selectDocument(state, 'settings', 'workspace')?.value.webhookCollection);
  const version = useDataStore((state) => state.versions[environment] ?? 0);
  const query = collection === undefined ? null : recipientPage(environment, collection, '');
  const objects = useEngineQuery('objects.list', query, version).data?.entries;
  const labels = useMemo(
    () =>
      distinctLabels(
        (objects ?? []).map((object) => {
          const { id, label } = recipientOption(object);
          return { id, name: label };
        }),
      ),
    [objects],
  );
  return (
    <LabelledTokens
      label={channelStudio.matrixFor}
      values={values}
      onChange={onChange}
      labels={labels}
      placeholder={channelStudio.matrixForAny}
      problemOf={(text) => (readRecipientKey(text) === null ? channelStudio.matrixUnknown : undefined)}
    />
  );
}
