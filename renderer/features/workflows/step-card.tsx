import { ExternalLink, LockOpen, SquarePen } from 'lucide-react';
import {
  type ChannelStep,
  isChannelStep,
  parseConditionPath,
  stepTemplateWith,
  type WorkflowStep,
} from '../../../core/contract/index.ts';
import { ConditionsEditor } from '../../conditions/conditions-editor.tsx';
import { useApp } from '../../stores/app-context.tsx';
import { useDocumentList } from '../../stores/use-document.ts';
import { workflows } from '../../strings/workflows.ts';
import { Button } from '../../ui/button.tsx';
import { NumberedCard } from '../../ui/numbered-card.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './workflow-document.module.css';

interface StepCardProps {
  number: number;
  step: WorkflowStep;
  isLast: boolean;
  isRefTaken: boolean;
  /** It has just been added: it comes into view, and what is typed next belongs to it. */
  isNew: boolean;
  onChange: (step: WorkflowStep) => void;
  /** Shows the request that the step has of its own. */
  onOpenRequest: () => void;
  onMove: (offset: number) => void;
  onRemove: () => void;
}

export function StepCard(props: StepCardProps) {
  const { number, step, isLast, isRefTaken, isNew, onChange, onOpenRequest, onMove, onRemove } = props;
  return (
    <NumberedCard
      label={workflows.stepNumber(number)}
      number={number}
      title={step.name ?? step.ref}
      isLast={isLast}
      words={{ moveUp: workflows.moveUp, moveDown: workflows.moveDown, remove: workflows.removeStep }}
      onMove={onMove}
      onRemove={onRemove}
    >
      {isChannelStep(step) ? (
        <ChannelStepForm
          step={step}
          isRefTaken={isRefTaken}
          isNew={isNew}
          onChange={onChange}
          onOpenRequest={onOpenRequest}
        />
      ) : (
        <p className={styles.muted}>{workflows.otherStep(step.type)}</p>
      )}
      <ConditionsEditor
        label={workflows.stepConditions}
        hint={workflows.stepConditionsHint}
        value={step.conditions}
        onChange={(conditions) => onChange({ ...step, conditions })}
      />
    </NumberedCard>
  );
}

interface ChannelStepFormProps extends Pick<StepCardProps, 'isRefTaken' | 'isNew' | 'onChange' | 'onOpenRequest'> {
  step: ChannelStep;
}

function ChannelStepForm({ step, isRefTaken, isNew, onChange, onOpenRequest }: ChannelStepFormProps) {
  const app = useApp();
  const channels = useDocumentList('channel');
  const missing = step.channel_key === '' ? workflows.noChannelChosen : workflows.channelMissing(step.channel_key);
  const channel = channels.find(({ key }) => key === step.channel_key);
  const isChannelKnown = channel !== undefined;
  const template = step.template ?? null;
  return (
    <>
      <div className={styles.columns}>
        <TextField
          label={workflows.name}
          autoFocus={isNew}
          value={step.name ?? ''}
          onChange={(name) => onChange({ ...step, name })}
        />
        <TextField
          label={workflows.ref}
          isMono
          hint={workflows.refHint}
          error={refProblem(step.ref, isRefTaken)}
          value={step.ref}
          onChange={(ref) => onChange({ ...step, ref })}
        />
        <SelectField
          label={workflows.channel}
          options={channels.map(({ key, value }) => ({ id: key, label: value.name, description: key }))}
          value={isChannelKnown ? step.channel_key : null}
          placeholder={workflows.noChannel}
          error={isChannelKnown ? undefined : missing}
          onChange={(key) => onChange({ ...step, channel_key: key })}
        />
      </div>
      <div className={styles.stepActions}>
        <Button
          variant="quiet"
          icon={ExternalLink}
          isDisabled={!isChannelKnown}
          onPress={() => app.openTab({ kind: 'channel', key: step.channel_key })}
        >
          {workflows.openChannel}
        </Button>
        {template === null ? (
          <Button
            variant="quiet"
            icon={LockOpen}
            tooltip={workflows.giveRequestHint}
            isDisabled={channel === undefined || step.ref === ''}
            onPress={() => {
              if (channel !== undefined) onChange({ ...step, template: stepTemplateWith(null, channel.value.request) });
              onOpenRequest();
            }}
          >
            {workflows.giveRequest}
          </Button>
        ) : (
          <>
            <Button icon={SquarePen} isDisabled={step.ref === ''} onPress={onOpenRequest}>
              {workflows.editRequest}
            </Button>
            <Button variant="quiet" onPress={() => onChange({ ...step, template: null })}>
              {workflows.resetRequest}
            </Button>
            <span className={styles.muted}>{workflows.ownRequest}</span>
          </>
        )}
      </div>
    </>
  );
}

function refProblem(ref: string, isTaken: boolean): string | undefined {
  if (ref === '') return workflows.refMissing;
  if (isTaken) return workflows.refTaken;
  return parseConditionPath(`refs.${ref}`)?.length === 2 ? undefined : workflows.refUnreachable;
}
