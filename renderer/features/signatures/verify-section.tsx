import { ShieldCheck } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { CommandError, SchemeChoice } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { CapturedRequestField } from './captured-request-field.tsx';
import { fillExample } from './fill-example.ts';
import { KeyFields } from './key-fields.tsx';
import styles from './lab.module.css';
import { type LabForm, labForm, requestOf } from './lab-form.ts';
import { PasteField } from './paste-field.tsx';
import { RecognisedSchemes } from './recognised-schemes.tsx';
import { RequestFields } from './request-fields.tsx';
import type { LabScheme } from './scheme-groups.ts';
import { SettingFields } from './setting-fields.tsx';
import { useSchemeWords } from './use-scheme-words.ts';
import { VerdictPanel } from './verdict-panel.tsx';
import { type ExplainState, explainVerdict, triedKeys, type Verdict, verifyWithKeys } from './verify-run.ts';

/** Any request on the left, its verdict, the explanation and the steps on the right. */
export function VerifySection({ lab, choice }: { lab: LabScheme; choice: SchemeChoice }) {
  const { engine } = useApp();
  const form = useStore(labForm);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [explained, setExplained] = useState<ExplainState | null>(null);
  const [error, setError] = useState<CommandError | null>(null);
  const [isPending, setIsPending] = useState(false);
  // What the verdict was made of: fields that were edited since make it stale.
  const [judged, setJudged] = useState<{ form: typeof form; choice: SchemeChoice } | null>(null);
  const request = requestOf(form);
  const { warnings } = useSchemeWords(lab, choice);
  const search = useRef<AbortController | null>(null);
  useEffect(() => () => search.current?.abort(), []);

  const verify = async (asked: LabForm = form) => {
    const request = requestOf(asked);
    if (request === null) return;
    const nowMs = asked.isJudgedAsReceived ? asked.receivedAtMs : null;
    search.current?.abort();
    search.current = null;
    setIsPending(true);
    try {
      const made = await verifyWithKeys(engine, { request, choice, keys: triedKeys(asked.keys), nowMs });
      setVerdict(made);
      setJudged({ form: asked, choice });
      setError(null);
      setIsPending(false);
      if (made.verification.isValid) return setExplained(null);
      const own = new AbortController();
      search.current = own;
      await explainVerdict(engine, made, own.signal, (state) => search.current === own && setExplained(state));
    } catch (cause) {
      setError(toCommandError(cause));
      setIsPending(false);
    }
  };

  const verifyNow = useRef(verify);
  verifyNow.current = verify;
  useEffect(() => {
    if (!form.isVerifiedAtOnce) return;
    labForm.setState({ isVerifiedAtOnce: false });
    void verifyNow.current(labForm.getState());
  }, [form.isVerifiedAtOnce]);

  return (
    <div className={styles.panes}>
      <div className={styles.split}>
        <form
          className={styles.stack}
          onSubmit={(event) => {
            event.preventDefault();
            void verify();
          }}
        >
          <PasteField />
          <CapturedRequestField />
          <RequestFields form={form} onChange={(patch) => labForm.setState(patch)} />
          <SettingFields lab={lab} />
          <KeyFields scheme={lab.scheme} />
          <div className={styles.actions}>
            {form.receivedAtMs === null ? null : (
              <SelectField
                label={signatures.verifyAt}
                isLabelHidden
                options={[
                  { id: 'received', label: signatures.atReceived },
                  { id: 'now', label: signatures.atNow },
                ]}
                value={form.isJudgedAsReceived ? 'received' : 'now'}
                onChange={(id) => labForm.setState({ isJudgedAsReceived: id === 'received' })}
              />
            )}
            <Button
              type="submit"
              variant="primary"
              icon={ShieldCheck}
              isDisabled={request === null || isPending || (form.headersText.trim() === '' && form.bodyText === '')}
            >
              {signatures.verify}
            </Button>
          </div>
          {/* It comes while one is at work: above, it would move Verify away under a press, which is then lost. */}
          <RecognisedSchemes chosen={lab.id} />
        </form>
        <div className={styles.stack}>
          {error === null ? null : <ErrorNotice title={signatures.verifyFailed} error={error} />}
          {verdict === null ? (
            <EmptyState
              sentence={signatures.verifyEmpty}
              showMe={{ label: signatures.showMe, onPress: () => void fillExample(engine, choice, setError) }}
            />
          ) : (
            <VerdictPanel
              verdict={verdict}
              explained={explained}
              warnings={warnings}
              onStopExplaining={() => search.current?.abort()}
              isStale={judged !== null && (judged.form !== form || judged.choice !== choice)}
            />
          )}
        </div>
      </div>
    </div>
  );
}
