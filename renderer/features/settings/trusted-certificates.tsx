import { certificatesIn } from '../../../core/contract/index.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { settings as words } from '../../strings/settings.ts';
import { TextField } from '../../ui/text-field.tsx';
import { CertificateList } from './certificate-list.tsx';
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
      {isAny && found !== undefined ? <CertificateList label={words.trustedCertificates} certificates={found} /> : null}
    </div>
  );
}
