import { PenLine, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { CommandError, CommandOutput, SchemeChoice } from '../../../core/contract/index.ts';
import { HeaderList } from '../../request/header-list.tsx';
import { RequestLine } from '../../request/request-line.tsx';
import { toCurl, toHttpText } from '../../request/request-text.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { exampleRequest } from './fill-example.ts';
import styles from './lab.module.css';
import { formOfRequest, labForm, requestOf } from './lab-form.ts';
import { RequestFields } from './request-fields.tsx';
import { isKeyPair, type LabScheme } from './scheme-groups.ts';
import { SettingFields } from './setting-fields.tsx';
import { readStamp, signForm } from './sign-form.ts';

interface SignSectionProps {
  lab: LabScheme;
  choice: SchemeChoice;
  onVerify: () => void;
}

/** Signs a request as the sender would, to be copied or verified. */
export function SignSection({ lab, choice, onVerify }: SignSectionProps) {
  const { engine } = useApp();
  const form = useStore(signForm);
  const [signed, setSigned] = useState<CommandOutput<'signatures.sign'> | null>(null);
  const [error, setError] = useState<CommandError | null>(null);
  const request = requestOf(form);
  const timestampMs = readStamp(form.stampText);
  const keyError = error?.field === 'key' ? error.message : undefined;

  const sign = async () => {
    if (request === null || timestampMs === undefined) return;
    try {
      const messageId = form.messageId.trim() === '' ? null : form.messageId.trim();
      setSigned(
        await engine.call('signatures.sign', { request, scheme: choice, key: form.key, timestampMs, messageId }),
      );
      setError(null);
    } catch (cause) {
      setSigned(null);
      setError(toCommandError(cause));
    }
  };
  const verifyThis = (output: CommandOutput<'signatures.sign'>) => {
    const fields = { ...formOfRequest(output), receivedAtMs: null, isJudgedAsReceived: false };
    // A private key does not verify: of a pair, the public half is asked for.
    labForm.setState(isKeyPair(lab.scheme.algorithm) ? fields : { ...fields, keys: [form.key] });
    onVerify();
  };

  return (
    <div className={styles.panes}>
      <div className={styles.split}>
        <form
          className={styles.stack}
          onSubmit={(event) => {
            event.preventDefault();
            void sign();
          }}
        >
          <RequestFields form={form} onChange={(patch) => signForm.setState(patch)} />
          <SettingFields lab={lab} />
          <SecretField
            label={signatures.signingKey}
            hint={signatures.signingKeyHint}
            error={keyError}
            value={form.key}
            onChange={(key) => {
              signForm.setState({ key });
              if (keyError !== undefined) setError(null);
            }}
          />
          <div className={styles.pair}>
            <TextField
              label={signatures.messageId}
              isMono
              hint={signatures.messageIdHint}
              value={form.messageId}
              onChange={(messageId) => signForm.setState({ messageId })}
            />
            <TextField
              label={signatures.stamp}
              isMono
              hint={signatures.stampHint}
              error={timestampMs === undefined ? signatures.stampInvalid : undefined}
              value={form.stampText}
              onChange={(stampText) => signForm.setState({ stampText })}
            />
          </div>
          <div className={styles.actions}>
            <Button
              type="submit"
              variant="primary"
              icon={PenLine}
              isDisabled={request === null || timestampMs === undefined}
            >
              {signatures.sign}
            </Button>
          </div>
        </form>
        <div className={styles.stack}>
          {error === null || keyError !== undefined ? null : (
            <ErrorNotice title={signatures.signFailed} error={error} />
          )}
          {signed === null ? (
            <EmptyState
              sentence={signatures.signEmpty}
              showMe={{
                label: signatures.signExample,
                onPress: () => signForm.setState({ ...formOfRequest(exampleRequest), exactBody: null }),
              }}
            />
          ) : (
            <section className={styles.card} aria-label={signatures.signTitle}>
              <h3>{signatures.signTitle}</h3>
              <RequestLine method={signed.method} url={signed.url} />
              <HeaderList headers={signed.headers} />
              {signed.signature === null ? null : (
                <p className={styles.muted}>
                  {signatures.signedWith(signed.signature.algorithm, signed.signature.keyFingerprint)}
                </p>
              )}
              <div className={styles.actionsStart}>
                <CopyButton text={toHttpText(signed)} label={signatures.copyHttp} />
                <CopyButton text={toCurl(signed)} label={signatures.copyCurl} />
                <Button icon={ShieldCheck} onPress={() => verifyThis(signed)}>
                  {signatures.verifyThis}
                </Button>
              </div>
            </section>
          )}
        </div>
      </div>
    </div>
  );
}
