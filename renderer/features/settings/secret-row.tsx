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
  load: () => Promise<string | null>;
  onSet: (value: string) => Promise<void>;
  onRemove: () => void;
}

export function SecretRow({ secret, load, onSet, onRemove }: SecretRowProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const isFixed = secret.source === 'variable';
  const source =
    secret.source === 'variable'
      ? `${words.sources.variable} ${words.fromVariable(secret.name)}`
      : words.sources[secret.source];
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
        {...(isFixed ? {} : { onChange: setTyped })}
        actions={
          typed === null ? null : (
            <Button variant="primary" onPress={() => void onSet(typed).then(() => setTyped(null))}>
              {words.setSecret}
            </Button>
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
