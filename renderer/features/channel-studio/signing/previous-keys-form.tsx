import { KeyRound, X } from 'lucide-react';
import type { Channel, PreviousKey, SignatureScheme } from '../../../../core/contract/index.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { Button } from '../../../ui/button.tsx';
import { ComboField } from '../../../ui/combo-field.tsx';
import { FieldMessage } from '../../../ui/field-message.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { schemeComboGroups } from '../../signatures/scheme-combo-groups.ts';
import { choiceId, choiceOfId, type LabScheme, rotationSupport } from '../../signatures/scheme-groups.ts';
import styles from '../channel-document.module.css';
import type { ChannelPart } from '../channel-part.ts';
import { TemplateEditor } from '../template-editor.tsx';
import { suggestedPreviousKey } from './suggested-previous-key.ts';

type Signing = NonNullable<Channel['signing']>;
type KeyPatch = { [K in keyof PreviousKey]?: PreviousKey[K] | undefined };

interface PreviousKeysFormProps {
  part: ChannelPart;
  signing: Signing;
  /** The channel's scheme; undefined when it is not known. */
  scheme: SignatureScheme | undefined;
  schemes: readonly LabScheme[];
  onChange: (signing: Signing) => void;
}

const sameId = 'same';
const keyLimit = 8;

/** Keys that are being replaced: each signs beside the current one until its grace period ends. */
export function PreviousKeysForm({ part, signing, scheme, schemes, onChange }: PreviousKeysFormProps) {
  const keys = signing.previousKeys ?? [];
  const isStrict = part.value.unknownVariables === 'strict';
  const set = (next: readonly PreviousKey[]) => {
    const { previousKeys: _before, ...rest } = signing;
    onChange(next.length === 0 ? rest : { ...rest, previousKeys: [...next] });
  };
  const changeAt = (index: number, patch: KeyPatch) =>
    set(keys.map((key, at) => (at === index ? withoutUndefined({ ...key, ...patch }) : key)));
  return (
    <fieldset className={styles.group}>
      <legend>{channelStudio.previousKeys}</legend>
      <FieldMessage
        hint={`${channelStudio.previousKeysHint} ${scheme === undefined ? '' : channelStudio.rotation[rotationSupport(scheme)]}`}
      />
      {keys.map((key, index) => (
        <PreviousKeyFields
          // biome-ignore lint/suspicious/noArrayIndexKey: the keys have no identity but their place
          key={index}
          part={part}
          index={index}
          value={key}
          schemes={schemes}
          onChange={(patch) => changeAt(index, patch)}
          onRemove={() => set(keys.filter((_, at) => at !== index))}
        />
      ))}
      <div>
        <Button
          variant="quiet"
          icon={KeyRound}
          isDisabled={keys.length >= keyLimit}
          onPress={() => set([...keys, suggestedPreviousKey(signing.key, Date.now(), isStrict)])}
        >
          {channelStudio.addPreviousKey}
        </Button>
      </div>
    </fieldset>
  );
}

interface PreviousKeyFieldsProps {
  part: ChannelPart;
  index: number;
  value: PreviousKey;
  schemes: readonly LabScheme[];
  onChange: (patch: KeyPatch) => void;
  onRemove: () => void;
}

function PreviousKeyFields({ part, index, value, schemes, onChange, onRemove }: PreviousKeyFieldsProps) {
  const field = `signing.previousKeys.${index}`;
  const groups = [
    { id: sameId, label: channelStudio.sameScheme, options: [{ id: sameId, label: channelStudio.sameScheme }] },
    ...schemeComboGroups(schemes),
  ];
  const chosen = value.scheme === undefined ? sameId : (choiceId(value.scheme) ?? sameId);
  const editor = (name: 'key' | 'validUntil', label: string, hint?: string) => (
    <div className={styles.liquidField}>
      <span className={styles.label}>{label}</span>
      <div className={styles.oneLine}>
        <TemplateEditor
          {...part}
          field={`${field}.${name}`}
          label={label}
          language="liquid-text"
          isSingleLine
          value={value[name]}
          onChange={(text) => onChange({ [name]: text.replaceAll(/[\r\n]/g, '') })}
        />
      </div>
      <FieldMessage hint={hint} />
    </div>
  );
  return (
    <div className={styles.previousKey}>
      <div className={styles.previousKeyHead}>
        <h4>{channelStudio.previousKey(index + 1)}</h4>
        <IconButton size="small" icon={X} label={channelStudio.removePreviousKey(index + 1)} onPress={onRemove} />
      </div>
      {editor('key', channelStudio.previousKeyLabel(index + 1))}
      {editor('validUntil', channelStudio.validUntil(index + 1), channelStudio.validUntilHint)}
      <ComboField
        label={channelStudio.previousScheme(index + 1)}
        groups={groups}
        value={chosen}
        onChange={(id) => onChange({ scheme: id === sameId ? undefined : choiceOfId(id) })}
      />
    </div>
  );
}

function withoutUndefined(key: KeyPatch): PreviousKey {
  const { key: text = '', validUntil = '', scheme } = key;
  return scheme === undefined ? { key: text, validUntil } : { key: text, validUntil, scheme };
}
