import { keyDecodings, type SignatureScheme, signatureAlgorithms } from '../../../../core/contract/index.ts';
import { signatureSchemes as words } from '../../../strings/signature-schemes.ts';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { isKeyPair } from '../scheme-groups.ts';
import styles from './scheme-editor.module.css';
import type { SchemePart } from './scheme-part.ts';

type KeyRule = SignatureScheme['key'];

const algorithms = signatureAlgorithms.map((id) => ({ id, label: words.algorithms[id] }));
const encodings = (['hex', 'base64', 'base64url'] as const).map((id) => ({ id, label: words.encodings[id] }));
const decodingOption = (id: KeyRule['decoding']) => ({ id, label: words.decodings[id] });
const secretDecodings = keyDecodings.filter((id) => id !== 'pem').map(decodingOption);
const pairDecodings = keyDecodings.filter((id) => id !== 'utf8').map(decodingOption);

/** The algorithm, and how keys are written. */
export function AlgorithmFields({ scheme, change, problemAt }: SchemePart) {
  const { algorithm, key, verifyingKey } = scheme;
  const isPair = isKeyPair(algorithm);
  const choose = (next: SignatureScheme['algorithm']) => {
    if (isKeyPair(next) === isPair) return change({ algorithm: next });
    // A rule for secrets does not fit pairs, nor the other way round.
    const decoding = isKeyPair(next) ? 'pem' : 'utf8';
    change({ algorithm: next, key: { stripPrefix: null, decoding }, verifyingKey: undefined });
  };
  return (
    <div className={styles.columns}>
      <SelectField
        label={words.algorithm}
        options={algorithms}
        value={algorithm}
        error={problemAt('algorithm')}
        onChange={choose}
      />
      <SelectField
        label={words.encoding}
        options={encodings}
        value={scheme.encoding}
        onChange={(encoding) => change({ encoding })}
      />
      <SelectField
        label={isPair ? words.privateDecoding : words.keyDecoding}
        options={isPair ? pairDecodings : secretDecodings}
        value={key.decoding}
        error={problemAt('key.decoding')}
        onChange={(decoding) => change({ key: { ...key, decoding } })}
      />
      <TextField
        label={words.keyPrefix}
        isMono
        hint={words.keyPrefixHint}
        value={key.stripPrefix ?? ''}
        error={problemAt('key.stripPrefix')}
        onChange={(prefix) => change({ key: { ...key, stripPrefix: prefix === '' ? null : prefix } })}
      />
      {isPair ? (
        <SelectField
          label={words.publicDecoding}
          options={[{ id: 'same', label: words.asPrivate }, ...pairDecodings]}
          value={verifyingKey?.decoding ?? 'same'}
          error={problemAt('verifyingKey.decoding') ?? problemAt('verifyingKey')}
          onChange={(id) =>
            change({
              verifyingKey:
                id === 'same' ? undefined : { stripPrefix: verifyingKey?.stripPrefix ?? null, decoding: id },
            })
          }
        />
      ) : null}
      {isPair && verifyingKey !== undefined ? (
        <TextField
          label={words.publicPrefix}
          isMono
          hint={words.keyPrefixHint}
          value={verifyingKey.stripPrefix ?? ''}
          onChange={(prefix) =>
            change({ verifyingKey: { ...verifyingKey, stripPrefix: prefix === '' ? null : prefix } })
          }
        />
      ) : null}
    </div>
  );
}
