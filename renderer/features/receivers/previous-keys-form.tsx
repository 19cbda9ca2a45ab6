import { KeyRound, X } from 'lucide-react';
import type { Receiver } from '../../../core/contract/index.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { choiceId, choiceOfId } from '../signatures/scheme-groups.ts';
import { KeyField } from './key-field.tsx';
import styles from './receiver.module.css';

type Verification = NonNullable<Receiver['verification']>;
type PreviousKey = NonNullable<Verification['previousKeys']>[number];

interface PreviousKeysFormProps {
  value: Verification;
  /** The schemes one can choose, by the ids of `choiceId`. */
  schemes: readonly { id: string; label: string; description: string }[];
  onChange: (value: Verification) => void;
}

const sameId = 'same';
const customId = 'custom';
const keyLimit = 8;

/** Keys that are being replaced: a signature with any of them is valid too. */
export function PreviousKeysForm({ value, schemes, onChange }: PreviousKeysFormProps) {
  const keys = value.previousKeys ?? [];
  const set = (next: readonly PreviousKey[]): void => {
    const { previousKeys: _before, ...rest } = value;
    onChange(next.length === 0 ? rest : { ...rest, previousKeys: [...next] });
  };
  const replace = (index: number, next: PreviousKey): void => set(keys.map((key, at) => (at === index ? next : key)));
  return (
    <fieldset className={styles.previousKeys}>
      <legend className={styles.label}>{words.previousKeys}</legend>
      <p className={styles.muted}>{words.previousKeysHint}</p>
      {keys.map((key, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the keys have no identity but their place
        <div key={index} className={styles.previousKey}>
          <KeyField
            label={words.previousKey(index + 1)}
            value={key.key}
            onChange={(text) => replace(index, { ...key, key: text })}
          />
          <SelectField
            label={words.previousScheme(index + 1)}
            options={schemeOptions(schemes, key)}
            value={key.scheme === undefined ? sameId : (choiceId(key.scheme) ?? customId)}
            onChange={(id) => id !== customId && replace(index, withScheme(key, id))}
          />
          <IconButton
            size="small"
            icon={X}
            label={words.removePreviousKey(index + 1)}
            className={styles.removeKey}
            onPress={() => set(keys.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button
          variant="quiet"
          icon={KeyRound}
          isDisabled={keys.length >= keyLimit}
          // The key in use now is the one that is about to be replaced.
          onPress={() => set([...keys, { key: value.key }])}
        >
          {words.addPreviousKey}
        </Button>
      </div>
    </fieldset>
  );
}

function schemeOptions(schemes: PreviousKeysFormProps['schemes'], { scheme }: PreviousKey) {
  const same = { id: sameId, label: words.sameScheme };
  if (scheme === undefined || !('custom' in scheme)) return [same, ...schemes];
  return [same, ...schemes, { id: customId, label: scheme.custom.name, description: words.customSchemeWhy }];
}

function withScheme({ key }: PreviousKey, id: string): PreviousKey {
  return id === sameId ? { key } : { key, scheme: choiceOfId(id) };
}
