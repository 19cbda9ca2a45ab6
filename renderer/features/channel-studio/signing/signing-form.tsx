import { useMemo } from 'react';
import type { Catalogue, Channel, SignatureScheme } from '../../../../core/contract/index.ts';
import { useDocumentList } from '../../../stores/use-document.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { signatures } from '../../../strings/signatures.ts';
import { ComboField } from '../../../ui/combo-field.tsx';
import { FieldMessage } from '../../../ui/field-message.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { PresetSettings } from '../../signatures/preset-settings.tsx';
import { schemeComboGroups } from '../../signatures/scheme-combo-groups.ts';
import { choiceId, choiceOfId, labSchemes } from '../../signatures/scheme-groups.ts';
import { SdkWarnings } from '../../signatures/sdk-warnings.tsx';
import { useSchemeWords } from '../../signatures/use-scheme-words.ts';
import styles from '../channel-document.module.css';
import type { ChannelPart } from '../channel-part.ts';
import { TemplateEditor } from '../template-editor.tsx';
import { CustomSchemeForm } from './custom-scheme-form.tsx';
import { LiteralKeyFindings } from './literal-key-findings.tsx';
import { PreviousKeysForm } from './previous-keys-form.tsx';
import { SigningActions } from './signing-actions.tsx';

const customId = 'custom';
type Signing = NonNullable<Channel['signing']>;

interface SigningFormProps extends ChannelPart {
  catalogue: Catalogue;
  issueAt: (path: string) => string | undefined;
}

/** Whether and how requests are signed: a preset, a scheme of the workspace, or one written out for this channel. */
export function SigningForm(props: SigningFormProps) {
  const { signing } = props.value;
  const turn = (isOn: boolean) => {
    const first = props.catalogue.schemes[0];
    if (!isOn) props.update({ signing: null });
    else if (first) props.update({ signing: { scheme: { preset: first.key }, key: '{{ recipient.signing_key }}' } });
  };
  return (
    <div className={styles.form}>
      <Switch label={channelStudio.signRequests} isSelected={signing !== null} onChange={turn} />
      {signing === null ? (
        <p className={styles.muted}>{channelStudio.signingOff}</p>
      ) : (
        <SigningFields {...props} signing={signing} />
      )}
    </div>
  );
}

function SigningFields({ catalogue, issueAt, signing, ...part }: SigningFormProps & { signing: Signing }) {
  const own = useDocumentList('signature-scheme');
  const schemes = useMemo(() => labSchemes(catalogue, [], own), [catalogue, own]);
  const groups = useMemo(
    () => [
      ...schemeComboGroups(schemes),
      {
        id: customId,
        label: channelStudio.customScheme,
        options: [{ id: customId, label: channelStudio.customScheme, description: channelStudio.customSchemeWhy }],
      },
    ],
    [schemes],
  );
  const chosen = choiceId(signing.scheme) ?? customId;
  const known = schemes.find(({ id }) => id === chosen);
  const scheme: SignatureScheme | undefined = 'custom' in signing.scheme ? signing.scheme.custom : known?.scheme;
  const { words, warnings } = useSchemeWords({ facts: known?.facts ?? null }, signing.scheme);
  const change = (patch: Partial<Signing>) => part.update({ signing: { ...signing, ...patch } });
  const chooseScheme = (id: string) => {
    if (id !== customId) return change({ scheme: choiceOfId(id) });
    // Chosen again, a scheme of one's own stays as it is.
    if (chosen === customId) return;
    const base = scheme ?? catalogue.schemes[0]?.scheme;
    if (base !== undefined) change({ scheme: { custom: { ...base, source: '' } } });
  };
  return (
    <>
      <ComboField
        label={channelStudio.scheme}
        groups={groups}
        value={chosen}
        onChange={chooseScheme}
        hint={known === undefined ? undefined : (words ?? undefined)}
        error={issueAt('signing.scheme')}
      />
      {'custom' in signing.scheme || scheme === undefined ? null : (
        <PresetSettings
          defaults={scheme.settings ?? {}}
          choice={signing.scheme}
          onChange={(choice) => change({ scheme: choice })}
        />
      )}
      <div className={styles.liquidField}>
        <span className={styles.label}>{channelStudio.key}</span>
        <div className={styles.oneLine}>
          <TemplateEditor
            {...part}
            field="signing.key"
            label={channelStudio.key}
            language="liquid-text"
            isSingleLine
            value={signing.key}
            onChange={(key) => change({ key: key.replaceAll(/[\r\n]/g, '') })}
          />
        </div>
        <FieldMessage hint={channelStudio.keyHint} />
        <LiteralKeyFindings scheme={signing.scheme} signingKey={signing.key} />
      </div>
      <PreviousKeysForm
        part={part}
        signing={signing}
        scheme={scheme}
        schemes={schemes}
        onChange={(next) => part.update({ signing: next })}
      />
      <SigningActions channelKey={part.templateKey} signing={signing} onKept={(choice) => change({ scheme: choice })} />
      {warnings.length === 0 ? null : (
        <details>
          <summary>{signatures.knownWarnings(warnings.length)}</summary>
          <SdkWarnings warnings={warnings} isTitleHidden />
        </details>
      )}
      {'custom' in signing.scheme ? (
        <CustomSchemeForm
          scheme={signing.scheme.custom}
          onChange={(custom) => change({ scheme: { custom } })}
          issueAt={(path) => issueAt(`signing.scheme.custom.${path}`)}
        />
      ) : null}
    </>
  );
}
