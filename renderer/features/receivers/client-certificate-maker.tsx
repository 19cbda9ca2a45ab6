import { Download, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { CommandOutput } from '../../../core/contract/index.ts';
import { useApp, useEnvironment, useIsReadOnly } from '../../stores/app-context.tsx';
import { useDocumentPart } from '../../stores/use-document.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { clientCertificates as words } from '../../strings/client-certificates.ts';
import { Button } from '../../ui/button.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { CertificateList } from '../settings/certificate-list.tsx';
import { giveClientCertificate } from '../settings/client-key.ts';
import styles from './receiver.module.css';

type Made = CommandOutput<'receivers.makeClientCertificate'>;

/** Makes a certificate with its key for whoever is to send, and hands both on: to the environment, or as files. */
export function ClientCertificateMaker() {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const environment = useEnvironment();
  const environmentName = useDocumentPart('environment', environment, ({ name }) => name) ?? environment;
  const [made, setMade] = useState<Made | null>(null);
  const [usedIn, setUsedIn] = useState<string | null>(null);
  const { data: facts } = useEngineQuery('certificates.read', made === null ? null : { pem: made.certificate });
  const make = (): void => {
    app.engine.call('receivers.makeClientCertificate', {}).then(
      (keyed) => {
        setMade(keyed);
        setUsedIn(null);
      },
      (cause) => app.fail(words.makeFailed, cause),
    );
  };
  const use = (keyed: Made): void => {
    giveClientCertificate(app, environment, keyed).then(
      () => {
        setUsedIn(environment);
        app.toast(words.used(environmentName));
      },
      (cause) => app.fail(words.useFailed, cause),
    );
  };
  const save = (name: string, text: string): void => saveFile(name, text, 'application/x-pem-file');
  return (
    <div className={styles.authority}>
      <p className={styles.muted}>{words.try}</p>
      {made === null || facts === undefined ? null : <CertificateList label={words.title} certificates={facts} />}
      <div className={styles.actions}>
        {made === null ? null : (
          <>
            <Button variant="primary" isDisabled={isReadOnly || usedIn === environment} onPress={() => use(made)}>
              {usedIn === environment ? words.inUse(environmentName) : words.use(environmentName)}
            </Button>
            <Button icon={Download} onPress={() => save(words.certificateFile, made.certificate)}>
              {words.saveCertificate}
            </Button>
            <Button icon={Download} onPress={() => save(words.keyFile, made.privateKey)}>
              {words.saveKey}
            </Button>
          </>
        )}
        <Button icon={ShieldCheck} onPress={make}>
          {made === null ? words.make : words.makeAnother}
        </Button>
      </div>
      {made === null ? null : <p className={styles.muted}>{words.notKept}</p>}
    </div>
  );
}
