import { Download } from 'lucide-react';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { saveFile } from '../../ui/save-file.ts';
import styles from './receiver.module.css';

/** The certificate of the authority that https receivers have theirs from, to be given to senders that are to trust it. */
export function AuthorityCertificate() {
  const { data, error } = useEngineQuery('receivers.authority', {});
  if (error !== null) return <ErrorNotice title={words.authorityFailed} error={error} />;
  return (
    <div className={styles.authority}>
      <p className={styles.muted}>{words.authority}</p>
      {data === undefined ? null : (
        <div className={styles.actions}>
          <CopyButton text={data.certificate} label={words.copyAuthority} />
          <Button
            icon={Download}
            onPress={() => saveFile(words.authorityFile, data.certificate, 'application/x-pem-file')}
          >
            {words.saveAuthority}
          </Button>
        </div>
      )}
    </div>
  );
}
