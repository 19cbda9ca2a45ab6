import { useRef, useState } from 'react';
import { certificatesIn, type Environment, privateKeysIn } from '../../../core/contract/index.ts';
import { useApp, useDataStore } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { clientCertificates as words } from '../../strings/client-certificates.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CertificateList } from './certificate-list.tsx';
import { defaultKeySecret, keepClientKey } from './client-key.ts';
import styles from './settings.module.css';
import { typedSecrets } from './typed-secrets.ts';

type ClientCertificate = NonNullable<NonNullable<Environment['connections']>['clientCertificate']>;

interface ClientCertificateFieldsProps {
  environment: string;
  /** Names of the environment's secrets. */
  secrets: readonly string[];
  /** Undefined = there is none. */
  value: ClientCertificate | undefined;
  isReadOnly: boolean;
  issueAt(path: string): string | undefined;
  onChange(value: ClientCertificate | undefined): void;
}

/** What the environment shows to endpoints that ask for a certificate, and the secret that holds its key. */
export function ClientCertificateFields(props: ClientCertificateFieldsProps) {
  const { environment, secrets, value, isReadOnly, issueAt, onChange } = props;
  const app = useApp();
  const version = useDataStore((state) => state.versions[environment] ?? 0);
  /** Has a private key in it, which is on its way to the secrets. */
  const { typed, setTyped } = useTypedKey(environment);
  const [failure, setFailure] = useState<string | undefined>(undefined);
  // A certificate that is taken out and put in again has its key where it was.
  const keySecret = useRef(defaultKeySecret);
  if (value !== undefined) keySecret.current = value.keySecret;
  const pem = value?.certificate ?? '';
  const error = failure ?? issueAt('connections.clientCertificate.certificate');
  const isAny = error === undefined && certificatesIn(pem).length > 0;
  const { data: found } = useEngineQuery('certificates.read', isAny ? { pem } : null);
  const check = isAny && value !== undefined ? { environment, clientCertificate: value } : null;
  const { data: checked } = useEngineQuery('certificates.checkClient', check, version);

  const type = async (text: string): Promise<void> => {
    const { keys, rest } = privateKeysIn(text);
    const [key] = keys;
    setFailure(undefined);
    if (key === undefined) {
      setTyped(null);
      onChange(text === '' ? undefined : { certificate: text, keySecret: keySecret.current });
      return;
    }
    setTyped(text);
    try {
      const certificate = rest === '' ? pem : `${rest}\n`;
      const name = await keepClientKey(app, environment, { certificate, privateKey: key }, keySecret.current);
      setTyped(null);
      onChange({ certificate, keySecret: name });
      app.toast(words.keyKept(name));
    } catch (cause) {
      setFailure(words.keyNotKept(toCommandError(cause).message));
    }
  };
  return (
    <div className={styles.section}>
      <div className={styles.setting}>
        <TextField
          label={words.title}
          isMono
          rows={4}
          value={typed ?? pem}
          placeholder={words.placeholder}
          isReadOnly={isReadOnly}
          hint={words.hint}
          error={error}
          onChange={(text) => void type(text)}
        />
        {isAny && found !== undefined ? <CertificateList label={words.title} certificates={found} /> : null}
      </div>
      {value === undefined ? null : (
        <div className={styles.setting}>
          <SelectField
            label={words.keySecret}
            value={value.keySecret}
            options={[...new Set([...secrets, value.keySecret])].sort().map((id) => ({ id, label: id }))}
            isDisabled={isReadOnly}
            hint={words.keySecretHint}
            error={issueAt('connections.clientCertificate.keySecret')}
            onChange={(name) => onChange({ ...value, keySecret: name })}
          />
          {check === null || checked === undefined ? null : (
            <div role="status">
              <StatusBadge
                status={checked.problem === null ? 'valid' : 'invalid'}
                text={checked.problem ?? words.fits}
              />
            </div>
          )}
        </div>
      )}
    </div>
  );
}

/** As secrets that were typed, kept while another tab is looked at, and in no session. */
function useTypedKey(environment: string) {
  const held = typedSecrets(useApp());
  // No secret has a name with a blank.
  const id = `${environment}/client certificate`;
  const [typed, set] = useState<string | null>(() => held.get(id) ?? null);
  const setTyped = (text: string | null): void => {
    if (text === null) held.delete(id);
    else held.set(id, text);
    set(text);
  };
  return { typed, setTyped };
}
