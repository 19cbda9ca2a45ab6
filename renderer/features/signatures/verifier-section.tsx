import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import {
  type CommandError,
  type SchemeChoice,
  type VerifierCode,
  type VerifierLanguage,
  verifierLanguages,
} from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { signatures } from '../../strings/signatures.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { CodeView } from './code-view.tsx';
import styles from './lab.module.css';
import { labForm } from './lab-form.ts';

const languages = verifierLanguages.map((id) => ({ id, label: signatures.languages[id] }));

/** Code that verifies the scheme exactly as it is configured, in the language of the receiver. */
export function VerifierSection({ name, choice }: { name: string; choice: SchemeChoice }) {
  const { engine } = useApp();
  const language = useStore(labForm, (form) => form.language);
  const [made, setMade] = useState<{ code: VerifierCode; language: VerifierLanguage } | null>(null);
  const [error, setError] = useState<CommandError | null>(null);

  useEffect(() => {
    let isCurrent = true;
    engine.call('signatures.verifierCode', { scheme: choice, language }).then(
      (code) => {
        if (!isCurrent) return;
        setMade({ code, language });
        setError(null);
      },
      (cause: unknown) => isCurrent && setError(toCommandError(cause)),
    );
    return () => {
      isCurrent = false;
    };
  }, [engine, choice, language]);

  return (
    <div className={classNames(styles.page, styles.stack)}>
      <div className={styles.narrow}>
        <SelectField
          label={signatures.language}
          options={languages}
          value={language}
          hint={signatures.languageHint(name)}
          onChange={(next) => labForm.setState({ language: next })}
        />
      </div>
      {error === null ? null : <ErrorNotice title={signatures.verifierFailed} error={error} />}
      {made === null || error !== null ? null : <MadeCode code={made.code} language={made.language} />}
    </div>
  );
}

function MadeCode({ code, language }: { code: VerifierCode; language: VerifierLanguage }) {
  const { refusal, files, run, dependencies, notes } = code;
  if (refusal !== null) {
    return (
      <Banner tone="warning">
        {signatures.verifierRefused(signatures.languages[language])} {refusal}
      </Banner>
    );
  }
  return (
    <>
      <dl className={styles.facts}>
        <dt>{signatures.verifierRun}</dt>
        <dd className={styles.mono}>{run}</dd>
        <dt>{signatures.verifierNeeds}</dt>
        <dd>
          {dependencies.length === 0 ? (
            signatures.verifierNeedsNothing
          ) : (
            <span className={styles.mono}>{dependencies.join(', ')}</span>
          )}
        </dd>
      </dl>
      {notes.map((note) => (
        <Banner key={note} tone="info">
          {note}
        </Banner>
      ))}
      {files.map(({ name, content }) => (
        <section key={name} className={styles.stack} aria-label={name}>
          <div className={styles.fileHead}>
            <h3 className={styles.mono}>{name}</h3>
            <div className={styles.actions}>
              <CopyButton text={content} label={signatures.verifierCopy} />
              <Button icon={Download} onPress={() => saveFile(name.split('/').at(-1) ?? name, content)}>
                {signatures.verifierSave}
              </Button>
            </div>
          </div>
          <CodeView code={content} language={language} label={signatures.verifierCodeOf(name)} />
        </section>
      ))}
    </>
  );
}
