import type { SchemeChoice } from '../../../core/contract/index.ts';
import { signatures } from '../../strings/signatures.ts';
import { TextField } from '../../ui/text-field.tsx';
import styles from './lab.module.css';

type NamedChoice = Exclude<SchemeChoice, { custom: unknown }>;

interface PresetSettingsProps {
  /** What the scheme comes with; their names are the fields. */
  defaults: Readonly<Record<string, string>>;
  choice: NamedChoice;
  onChange: (choice: NamedChoice) => void;
}

/** Values that belong to one registration, such as a webhook's id; nothing for most schemes. */
export function PresetSettings({ defaults, choice, onChange }: PresetSettingsProps) {
  const names = Object.keys(defaults);
  if (names.length === 0) return null;
  return (
    <fieldset className={styles.settings}>
      <legend>{signatures.settings}</legend>
      {names.map((name) => (
        <TextField
          key={name}
          label={name}
          isMono
          value={choice.settings?.[name] ?? defaults[name] ?? ''}
          onChange={(value) => onChange({ ...choice, settings: { ...choice.settings, [name]: value } })}
        />
      ))}
    </fieldset>
  );
}
