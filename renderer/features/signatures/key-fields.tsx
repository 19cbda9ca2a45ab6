import { Plus, X } from 'lucide-react';
import { useStore } from 'zustand';
import type { SignatureScheme } from '../../../core/contract/index.ts';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import styles from './lab.module.css';
import { labForm } from './lab-form.ts';
import { isKeyPair } from './scheme-groups.ts';

/** The keys a receiver would try: the current one and, while keys change, older ones. */
export function KeyFields({ scheme }: { scheme: SignatureScheme }) {
  const keys = useStore(labForm, (form) => form.keys);
  const change = (index: number, value: string) =>
    labForm.setState({ keys: keys.map((key, at) => (at === index ? value : key)) });
  return (
    <>
      {keys.map((key, index) => (
        <SecretField
          // biome-ignore lint/suspicious/noArrayIndexKey: a key has no identity but its place
          key={index}
          label={index === 0 ? signatures.key : signatures.olderKey(index)}
          hint={index > 0 ? undefined : isKeyPair(scheme.algorithm) ? signatures.keyHintPublic : signatures.keyHint}
          value={key}
          onChange={(value) => change(index, value)}
          actions={
            index === 0 ? undefined : (
              <IconButton
                icon={X}
                label={signatures.removeKey}
                onPress={() => labForm.setState({ keys: keys.filter((_, at) => at !== index) })}
              />
            )
          }
        />
      ))}
      <div className={styles.actionsStart}>
        <Button variant="quiet" icon={Plus} onPress={() => labForm.setState({ keys: [...keys, ''] })}>
          {signatures.addKey}
        </Button>
      </div>
    </>
  );
}
