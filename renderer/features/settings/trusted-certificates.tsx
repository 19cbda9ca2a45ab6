import { type CertificateFacts, certificatesIn } from '../../../core/contract/index.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { settings as words } from '../../strings/settings.ts';
import { formatExact } from '../../ui/format.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './settings.module.css';

interface TrustedCertificatesProps {
  pem: string;
  isReadOnly: boolean;
  error: string | undefined;
  onChange(pem: string): void;
}

/** Certificates in PEM, and under them whose each of them is and until when. */
export function TrustedCertificates({ pem, isReadOnly, error, onChange }: TrustedCertificatesProps) {
  const isAny = error === undefined && certificatesIn(pem).length > 0;
  const { data: found } = useEngineQuery('certificates.read', isAny ? { pem } : null);
  return (
    <div className={styles.setting}>
      <TextField
        label={words.trustedCertificates}
        isMono
        rows={4}
        value={pem}
        placeholder={words.certificatesPlaceholder}
        isReadOnly={isReadOnly}
        hint={words.trustedCertificatesHint}
        error={error}
        onChange={onChange}
      />
      {isAny && found !== undefined ? (
        <ol className={styles.certificates} aria-label={words.trustedCertificates}>
          {found.map((certificate, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a certificate has no identity but its place in the text
            <li key={index}>
              <Certificate certificate={certificate} />
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  );
}

function Certificate({ certificate }: { certificate: CertificateFacts | null }) {
  if (certificate === null) return <StatusBadge status="invalid" text={words.certificateUnreadable} />;
  const { subject, validToMs } = certificate;
  const day = formatExact(validToMs).slice(0, 10);
  const isExpired = validToMs < Date.now();
  return (
    <>
      <StatusBadge status={isExpired ? 'invalid' : 'valid'} text={subject} />
      <span className={styles.quiet}>{isExpired ? words.certificateExpired(day) : words.certificateUntil(day)}</span>
    </>
  );
}
