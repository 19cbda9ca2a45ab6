import { type Receiver, type ReceiverTls, receiverTlsChoices } from '../../../core/contract/index.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { AuthorityCertificate } from './authority-certificate.tsx';
import styles from './receiver.module.css';
import { agreeingPort } from './receiver-actions.ts';

interface ProtocolFormProps {
  receiverKey: string;
  value: Receiver;
  error: string | undefined;
  onChange: (tls: ReceiverTls | undefined) => void;
  onPort: (port: number) => void;
}

const protocols = (['http', 'https'] as const).map((id) => ({ id, label: id }));
const certificates = receiverTlsChoices.map((id) => ({
  id,
  label: words.certificates[id],
  description: words.certificatesWhy[id],
}));

/** Whether the receiver speaks http or https, and with which certificate; its port has one of them only. */
export function ProtocolForm({ receiverKey, value, error, onChange, onPort }: ProtocolFormProps) {
  const { tls, port } = value;
  const others = useDocumentList('receiver').filter(({ key }) => key !== receiverKey);
  const [first, ...more] = others.filter(({ value: other }) => port !== 0 && other.port === port && other.tls !== tls);
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
            if (protocol === 'http') onChange(undefined);
            else if (tls === undefined) onChange('good');
          }}
        />
        {tls === undefined ? null : (
          <SelectField label={words.certificate} options={certificates} value={tls} onChange={onChange} />
        )}
      </div>
      {first === undefined ? null : (
        <Banner tone="warning" actions={<Button onPress={() => onPort(agreeing)}>{words.takePort(agreeing)}</Button>}>
          {words.sharedPort(first.value.name, more.length, port)}
        </Banner>
      )}
      {tls === undefined ? null : <AuthorityCertificate />}
    </>
  );
}
