import { type SignatureAlgorithm, type SignatureScheme, signatureAlgorithms } from '../../../core/contract/index.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { Field } from '../../ui/field.tsx';
import { KeyValueGrid } from '../../ui/key-value-grid.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './channel-document.module.css';
import { ToleranceField } from './tolerance-field.tsx';

interface CustomSchemeFormProps {
  scheme: SignatureScheme;
  onChange: (scheme: SignatureScheme) => void;
  issueAt: (path: string) => string | undefined;
}

const algorithmLabels: Record<SignatureAlgorithm, string> = {
  'hmac-sha1': 'HMAC-SHA-1',
  'hmac-sha256': 'HMAC-SHA-256',
  'hmac-sha384': 'HMAC-SHA-384',
  'hmac-sha512': 'HMAC-SHA-512',
  sha256: 'SHA-256',
  ed25519: 'Ed25519',
  'ecdsa-p256-sha256': 'ECDSA P-256',
  'rsa-sha1': 'RSA-SHA-1',
  'rsa-sha256': 'RSA-SHA-256',
  token: 'Token',
};
const algorithms = signatureAlgorithms.map((id) => ({ id, label: algorithmLabels[id] }));
const encodings = (['hex', 'base64', 'base64url'] as const).map((id) => ({ id, label: id }));
const decodings = [
  { id: 'utf8', label: 'Text' },
  { id: 'base64', label: 'Base64' },
  { id: 'hex', label: 'Hex' },
  { id: 'pem', label: 'PEM' },
] as const;
const units = [
  { id: 'none', label: channelStudio.timestampNone },
  { id: 'seconds', label: channelStudio.seconds },
  { id: 'milliseconds', label: channelStudio.milliseconds },
  { id: 'iso8601', label: 'ISO 8601' },
  { id: 'rfc3339', label: 'RFC 3339' },
] as const;
const defaultToleranceSeconds = 300;

export function CustomSchemeForm({ scheme, onChange, issueAt }: CustomSchemeFormProps) {
  const { timestamp } = scheme;
  const change = (patch: Partial<SignatureScheme>) => onChange({ ...scheme, ...patch });
  const chooseUnit = (unit: (typeof units)[number]['id']) =>
    change({
      timestamp:
        unit === 'none'
          ? null
          : {
              unit,
              tolerancePastSeconds: timestamp === null ? defaultToleranceSeconds : timestamp.tolerancePastSeconds,
              toleranceFutureSeconds: timestamp === null ? defaultToleranceSeconds : timestamp.toleranceFutureSeconds,
            },
    });
  return (
    <>
      <TextField
        label={channelStudio.schemeName}
        value={scheme.name}
        error={issueAt('name')}
        onChange={(name) => change({ name })}
      />
      <Field
        label={channelStudio.signatureHeaders}
        hint={channelStudio.signatureHeadersHint}
        error={issueAt('headers')}
      >
        {() => (
          <KeyValueGrid
            label={channelStudio.signatureHeaders}
            rows={scheme.headers.map(({ name, value }) => ({ key: name, value }))}
            onChange={(rows) => change({ headers: rows.map(({ key, value }) => headerOf(scheme, key, value)) })}
          />
        )}
      </Field>
      <TextField
        label={channelStudio.signedContentLabel}
        isMono
        hint={channelStudio.signedContentHint}
        value={scheme.signedContent}
        error={issueAt('signedContent')}
        onChange={(signedContent) => change({ signedContent })}
      />
      <div className={styles.columns}>
        <SelectField
          label={channelStudio.algorithm}
          options={algorithms}
          value={scheme.algorithm}
          onChange={(algorithm) => change({ algorithm })}
        />
        <SelectField
          label={channelStudio.encoding}
          options={encodings}
          value={scheme.encoding}
          onChange={(encoding) => change({ encoding })}
        />
        <SelectField
          label={channelStudio.keyDecoding}
          options={decodings}
          value={scheme.key.decoding}
          onChange={(decoding) => change({ key: { ...scheme.key, decoding } })}
        />
        <TextField
          label={channelStudio.keyPrefix}
          isMono
          value={scheme.key.stripPrefix ?? ''}
          onChange={(prefix) => change({ key: { ...scheme.key, stripPrefix: prefix === '' ? null : prefix } })}
        />
        <SelectField
          label={channelStudio.timestampUnit}
          options={units}
          value={timestamp?.unit ?? 'none'}
          onChange={chooseUnit}
        />
        <TextField
          label={channelStudio.separator}
          isMono
          value={scheme.signatureSeparator ?? ''}
          onChange={(text) => change({ signatureSeparator: text === '' ? null : text })}
        />
        {timestamp === null ? null : (
          <>
            <ToleranceField
              label={channelStudio.tolerancePast}
              value={timestamp.tolerancePastSeconds}
              onChange={(tolerancePastSeconds) => change({ timestamp: { ...timestamp, tolerancePastSeconds } })}
            />
            <ToleranceField
              label={channelStudio.toleranceFuture}
              value={timestamp.toleranceFutureSeconds}
              onChange={(toleranceFutureSeconds) => change({ timestamp: { ...timestamp, toleranceFutureSeconds } })}
            />
          </>
        )}
      </div>
    </>
  );
}

/** Which key a header is signed with has no field here, and must survive an edit. */
function headerOf(scheme: SignatureScheme, name: string, value: string): SignatureScheme['headers'][number] {
  return { ...scheme.headers.find((header) => header.name === name), name, value };
}
