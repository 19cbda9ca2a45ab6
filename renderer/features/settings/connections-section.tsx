import { useState } from 'react';
import type { Environment } from '../../../core/contract/index.ts';
import { settings as words } from '../../strings/settings.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ClientCertificateFields } from './client-certificate-fields.tsx';
import styles from './settings.module.css';
import { TrustedCertificates } from './trusted-certificates.tsx';

type Connections = NonNullable<Environment['connections']>;
type ProxyChoice = keyof typeof words.proxies;

interface ConnectionsSectionProps {
  environment: string;
  /** Names of the environment's secrets. */
  secrets: readonly string[];
  connections: Connections;
  isReadOnly: boolean;
  issueAt(path: string): string | undefined;
  /** Undefined = nothing is set. */
  onChange(connections: Connections | undefined): void;
}

/** How the environment's requests reach their endpoints: whose certificates are trusted, which one is shown, and by way of which proxy. */
export function ConnectionsSection(props: ConnectionsSectionProps) {
  const { environment, secrets, connections, isReadOnly, issueAt, onChange } = props;
  const { trustedCertificates = '', loopbackCertificates = 'verify', clientCertificate, proxy } = connections;
  const set = (part: { [Field in keyof Connections]?: Connections[Field] | undefined }): void => {
    const next = Object.entries({ ...connections, ...part }).filter(([, value]) => value !== undefined);
    onChange(next.length === 0 ? undefined : Object.fromEntries(next));
  };
  // A proxy that is not written yet is none: nothing is wrong while it is being chosen.
  const [isOwnChosen, setIsOwnChosen] = useState(false);
  const choice: ProxyChoice = proxy === 'none' ? 'none' : proxy !== undefined || isOwnChosen ? 'own' : 'variables';
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{words.connections}</h2>
      <p className={styles.quiet}>{words.connectionsHint}</p>
      <TrustedCertificates
        pem={trustedCertificates}
        isReadOnly={isReadOnly}
        error={issueAt('connections.trustedCertificates')}
        onChange={(pem) => set({ trustedCertificates: pem === '' ? undefined : pem })}
      />
      <div className={styles.setting}>
        <Switch
          label={words.loopbackCertificates}
          isSelected={loopbackCertificates === 'accept'}
          isDisabled={isReadOnly}
          onChange={(isAccepted) => set({ loopbackCertificates: isAccepted ? 'accept' : undefined })}
        />
        <p className={styles.quiet}>{words.loopbackCertificatesHint}</p>
      </div>
      <ClientCertificateFields
        environment={environment}
        secrets={secrets}
        value={clientCertificate}
        isReadOnly={isReadOnly}
        issueAt={issueAt}
        onChange={(next) => set({ clientCertificate: next })}
      />
      <div className={styles.fieldRow}>
        <SelectField
          label={words.proxy}
          value={choice}
          isDisabled={isReadOnly}
          options={Object.entries(words.proxies).map(([id, label]) => ({ id: id as ProxyChoice, label }))}
          hint={words.proxyHint}
          onChange={(next) => {
            setIsOwnChosen(next === 'own');
            set({ proxy: next === 'none' ? 'none' : undefined });
          }}
        />
        {choice === 'own' ? (
          <TextField
            label={words.proxyUrl}
            isMono
            value={proxy ?? ''}
            placeholder="http://proxy.example:3128"
            isReadOnly={isReadOnly}
            error={issueAt('connections.proxy')}
            onChange={(text) => {
              setIsOwnChosen(true);
              set({ proxy: text === '' ? undefined : text });
            }}
          />
        ) : null}
      </div>
    </section>
  );
}
