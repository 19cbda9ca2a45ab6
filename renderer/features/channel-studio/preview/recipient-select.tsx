import { useState } from 'react';
import { useDataStore, useDocuments, useEnvironment } from '../../../stores/app-context.tsx';
import { selectDocument } from '../../../stores/documents.ts';
import { useEngineQuery } from '../../../stores/use-engine-query.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { SearchSelectField } from '../../../ui/search-select-field.tsx';
import type { SelectOption } from '../../../ui/select-item.tsx';
import { recipientOption, recipientPage } from './recipient-option.ts';

interface RecipientSelectProps {
  /** Webhooks that are known without a search. */
  options: readonly SelectOption[];
  value: string | null;
  valueLabel: string | null;
  /** Webhooks there are in all. */
  total: number;
  placeholder: string;
  onChange: (key: string) => void;
  className?: string | undefined;
}

/** For whom: a webhook out of the list, or whoever is searched for by name, id or key. */
export function RecipientSelect(props: RecipientSelectProps) {
  const { options, value, valueLabel, total, placeholder, onChange, className } = props;
  const environment = useEnvironment();
  const collection = useDocuments((state) => selectDocument(state, 'settings', 'workspace')?.value.webhookCollection);
  const version = useDataStore((state) => state.versions[environment] ?? 0);
  const [text, setText] = useState('');
  const search = text.trim();
  const found = useEngineQuery(
    'objects.list',
    search === '' ? null : recipientPage(environment, null, search),
    version,
  );
  const objects = [...(found.data?.entries ?? [])].sort(
    (left, right) => Number(right.collection === collection) - Number(left.collection === collection),
  );
  // A user need not be known: Knock calls users that nobody has identified.
  const typedUser = /^user:[^/\s]+$/.test(search) ? [{ id: search, label: search }] : [];
  const shown =
    search === '' ? options : [...typedUser, ...objects.map((object) => recipientOption(object, collection))];
  const ofAll = search === '' ? total : (found.data?.total ?? 0);
  return (
    <SearchSelectField
      label={channelStudio.as}
      isLabelHidden
      options={shown}
      value={value}
      valueLabel={valueLabel}
      placeholder={placeholder}
      onChange={onChange}
      className={className}
      search={{ onText: setText, note: ofAll > shown.length ? channelStudio.someOf(shown.length, ofAll) : null }}
    />
  );
}
