import { useStore } from 'zustand';
import { signatures } from '../../strings/signatures.ts';
import { TextField } from '../../ui/text-field.tsx';
import styles from './lab.module.css';
import { labForm } from './lab-form.ts';
import type { LabScheme } from './scheme-groups.ts';

/** Values that belong to one registration, such as a webhook's id; nothing for schemes without. */
export function SettingFields({ lab }: { lab: LabScheme }) {
  const typed = useStore(labForm, (form) => form.settings[lab.id]);
  const defaults = Object.entries(lab.scheme.settings ?? {});
  if (defaults.length === 0) return null;
  return (
    <fieldset className={styles.settings}>
      <legend>{signatures.settings}</legend>
      {defaults.map(([name, initial]) => (
        <TextField
          key={name}
          label={name}
          isMono
          value={typed?.[name] ?? initial}
          onChange={(value) =>
            labForm.setState(({ settings }) => ({
              settings: { ...settings, [lab.id]: { ...settings[lab.id], [name]: value } },
            }))
          }
        />
      ))}
    </fieldset>
  );
}
