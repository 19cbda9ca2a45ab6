import { useMemo } from 'react';
import type { Catalogue, Channel, SignatureScheme } from '../../../core/contract/index.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { ComboField } from '../../ui/combo-field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { schemeComboGroups } from '../signatures/scheme-combo-groups.ts';
import { choiceId, choiceOfId, labSchemes } from '../signatures/scheme-groups.ts';
import styles from './channel-document.module.css';
import type { ChannelPart } from './channel-part.ts';
import { CustomSchemeForm } from './custom-scheme-form.tsx';
import { LiteralKeyFindings } from './literal-key-findings.tsx';
import { PresetSettings } from './preset-settings.tsx';
import { TemplateEditor } from './template-editor.tsx';

const customId = 'custom';

interface SigningFormProps extends ChannelPart {
  catalogue: Catalogue;
  issueAt: (path: string) => string | undefined;
}

/** Whether and how requests are signed: a preset, or a scheme of one's own that begins as a copy of the preset. */
export function SigningForm({ catalogue, issueAt, ...part }: SigningFormProps) {
  const { value, update } = part;
  const { signing } = value;
  const own = useDocumentList('signature-scheme');
  const groups = useMemo(
    () => [
      ...schemeComboGroups(labSchemes(catalogue, [], own)),
      {
        id: customId,
        label: channelStudio.customScheme,
        options: [{ id: customId, label: channelStudio.customScheme, description: channelStudio.customSchemeWhy }],
      },
    ],
    [catalogue, own],
  );
  const chosen = signing === null ? null : (choiceId(signing.scheme) ?? customId);
  const preset = catalogue.schemes.find(({ key }) => key === chosen);

  const change = (patch: Partial<NonNullable<Channel['signing']>>) => {
    if (signing !== null) update({ signing: { ...signing, ...patch } });
  };
  const chooseScheme = (id: string) => {
    if (id !== customId) return change({ scheme: choiceOfId(id) });
    // Chosen again, a scheme of one's own stays as it is.
    if (chosen === customId) return;
    const named = own.find(({ key }) => chosen === choiceId({ own: key }))?.value;
    const base: SignatureScheme | undefined = named ?? preset?.scheme ?? catalogue.schemes[0]?.scheme;
    if (base !== undefined) change({ scheme: { custom: { ...base, source: '' } } });
  };
  const turn = (isOn: boolean) => {
    const first = catalogue.schemes[0];
    if (!isOn) update({ signing: null });
    else if (first) update({ signing: { scheme: { preset: first.key }, key: '{{ recipient.signing_key }}' } });
  };

  return (
    <div className={styles.form}>
      <Switch label={channelStudio.signRequests} isSelected={signing !== null} onChange={turn} />
      {signing === null ? (
        <p className={styles.muted}>{channelStudio.signingOff}</p>
      ) : (
        <>
          <ComboField
            label={channelStudio.scheme}
            groups={groups}
            value={chosen}
            onChange={chooseScheme}
            hint={preset === undefined ? undefined : preset.words}
            error={issueAt('signing.scheme')}
          />
          {'preset' in signing.scheme && preset !== undefined ? (
            <PresetSettings
              defaults={preset.scheme.settings ?? {}}
              choice={signing.scheme}
              onChange={(scheme) => change({ scheme })}
            />
          ) : null}
          <div>
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
            <p className={styles.muted}>{channelStudio.keyHint}</p>
            <LiteralKeyFindings scheme={signing.scheme} signingKey={signing.key} />
          </div>
          {'custom' in signing.scheme ? (
            <CustomSchemeForm
              scheme={signing.scheme.custom}
              onChange={(custom) => change({ scheme: { custom } })}
              issueAt={(path) => issueAt(`signing.scheme.custom.${path}`)}
            />
          ) : null}
        </>
      )}
    </div>
  );
}
