import { type SignatureScheme, timestampUnits } from '../../../../core/contract/index.ts';
import { signatureSchemes as words } from '../../../strings/signature-schemes.ts';
import { SelectField } from '../../../ui/select-field.tsx';
import { ToleranceField } from '../../channel-studio/signing/tolerance-field.tsx';
import styles from './scheme-editor.module.css';
import type { SchemePart } from './scheme-part.ts';

const units = (['none', ...timestampUnits] as const).map((id) => ({ id, label: words.units[id] }));
const defaultToleranceSeconds = 300;

/** Whether a time is sent, how it is written, and how far it may be off on each side. */
export function TimeFields({ scheme: { timestamp }, change, problemAt }: SchemePart) {
  const choose = (unit: (typeof units)[number]['id']) => {
    const bounds = timestamp ?? {
      tolerancePastSeconds: defaultToleranceSeconds,
      toleranceFutureSeconds: defaultToleranceSeconds,
    };
    const next: SignatureScheme['timestamp'] = unit === 'none' ? null : { ...bounds, unit };
    change({ timestamp: next });
  };
  return (
    <div className={styles.columns}>
      <SelectField
        label={words.unit}
        options={units}
        value={timestamp?.unit ?? 'none'}
        error={problemAt('timestamp')}
        onChange={choose}
      />
      {timestamp === null ? null : (
        <>
          <ToleranceField
            label={words.past}
            value={timestamp.tolerancePastSeconds}
            onChange={(tolerancePastSeconds) => change({ timestamp: { ...timestamp, tolerancePastSeconds } })}
          />
          <ToleranceField
            label={words.future}
            value={timestamp.toleranceFutureSeconds}
            onChange={(toleranceFutureSeconds) => change({ timestamp: { ...timestamp, toleranceFutureSeconds } })}
          />
        </>
      )}
    </div>
  );
}
