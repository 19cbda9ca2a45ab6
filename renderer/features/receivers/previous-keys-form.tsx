import { KeyRound, X } from 'lucide-react';
import { useApp, useEnvironment } from '../../stores/app-context.tsx';
import { selectDocument } from '../../stores/documents.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { Button } from '../../ui/button.tsx';
import { ComboField, type ComboGroup } from '../../ui/combo-field.tsx';
import { FieldMessage } from '../../ui/field-message.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { collectionsOf } from '../projects/collections.ts';
import { choiceId, choiceOfId } from '../signatures/scheme-groups.ts';
import { KeyField } from './key-field.tsx';
import styles from './receiver.module.css';
import { suggestedPreviousKey } from './suggested-previous-key.ts';
import type { Verification, VerificationChange } from './verification.ts';

type PreviousKey = NonNullable<Verification['previousKeys']>[number];

interface PreviousKeysFormProps {
  receiverKey: string;
  value: Verification;
  /** The schemes one can choose, by the ids of `choiceId`. */
  groups: readonly ComboGroup[];
  onChange: (change: VerificationChange) => void;
}

const sameId = 'same';
const customId = 'custom';
const keyLimit = 8;

/** Keys that are being replaced: a signature with any of them is valid too. */
export function PreviousKeysForm({ receiverKey, value, groups, onChange }: PreviousKeysFormProps) {
  const app = useApp();
  const environment = useEnvironment();
  const keys = value.previousKeys ?? [];
  const set = (next: (keys: readonly PreviousKey[]) => readonly PreviousKey[]): void =>
    onChange(({ previousKeys = [], ...rest }) => {
      const changed = next(previousKeys);
      return changed.length === 0 ? rest : { ...rest, previousKeys: [...changed] };
    });
  const replace = (index: number, change: (key: PreviousKey) => PreviousKey): void =>
    set((before) => before.map((key, at) => (at === index ? change(key) : key)));
  const add = async (): Promise<void> => {
    const receiver = selectDocument(app.documents.getState(), 'receiver', receiverKey)?.value;
    const place = { environment, collection: collectionsOf(app).webhooks };
    const asked = receiver === undefined ? value.key : suggestedPreviousKey(app.engine, place, receiver, value.key);
    // An environment that is not there has no webhooks to tell.
    const key = await Promise.resolve(asked).catch(() => value.key);
    set((before) => [...before, { key }]);
  };
  return (
    <fieldset className={styles.previousKeys}>
      <legend className={styles.label}>{words.previousKeys}</legend>
      <FieldMessage hint={words.previousKeysHint} />
      {keys.map((key, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the keys have no identity but their place
        <div key={index} className={styles.previousKey}>
          <KeyField
            receiverKey={receiverKey}
            label={words.previousKey(index + 1)}
            scheme={key.scheme ?? value.scheme}
            value={key.key}
            onChange={(text) => replace(index, (before) => ({ ...before, key: text }))}
          />
          <ComboField
            label={words.previousScheme(index + 1)}
            groups={schemeGroups(groups, key)}
            value={key.scheme === undefined ? sameId : (choiceId(key.scheme) ?? customId)}
            onChange={(id) => id !== customId && replace(index, (before) => withScheme(before, id))}
          />
          <IconButton
            size="small"
            icon={X}
            label={words.removePreviousKey(index + 1)}
            className={styles.removeKey}
            onPress={() => set((before) => before.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button variant="quiet" icon={KeyRound} isDisabled={keys.length >= keyLimit} onPress={() => void add()}>
          {words.addPreviousKey}
        </Button>
      </div>
    </fieldset>
  );
}

function schemeGroups(groups: readonly ComboGroup[], { scheme }: PreviousKey): ComboGroup[] {
  const same = { id: sameId, label: words.sameScheme, options: [{ id: sameId, label: words.sameScheme }] };
  if (scheme === undefined || !('custom' in scheme)) return [same, ...groups];
  const options = [{ id: customId, label: scheme.custom.name, description: words.customSchemeWhy }];
  return [same, ...groups, { id: customId, label: words.customScheme, options }];
}

function withScheme({ key }: PreviousKey, id: string): PreviousKey {
  return id === sameId ? { key } : { key, scheme: choiceOfId(id) };
}
