import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { CommandError, Verification } from '../../../core/contract/index.ts';
import { SignedContentView } from '../../request/signed-content-view.tsx';
import { VerificationView } from '../../request/verification-view.tsx';
import { useApp, useCatalogue } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatBytes } from '../../ui/format.ts';
import { SecretField } from '../../ui/secret-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CapturedRequestField } from './captured-request-field.tsx';
import styles from './verify-document.module.css';
import { bodyOf, readHeaderLines, splitPastedRequest, verifyForm } from './verify-form.ts';

export function VerifyDocument() {
  const { engine } = useApp();
  const schemes = useCatalogue()?.schemes ?? [];
  const form = useStore(verifyForm);
  const [verdict, setVerdict] = useState<{ verification: Verification; body: Uint8Array } | null>(null);
  const [error, setError] = useState<CommandError | null>(null);
  const scheme = schemes.find(({ key }) => key === form.scheme) ?? schemes[0];
  const lines = readHeaderLines(form.headersText);

  const verify = async () => {
    if (scheme === undefined || 'badLine' in lines) return;
    const request = { method: form.method, url: form.url, headers: lines.headers, body: bodyOf(form) };
    const nowMs = form.isJudgedAsReceived ? form.receivedAtMs : null;
    try {
      const verification = await engine.call('signatures.verify', {
        request,
        scheme: { preset: scheme.key },
        key: form.key,
        nowMs,
      });
      setVerdict({ verification, body: request.body });
      setError(null);
    } catch (cause) {
      setError(toCommandError(cause));
    }
  };
  const changeHeaders = (headersText: string) => {
    const pasted = splitPastedRequest(headersText);
    verifyForm.setState(pasted === null ? { headersText } : { ...pasted, exactBody: null, receivedAtMs: null });
  };

  return (
    <div className={styles.document}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void verify();
        }}
      >
        <p className={styles.muted}>{signatures.intro}</p>
        <CapturedRequestField />
        <div className={styles.columns}>
          <SelectField
            label={signatures.scheme}
            options={schemes.map(({ key, scheme: { name, description } }) => ({ id: key, label: name, description }))}
            value={scheme?.key ?? null}
            hint={scheme?.words}
            onChange={(key) => verifyForm.setState({ scheme: key })}
          />
          <SecretField
            label={signatures.key}
            hint={signatures.keyHint}
            value={form.key}
            onChange={(key) => verifyForm.setState({ key })}
          />
        </div>
        <TextField
          label={signatures.headers}
          isMono
          rows={7}
          hint={signatures.headersHint}
          error={'badLine' in lines ? signatures.headersInvalid(lines.badLine) : undefined}
          value={form.headersText}
          onChange={changeHeaders}
        />
        <TextField
          label={signatures.body}
          isMono
          rows={8}
          hint={
            form.exactBody === null ? signatures.bodyHint : signatures.bodyExact(formatBytes(form.exactBody.byteLength))
          }
          value={form.bodyText}
          onChange={(bodyText) => verifyForm.setState({ bodyText, exactBody: null })}
        />
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
              onChange={(id) => verifyForm.setState({ isJudgedAsReceived: id === 'received' })}
            />
          )}
          <Button
            type="submit"
            variant="primary"
            icon={ShieldCheck}
            isDisabled={scheme === undefined || 'badLine' in lines || form.headersText.trim() === ''}
          >
            {signatures.verify}
          </Button>
        </div>
      </form>
      {error === null ? null : <ErrorNotice title={signatures.verifyFailed} error={error} />}
      {verdict === null ? null : (
        <section className={styles.verdict} aria-label={signatures.verdictTitle}>
          <VerificationView verification={verdict.verification} />
          {verdict.verification.signedContent === null ? null : (
            <SignedContentView
              content={verdict.verification.signedContent}
              messageId={null}
              timestamp={verdict.verification.timestamp}
              body={verdict.body}
            />
          )}
        </section>
      )}
    </div>
  );
}
