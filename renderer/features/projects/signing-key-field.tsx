import { WandSparkles } from 'lucide-react';
import { useState } from 'react';
import type { ObjectRecord } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { selectDocument } from '../../stores/documents.ts';
import { projects as words } from '../../strings/projects.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { RotateKeyMenu } from './rotate-key-menu.tsx';
import { generateSigningKey, referenceOf, signingKeyProperty } from './webhook-model.ts';

interface SigningKeyFieldProps {
  environment: string;
  object: ObjectRecord;
  onSave: (key: string) => Promise<void>;
}

/** The webhook's key. A typed or generated one goes to the secrets when the field is left; the file keeps a reference. */
export function SigningKeyField({ environment, object, onSave }: SigningKeyFieldProps) {
  const app = useApp();
  const [typed, setTyped] = useState<string | null>(null);
  const key = object.properties[signingKeyProperty];
  const reference = referenceOf(key);
  const stored = typeof key === 'string' ? key : '';

  const load = async (): Promise<string | null> => {
    if (reference === null) return stored;
    const variable = selectDocument(app.documents.getState(), 'environment', environment)?.value.variables[reference];
    if (variable !== undefined) return variable;
    return (await app.engine.call('secrets.reveal', { environment, name: reference })).value;
  };
  const save = (value: string): void => {
    void onSave(value).then(() => setTyped(null));
  };
  return (
    <SecretField
      label={words.signingKey}
      value={typed ?? (stored === '' ? '' : null)}
      load={load}
      onChange={setTyped}
      onBlur={() => typed !== null && save(typed)}
      hint={words.signingKeyHint(reference === null ? null : stored)}
      actions={
        <>
          <IconButton
            icon={WandSparkles}
            label={words.generate}
            onPress={() => {
              save(generateSigningKey());
              app.toast(words.generated);
            }}
          />
          {stored === '' ? null : <RotateKeyMenu environment={environment} object={object} />}
        </>
      }
    />
  );
}
