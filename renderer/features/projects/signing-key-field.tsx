import { WandSparkles } from 'lucide-react';
import type { ObjectRecord } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { projects as words } from '../../strings/projects.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { RotateKeyMenu } from './rotate-key-menu.tsx';
import { readSigningKey } from './signing-key-actions.ts';
import { useSigningKey } from './use-signing-key.ts';
import type { WebhookPlace } from './webhook-actions.ts';
import { generateSigningKey, referenceOf, signingKeyProperty } from './webhook-model.ts';

interface SigningKeyFieldProps {
  place: WebhookPlace;
  object: ObjectRecord;
  /** Stores the key and gives the webhook with it; rejects when it is refused. */
  onSave: (key: string) => Promise<ObjectRecord>;
}

/** The webhook's key. A typed or generated one goes to the secrets when the field is left; the file keeps a reference. */
export function SigningKeyField({ place, object, onSave }: SigningKeyFieldProps) {
  const app = useApp();
  const { environment } = place;
  const { typed, error, change, save } = useSigningKey(`${environment}/${object.id}`, object, onSave);
  const key = object.properties[signingKeyProperty];
  const stored = typeof key === 'string' ? key : '';

  const generate = async (): Promise<void> => {
    if (await save(generateSigningKey())) app.toast(words.generated);
  };
  return (
    <SecretField
      label={words.signingKey}
      value={typed ?? (stored === '' ? '' : null)}
      load={() => readSigningKey(app, environment, object)}
      onChange={change}
      onBlur={() => typed !== null && void save(typed)}
      hint={words.signingKeyHint(referenceOf(key) === null ? null : stored)}
      error={error}
      actions={
        <>
          <IconButton icon={WandSparkles} label={words.generate} onPress={() => void generate()} />
          {stored === '' ? null : <RotateKeyMenu environment={environment} object={object} />}
        </>
      }
    />
  );
}
