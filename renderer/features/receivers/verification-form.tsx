import { useMemo } from 'react';
import type { Receiver } from '../../../core/contract/index.ts';
import { useCatalogue } from '../../stores/app-context.tsx';
import { useDocumentList } from '../../stores/use-document.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { ComboField, type ComboGroup } from '../../ui/combo-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { PresetSettings } from '../signatures/preset-settings.tsx';
import { schemeComboGroups } from '../signatures/scheme-combo-groups.ts';
import { choiceId, choiceOfId, labSchemes } from '../signatures/scheme-groups.ts';
import { useSchemeWords } from '../signatures/use-scheme-words.ts';
import { KeyField } from './key-field.tsx';
import { PreviousKeysForm } from './previous-keys-form.tsx';
import styles from './receiver.module.css';
import type { Verification, VerificationChange } from './verification.ts';

interface VerificationFormProps {
  receiverKey: string;
  value: Receiver['verification'];
  onChange: (change: (before: Receiver['verification']) => Receiver['verification']) => void;
}

const customId = 'custom';
const failureOptions = [
  { id: 'record', label: words.failures.record, description: words.failures.recordWhy },
  { id: 'reject', label: words.failures.reject, description: words.failures.rejectWhy },
] as const;

/** Whether signatures are looked at, by which scheme and key, and what an invalid one leads to. */
export function VerificationForm({ receiverKey, value, onChange }: VerificationFormProps) {
  const schemes = useCatalogue()?.schemes ?? [];
  const channels = useDocumentList('channel');
  const turn = (isOn: boolean): void => {
    const [first] = schemes;
    // What the workspace signs with is what its receivers get.
    const sent = channels.find(({ value: channel }) => channel.signing !== null)?.value.signing?.scheme;
    const scheme = sent ?? (first === undefined ? undefined : { preset: first.key });
    if (!isOn) onChange(() => null);
    else if (scheme !== undefined) onChange(() => ({ scheme, key: '', onFailure: 'record' }));
  };
  return (
    <section className={styles.group}>
      <Switch label={words.verification} isSelected={value !== null} onChange={turn} />
      {value === null ? (
        <p className={styles.muted}>{words.verificationOff}</p>
      ) : (
        <VerificationFields
          receiverKey={receiverKey}
          value={value}
          onChange={(change) => onChange((before) => (before === null ? null : change(before)))}
        />
      )}
    </section>
  );
}

interface VerificationFieldsProps {
  receiverKey: string;
  value: Verification;
  onChange: (change: VerificationChange) => void;
}

function VerificationFields({ receiverKey, value, onChange }: VerificationFieldsProps) {
  const catalogue = useCatalogue();
  const own = useDocumentList('signature-scheme');
  const schemes = useMemo(() => labSchemes(catalogue, [], own), [catalogue, own]);
  const groups = useMemo(() => schemeComboGroups(schemes), [schemes]);
  const written = 'custom' in value.scheme ? value.scheme.custom : null;
  const chosen = choiceId(value.scheme) ?? customId;
  const known = schemes.find(({ id }) => id === chosen);
  const { words: schemeWords } = useSchemeWords({ facts: known?.facts ?? null }, value.scheme);
  const change = (patch: Partial<Verification>) => onChange((before) => ({ ...before, ...patch }));
  return (
    <>
      <ComboField
        label={words.scheme}
        groups={written === null ? groups : [...groups, writtenGroup(written.name)]}
        value={chosen}
        hint={schemeWords ?? undefined}
        onChange={(id) => id !== customId && id !== chosen && change({ scheme: choiceOfId(id) })}
      />
      {'custom' in value.scheme || known === undefined ? null : (
        <PresetSettings
          defaults={known.scheme.settings ?? {}}
          choice={value.scheme}
          onChange={(scheme) => change({ scheme })}
        />
      )}
      <div className={styles.pairs}>
        <KeyField
          receiverKey={receiverKey}
          label={words.key}
          hint={words.keyHint}
          scheme={value.scheme}
          value={value.key}
          onChange={(key) => change({ key })}
        />
        <SelectField
          label={words.onFailure}
          options={failureOptions}
          value={value.onFailure}
          onChange={(onFailure) => change({ onFailure })}
        />
      </div>
      <PreviousKeysForm receiverKey={receiverKey} value={value} groups={groups} onChange={onChange} />
    </>
  );
}

function writtenGroup(name: string): ComboGroup {
  return {
    id: customId,
    label: words.customScheme,
    options: [{ id: customId, label: name, description: words.customSchemeWhy }],
  };
}
