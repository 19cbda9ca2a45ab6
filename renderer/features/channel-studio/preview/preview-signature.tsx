import { memo } from 'react';
import type { KeyUse, Preview } from '../../../../core/contract/index.ts';
import { MaskedChip } from '../../../request/masked-chip.tsx';
import { SignedContentView } from '../../../request/signed-content-view.tsx';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { formatExact } from '../../../ui/format.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import styles from './preview-pane.module.css';

/** How the signature came about: what was signed, with which key (never the key itself), and what came out. */
export const PreviewSignature = memo(function PreviewSignature({ preview }: { preview: Preview | null }) {
  const body = preview?.request?.body;
  if (preview === null || body === undefined) return null;
  const { signing } = preview;
  return (
    <section className={styles.signature} aria-label={channelStudio.signatureTitle}>
      <div className={styles.signatureHead}>
        <h3 className={styles.title}>{channelStudio.signatureTitle}</h3>
        <Verdict signing={signing} />
      </div>
      {signing.status === 'signed' ? (
        <dl className={styles.facts}>
          <dt>{channelStudio.scheme}</dt>
          <dd>{signing.schemeName}</dd>
          {signing.keys === undefined ? (
            <>
              <dt>{channelStudio.keyUsed}</dt>
              <dd>{channelStudio.keyFingerprint(signing.keyFingerprint)}</dd>
            </>
          ) : null}
          {signing.timestamp === null ? null : (
            <>
              <dt>{channelStudio.timestamp}</dt>
              <dd className={styles.mono}>{signing.timestamp}</dd>
            </>
          )}
          <dt>{channelStudio.signatureTitle}</dt>
          <dd>
            <MaskedChip text={signing.signature} what={channelStudio.signatureTitle.toLowerCase()} />
          </dd>
        </dl>
      ) : null}
      {signing.status === 'signed' && signing.keys !== undefined ? (
        <KeyUses keys={signing.keys} schemeName={signing.schemeName} />
      ) : null}
      {signing.status === 'signed' ? (
        <SignedContentView
          content={signing.signedContent}
          messageId={signing.messageId}
          timestamp={signing.timestamp}
          body={body}
        />
      ) : null}
      {signing.status === 'empty-key' || signing.status === 'failed' ? (
        <p className={styles.note}>{signing.message}</p>
      ) : null}
    </section>
  );
});

/** While keys are changed: what became of each, the current one first. A scheme is named where it is another. */
function KeyUses({ keys, schemeName }: { keys: readonly KeyUse[]; schemeName: string }) {
  return (
    <section aria-label={channelStudio.keysTitle}>
      <h4 className={styles.title}>{channelStudio.keysTitle}</h4>
      <ol className={styles.keyUses}>
        {keys.map((key, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the keys have no identity but their place
          <li key={index}>
            <span>{index === 0 ? channelStudio.currentKey : channelStudio.olderKey}</span>
            <div>
              <StatusBadge
                status={key.use === 'used' ? 'delivered' : 'skipped'}
                text={channelStudio.keyUses[key.use]}
              />
              {key.fingerprint === null ? null : <p>{channelStudio.keyFingerprint(key.fingerprint)}</p>}
              {key.schemeName === schemeName ? null : <p>{key.schemeName}</p>}
              {key.validUntilMs === null ? null : (
                <p title={new Date(key.validUntilMs).toISOString()}>
                  {channelStudio.keyUntil(formatExact(key.validUntilMs).replace(/\.\d+$/, ''))}
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Verdict({ signing }: { signing: Preview['signing'] }) {
  switch (signing.status) {
    case 'signed':
      return <StatusBadge status="delivered" text={channelStudio.signed} />;
    case 'off':
      return <StatusBadge status="skipped" text={channelStudio.unsigned} />;
    case 'empty-key':
      return <StatusBadge status="waiting" text={channelStudio.emptyKey} />;
    case 'failed':
      return <StatusBadge status="undelivered" text={channelStudio.signingFailed} />;
  }
}
