import { useState } from 'react';
import type { KeyValue } from '../../../../core/contract/index.ts';
import { signatureSchemes as words } from '../../../strings/signature-schemes.ts';
import { KeyValueGrid } from '../../../ui/key-value-grid.tsx';
import styles from './scheme-editor.module.css';

interface SettingRowsProps {
  settings: Readonly<Record<string, string>>;
  onChange: (settings: Record<string, string> | undefined) => void;
  error: string | undefined;
}

/** Names and values of settings. While two have the same name nothing is saved, so that typing one never eats another. */
export function SettingRows({ settings, onChange, error }: SettingRowsProps) {
  const [typed, setTyped] = useState<KeyValue[] | null>(null);
  const rows = typed ?? Object.entries(settings).map(([key, value]) => ({ key, value }));
  const repeated = rows.find(({ key }, index) => rows.findIndex((row) => row.key === key) < index);
  return (
    <>
      <KeyValueGrid
        label={words.settingsLabel}
        rows={rows}
        onChange={(next) => {
          const names = new Set(next.map(({ key }) => key));
          const isUnique = names.size === next.length;
          setTyped(isUnique && !names.has('') ? null : next);
          if (!isUnique) return;
          const named = next.filter(({ key }) => key !== '');
          onChange(named.length === 0 ? undefined : Object.fromEntries(named.map(({ key, value }) => [key, value])));
        }}
      />
      {repeated === undefined ? null : <p className={styles.error}>{words.settingTwice(repeated.key)}</p>}
      {error === undefined ? null : <p className={styles.error}>{error}</p>}
    </>
  );
}
