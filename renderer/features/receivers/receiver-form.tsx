import type { PortProtocol, Receiver } from '../../../core/contract/index.ts';
import type { DocumentEditing } from '../../stores/use-document.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { NumberField } from '../../ui/number-field.tsx';
import type { TypedNumber } from '../../ui/number-problem.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { DocumentNameFields } from '../document-name-fields.tsx';
import { AnswerContentFields, AnswerOutcomeFields } from './answer-fields.tsx';
import { ProtocolForm } from './protocol-form.tsx';
import styles from './receiver.module.css';
import { pathOf } from './receiver-actions.ts';
import { StatusSequenceField } from './status-sequence-field.tsx';
import { VerificationForm } from './verification-form.tsx';

/** A field that the engine may refuse to start with. */
export type RefusedField = 'port' | 'path' | 'tls';

interface ReceiverFormProps {
  tabId: string;
  receiverKey: string;
  editing: DocumentEditing<'receiver'>;
  value: Receiver;
  /** Why it could not start, when that is about one field. */
  refused: { field: RefusedField; text: string } | null;
}

const afterOptions = (['answer', 'repeat-last', 'restart'] as const).map((id) => ({ id, label: words.after[id] }));

/** How the receiver behaves; a running one takes on changes from its next request on. */
export function ReceiverForm({ tabId, receiverKey, editing, value, refused }: ReceiverFormProps) {
  const { update, issueAt, flush } = editing;
  const { answer } = value;
  const refusedAt = (field: RefusedField) => (refused?.field === field ? refused.text : undefined);
  const save = () => void flush();
  const change = (patch: Partial<Receiver>) => update(patch);
  const typedPort = useTabState<TypedNumber | null>(tabId, 'typedPort', null);
  const answerFields = {
    answer,
    path: 'answer',
    issueAt,
    onChange: (next: Receiver['answer']) => change({ answer: next }),
  };
  const setProtocol = ({ tls, clientCertificate }: PortProtocol): void =>
    update(({ tls: _tls, clientCertificate: _demand, ...rest }) => ({
      ...rest,
      ...(tls === undefined ? {} : { tls }),
      ...(clientCertificate === undefined ? {} : { clientCertificate }),
    }));
  return (
    <div className={styles.form}>
      <div className={styles.pairs}>
        <DocumentNameFields
          kind="receiver"
          documentKey={receiverKey}
          name={value.name}
          newName={words.newName}
          nameLabel={words.name}
          nameError={issueAt('name')}
          onChange={(name) => change({ name })}
          onNewKey={(key) => {
            if (value.path === pathOf(receiverKey)) change({ path: pathOf(key) });
          }}
        />
        <NumberField
          label={words.port}
          min={0}
          max={65_535}
          value={value.port}
          typing={typedPort}
          hint={words.portHint}
          error={refusedAt('port') ?? issueAt('port')}
          onChange={(port) => change({ port })}
        />
        <TextField
          label={words.path}
          isMono
          value={value.path}
          hint={words.pathHint}
          error={refusedAt('path') ?? issueAt('path')}
          onChange={(path) => change({ path })}
          onBlur={save}
        />
      </div>
      <ProtocolForm
        receiverKey={receiverKey}
        value={value}
        error={refusedAt('tls') ?? issueAt('tls') ?? issueAt('clientCertificate')}
        onChange={setProtocol}
        onPort={(port) => change({ port })}
      />
      <AnswerOutcomeFields tabId={tabId} {...answerFields} isThrottling={value.statusSequence.includes('throttle')} />
      <div className={styles.sequence}>
        <StatusSequenceField
          tabId={tabId}
          entries={value.statusSequence}
          onChange={(statusSequence) => change({ statusSequence })}
        />
        {value.statusSequence.length === 0 ? null : (
          <SelectField
            label={words.afterSequence}
            options={afterOptions}
            value={value.afterSequence}
            onChange={(afterSequence) => change({ afterSequence })}
          />
        )}
      </div>
      <AnswerContentFields {...answerFields} onLeave={save} />
      <VerificationForm
        receiverKey={receiverKey}
        value={value.verification}
        onChange={(verify) => update((before) => ({ ...before, verification: verify(before.verification) }))}
      />
    </div>
  );
}
