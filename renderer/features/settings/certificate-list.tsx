import type { CertificateFacts } from '../../../core/contract/index.ts';
import { settings as words } from '../../strings/settings.ts';
import { formatExact } from '../../ui/format.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import styles from './settings.module.css';

interface CertificateListProps {
  label: string;
  /** Null = one that cannot be read. */
  certificates: readonly (CertificateFacts | null)[];
}

/** Whose each certificate of a text is, and until when. */
export function CertificateList({ label, certificates }: CertificateListProps) {
  return (
    <ol className={styles.certificates} aria-label={label}>
      {certificates.map((certificate, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a certificate has no identity but its place in the text
        <li key={index}>
          <Certificate certificate={certificate} />
        </li>
      ))}
    </ol>
  );
}

function Certificate({ certificate }: { certificate: CertificateFacts | null }) {
  if (certificate === null) return <StatusBadge status="invalid" text={words.certificateUnreadable} />;
  const { subject, validFromMs, validToMs } = certificate;
  const [from, to] = [validFromMs, validToMs].map((ms) => formatExact(ms).slice(0, 10)) as [string, string];
  const isExpired = validToMs < Date.now();
  const isEarly = validFromMs > Date.now();
  const validity = isExpired
    ? words.certificateExpired(to)
    : isEarly
      ? words.certificateNotYet(from)
      : words.certificateUntil(to);
  return (
    <>
      <StatusBadge status={isExpired || isEarly ? 'invalid' : 'valid'} text={subject} />
      <span className={styles.quiet}>{validity}</span>
    </>
  );
}
