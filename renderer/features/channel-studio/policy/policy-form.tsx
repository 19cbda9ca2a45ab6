import type { Catalogue } from '../../../../core/contract/index.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { SelectField } from '../../../ui/select-field.tsx';
import styles from '../channel-document.module.css';
import type { ChannelPart } from '../channel-part.ts';
import { CustomPolicyForm } from './custom-policy-form.tsx';
import { PolicySchedules } from './policy-schedules.tsx';

const customId = 'custom';

/** When a message is given up and when it is tried again: a preset, or a policy of one's own that begins as its copy. */
export function PolicyForm({ catalogue, value, update }: ChannelPart & { catalogue: Catalogue }) {
  const { policy } = value;
  const chosen = 'preset' in policy ? policy.preset : customId;
  const preset = catalogue.policies.find(({ key }) => key === chosen);
  const choose = (id: string) => {
    if (id !== customId) return update({ policy: { preset: id } });
    const base = preset?.policy ?? catalogue.policies[0]?.policy;
    if (base !== undefined) update({ policy: { custom: { ...base, name: channelStudio.customPolicy, source: '' } } });
  };
  return (
    <div className={styles.form}>
      <SelectField
        label={channelStudio.preset}
        options={[
          ...catalogue.policies.map(({ key, policy: { name, description } }) => ({
            id: key,
            label: name,
            description,
          })),
          { id: customId, label: channelStudio.customPolicy, description: channelStudio.customPolicyWhy },
        ]}
        value={chosen}
        onChange={choose}
        hint={preset?.words}
      />
      {'custom' in policy ? (
        <CustomPolicyForm policy={policy.custom} onChange={(custom) => update({ policy: { custom } })} />
      ) : null}
      <PolicySchedules
        presets={catalogue.policies}
        chosen={'preset' in policy ? policy.preset : null}
        own={'custom' in policy ? policy.custom : null}
      />
    </div>
  );
}
