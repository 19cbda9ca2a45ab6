import type { ReactNode } from 'react';
import type { SignatureScheme } from '../../../../core/contract/index.ts';
import { signatureSchemes as words } from '../../../strings/signature-schemes.ts';
import { TextField } from '../../../ui/text-field.tsx';
import { AlgorithmFields } from './algorithm-fields.tsx';
import { ContentFields } from './content-fields.tsx';
import { RotationFields } from './rotation-fields.tsx';
import styles from './scheme-editor.module.css';
import { patchedScheme, type SchemePart } from './scheme-part.ts';
import { SentFields } from './sent-fields.tsx';
import { SettingRows } from './setting-rows.tsx';
import { TimeFields } from './time-fields.tsx';

interface SchemeFormProps {
  scheme: SignatureScheme;
  onChange: (scheme: SignatureScheme) => void;
  /** What is wrong with a field such as `headers.0.value`. */
  problemAt: (field: string) => string | undefined;
  /** Instead of the name's field, where the scheme is a document with a key. */
  nameFields?: ReactNode;
}

/** Everything that the language of schemes can say. */
export function SchemeForm({ scheme, onChange, problemAt, nameFields }: SchemeFormProps) {
  const part: SchemePart = { scheme, problemAt, change: (patch) => onChange(patchedScheme(scheme, patch)) };
  return (
    <div className={styles.form}>
      <div className={styles.columns}>
        {nameFields ?? (
          <TextField
            label={words.name}
            value={scheme.name}
            error={problemAt('name')}
            onChange={(name) => part.change({ name })}
          />
        )}
      </div>
      <div className={styles.columns}>
        <TextField
          label={words.description}
          value={scheme.description}
          onChange={(description) => part.change({ description })}
        />
        <TextField
          label={words.source}
          hint={words.sourceHint}
          value={scheme.source}
          onChange={(source) => part.change({ source })}
        />
      </div>
      <Section title={words.sent}>
        <SentFields {...part} />
      </Section>
      <Section title={words.signed}>
        <ContentFields {...part} />
      </Section>
      <Section title={words.how}>
        <AlgorithmFields {...part} />
      </Section>
      <Section title={words.time}>
        <TimeFields {...part} />
      </Section>
      <Section title={words.rotation}>
        <RotationFields {...part} />
      </Section>
      <Section title={words.settings}>
        <p className={styles.hint}>{words.settingsHint}</p>
        <SettingRows
          settings={scheme.settings ?? {}}
          onChange={(settings) => part.change({ settings })}
          error={problemAt('settings')}
        />
      </Section>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={styles.section}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}
