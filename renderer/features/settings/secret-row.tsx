import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { CommandOutput } from '../../../core/contract/index.ts';
import { settings as words } from '../../strings/settings.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import styles from './settings.module.css';

interface SecretRowProps {
  secret: CommandOutput<'secrets.list'>[number];
  /** Its name has just been added: the value is typed next. */
  isNew: boolean;
  /** Values that were typed and not set, and the secret's place among them. */
  held: Map<string, string>;
  heldId: string;
  load: () => Promise<string | null>;
  /** Whether it is set now. */
  onSet: (value: string) => Promise<boolean>;
  onRemove: () => void;
}

export function SecretRow({ secret, isNew, held, heldId, load, onSet, onRemove }: SecretRowProps) {
  const [typed, setTyped] = useState<string | null>(() => held.get(heldId) ?? null);
  const isFixed = secret.source === 'variable';
  const source =
    secret.source === 'variable'
      ? `${words.sources.variable} ${words.fromVariable(secret.name)}`
      : words.sources[secret.source];
  const type = (value: string | null): void => {
    if (value === null) held.delete(heldId);
    else held.set(heldId, value);
    setTyped(value);
  };
  const set = async (): Promise<void> => {
    if (typed !== null && (await onSet(typed))) type(null);
  };
  return (
    <li className={styles.secret}>
      <div className={styles.secretName}>
        <div className={styles.mono}>{secret.name}</div>
        <div className={styles.quiet}>{source}</div>
      </div>
      <SecretField
        label={words.secretValue(secret.name)}
        isLabelHidden
        value={typed ?? (secret.isSet ? null : '')}
        load={load}
        autoFocus={isNew}
        {...(isFixed ? {} : { onChange: type })}
        onEnter={() => void set()}
        actions={
          typed === null ? null : (
            <>
              <Button variant="primary" onPress={() => void set()}>
                {words.setSecret}
              </Button>
              <Button onPress={() => type(null)}>{words.leaveSecret}</Button>
            </>
          )
        }
      />
      <IconButton
        icon={Trash2}
        label={`${words.removeSecret} ${secret.name}`}
        isDisabled={isFixed}
        onPress={onRemove}
      />
    </li>
  );
}
