import {
  clientCertificateDemands,
  isSameProtocol,
  type PortProtocol,
  type Receiver,
  receiverTlsChoices,
} from '../../../core/contract/index.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { clientCertificates } from '../../strings/client-certificates.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { AuthorityCertificate } from './authority-certificate.tsx';
import { ClientCertificateMaker } from './client-certificate-maker.tsx';
import styles from './receiver.module.css';
import { agreeingPort } from './receiver-actions.ts';

interface ProtocolFormProps {
  receiverKey: string;
  value: Receiver;
  error: string | undefined;
  onChange: (protocol: PortProtocol) => void;
  onPort: (port: number) => void;
}

const protocols = (['http', 'https'] as const).map((id) => ({ id, label: id }));
const certificates = receiverTlsChoices.map((id) => ({
  id,
  label: words.certificates[id],
  description: words.certificatesWhy[id],
}));

const demands = (['none', ...clientCertificateDemands] as const).map((id) => ({
  id,
  label: clientCertificates.demands[id],
  description: clientCertificates.demandsWhy[id],
}));

/** Whether the receiver speaks http or https, with which certificate, and whose it asks for; its port has one of each only. */
export function ProtocolForm({ receiverKey, value, error, onChange, onPort }: ProtocolFormProps) {
  const { tls, clientCertificate, port } = value;
  const others = useDocumentList('receiver').filter(({ key }) => key !== receiverKey);
  const [first, ...more] = others.filter(
    ({ value: other }) => port !== 0 && other.port === port && !isSameProtocol(other, value),
  );
  const agreeing = agreeingPort(
    others.map(({ value: other }) => other),
    value,
  );
  return (
    <>
      <div className={styles.pairs}>
        <SelectField
          label={words.protocol}
          options={protocols}
          value={tls === undefined ? 'http' : 'https'}
          // The line below says it as well, and has the remedy.
          error={first === undefined ? error : undefined}
          onChange={(protocol) => {
            if (protocol === 'http') onChange({});
            else if (tls === undefined) onChange({ tls: 'good' });
          }}
        />
        {tls === undefined ? null : (
          <>
            <SelectField
              label={words.certificate}
              options={certificates}
              value={tls}
              onChange={(next) => onChange({ tls: next, clientCertificate })}
            />
            <SelectField
              label={clientCertificates.demand}
              options={demands}
              value={clientCertificate ?? 'none'}
              onChange={(demand) => onChange({ tls, clientCertificate: demand === 'none' ? undefined : demand })}
            />
          </>
        )}
      </div>
      {first === undefined ? null : (
        <Banner tone="warning" actions={<Button onPress={() => onPort(agreeing)}>{words.takePort(agreeing)}</Button>}>
          {words.sharedPort(first.value.name, more.length, port)}
        </Banner>
      )}
      {tls === undefined ? null : <AuthorityCertificate />}
      {clientCertificate === undefined ? null : <ClientCertificateMaker />}
    </>
  );
}
