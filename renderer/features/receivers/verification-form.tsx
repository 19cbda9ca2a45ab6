import type { Receiver } from '../../../core/contract/index.ts';
import { useCatalogue } from '../../stores/app-context.tsx';
import { useDocumentList } from '../../stores/use-document.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { choiceId, choiceOfId } from '../signatures/scheme-groups.ts';
import { KeyField } from './key-field.tsx';
import { PreviousKeysForm } from './previous-keys-form.tsx';
import styles from './receiver.module.css';

type Verification = NonNullable<Receiver['verification']>;

interface VerificationFormProps {
  value: Receiver['verification'];
  onChange: (value: Receiver['verification']) => void;
}

const customId = 'custom';
const failureOptions = [
  { id: 'record', label: words.failures.record, description: words.failures.recordWhy },
  { id: 'reject', label: words.failures.reject, description: words.failures.rejectWhy },
] as const;

/** Whether signatures are looked at, by which scheme and key, and what an invalid one leads to. */
export function VerificationForm({ value, onChange }: VerificationFormProps) {
  const schemes = useCatalogue()?.schemes ?? [];
  const own = useDocumentList('signature-scheme');
  const channels = useDocumentList('channel');
  const turn = (isOn: boolean): void => {
    const [first] = schemes;
    // What the workspace signs with is what its receivers get.
    const sent = channels.find(({ value: channel }) => channel.signing !== null)?.value.signing?.scheme;
    const scheme = sent ?? (first === undefined ? undefined : { preset: first.key });
    if (!isOn) onChange(null);
    else if (scheme !== undefined) onChange({ scheme, key: '', onFailure: 'record' });
  };
  if (value === null) {
    return (
      <section className={styles.group}>
        <Switch label={words.verification} isSelected={false} onChange={turn} />
        <p className={styles.muted}>{words.verificationOff}</p>
      </section>
    );
  }
  const change = (patch: Partial<Verification>) => onChange({ ...value, ...patch });
  const chosen = choiceId(value.scheme) ?? customId;
  const known = [
    ...schemes.map(({ key, scheme }) => ({ id: key, label: scheme.name, description: scheme.description })),
    ...own.map(({ key, value: scheme }) => ({
      id: choiceId({ own: key }) ?? key,
      label: scheme.name,
      description: scheme.description,
    })),
  ];
  const options =
    'custom' in value.scheme
      ? [...known, { id: customId, label: value.scheme.custom.name, description: words.customSchemeWhy }]
      : known;
  return (
    <section className={styles.group}>
      <Switch label={words.verification} isSelected onChange={turn} />
      <div className={styles.columns}>
        <SelectField
          label={words.scheme}
          options={options}
          value={chosen}
          onChange={(id) => id !== customId && change({ scheme: choiceOfId(id) })}
        />
        <KeyField label={words.key} hint={words.keyHint} value={value.key} onChange={(key) => change({ key })} />
        <SelectField
          label={words.onFailure}
          options={failureOptions}
          value={value.onFailure}
          onChange={(onFailure) => change({ onFailure })}
        />
      </div>
      <PreviousKeysForm value={value} schemes={known} onChange={onChange} />
    </section>
  );
}
