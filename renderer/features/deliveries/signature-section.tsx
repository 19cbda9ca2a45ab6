import { ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { AttemptRecord, CommandError, Verification } from '../../../core/contract/index.ts';
import { MaskedChip } from '../../request/masked-chip.tsx';
import requestStyles from '../../request/request.module.css';
import { SignedContentView } from '../../request/signed-content-view.tsx';
import { VerificationView } from '../../request/verification-view.tsx';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { useRun } from '../../stores/use-run.ts';
import { deliveries as words } from '../../strings/deliveries.ts';
import { requestWords } from '../../strings/request.ts';
import { resend } from '../../strings/resend.ts';
import { Button } from '../../ui/button.tsx';
import { CopyChip } from '../../ui/copy-chip.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import styles from './inspector.module.css';

type Verdict =
  | { status: 'none' }
  | { status: 'asking' }
  | { status: 'told'; verification: Verification }
  | { status: 'failed'; error: CommandError };

/** What was signed, with which key (never the key itself), what came out, and whether it verifies. */
export function SignatureSection({ attempt }: { attempt: AttemptRecord }) {
  const { engine } = useApp();
  const [verdict, setVerdict] = useState<Verdict>({ status: 'none' });
  const { signature, id } = attempt;
  const { run } = useRun(attempt.runId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a verdict belongs to the attempt it was asked for
  useEffect(() => setVerdict({ status: 'none' }), [id]);
  const verify = (): void => {
    setVerdict({ status: 'asking' });
    engine.call('deliveries.verify', { attemptId: id }).then(
      (verification) => setVerdict({ status: 'told', verification }),
      (cause) => setVerdict({ status: 'failed', error: toCommandError(cause) }),
    );
  };
  const check = (
    <>
      <div className={requestStyles.bar}>
        <Button icon={ShieldCheck} isPending={verdict.status === 'asking'} onPress={verify}>
          {words.verify}
        </Button>
        <span className={styles.muted}>{words.verifyHint}</span>
      </div>
      {verdict.status === 'told' ? <VerificationView verification={verdict.verification} /> : null}
      {verdict.status === 'failed' ? <ErrorNotice title={words.verifyFailed} error={verdict.error} /> : null}
    </>
  );
  if (signature === null) {
    return (
      <div className={styles.section}>
        <p className={styles.muted}>
          {run?.trigger.resend?.signature === 'as-sent' ? resend.notSignedAnew : words.unsigned}
        </p>
        {check}
      </div>
    );
  }
  return (
    <div className={styles.section}>
      <dl className={requestStyles.facts}>
        <dt>{requestWords.scheme}</dt>
        <dd>
          {signature.schemeName} ({signature.algorithm})
        </dd>
        <dt>{requestWords.signature}</dt>
        <dd>
          <MaskedChip text={signature.signature} what={requestWords.signature.toLowerCase()} />
        </dd>
        <dt>{requestWords.key}</dt>
        <dd>{requestWords.keyFingerprint(signature.keyFingerprint)}</dd>
        {signature.timestamp === null ? null : (
          <>
            <dt>{requestWords.timestamp}</dt>
            <dd className={requestStyles.mono}>{signature.timestamp}</dd>
          </>
        )}
        <dt>{requestWords.messageId}</dt>
        <dd>
          <CopyChip text={signature.messageId} what={requestWords.messageId.toLowerCase()} />
        </dd>
      </dl>
      {check}
      <div>
        <SignedContentView
          content={signature.signedContent}
          messageId={signature.messageId}
          timestamp={signature.timestamp}
          body={attempt.request.body}
        />
      </div>
    </div>
  );
}
