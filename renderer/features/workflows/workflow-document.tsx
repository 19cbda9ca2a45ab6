import { Play, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { stepKey, type WorkflowStep } from '../../../core/contract/index.ts';
import { ConditionsEditor } from '../../conditions/conditions-editor.tsx';
import { useApp } from '../../stores/app-context.tsx';
import { renameTab, type Tab } from '../../stores/session.ts';
import { useDocument } from '../../stores/use-document.ts';
import { workflows } from '../../strings/workflows.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { keepFocusIn } from '../../ui/keep-focus-in.ts';
import { TextField } from '../../ui/text-field.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { followStepRef } from '../channel-studio/follow-rename.ts';
import { DocumentNameFields } from '../document-name-fields.tsx';
import { newWebhookStep, stepDefaults } from './new-workflow.ts';
import { StepCard } from './step-card.tsx';
import styles from './workflow-document.module.css';

export function WorkflowDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  const workflow = useDocument('workflow', tab.key);
  const [addedStep, setAddedStep] = useState<number | null>(null);
  const steps = useRef<HTMLElement>(null);
  /** Refs that steps had before one was typed that another step has, by their places. */
  const shownRefs = useRef(new Map<number, string>());
  if (workflow.status === 'missing') return <EmptyState sentence={workflows.notFound(tab.key)} />;
  const { value, update } = workflow;
  if (value === undefined) return null;

  const setSteps = (next: WorkflowStep[]) => update((current) => ({ ...current, steps: next }));
  const setStep = (index: number, before: WorkflowStep, next: WorkflowStep) => {
    setSteps(value.steps.with(index, next));
    if (before.ref === next.ref) return;
    const open = { kind: 'step', key: stepKey(tab.key, before.ref) };
    app.session.setState((state) => renameTab(state, open, stepKey(tab.key, next.ref)));
    followRefOf(index, before.ref, next.ref);
  };
  // Half-typed it may be the ref of another step, which is not the one that was chosen.
  const followRefOf = (index: number, from: string, to: string) => {
    const first = shownRefs.current.get(index) ?? from;
    const isTaken = value.steps.some(({ ref }, at) => at !== index && ref === to);
    if (isTaken) shownRefs.current.set(index, first);
    else {
      shownRefs.current.delete(index);
      followStepRef(app, tab.key, first, to);
    }
  };
  const addStep = () => {
    setAddedStep(value.steps.length);
    setSteps([...value.steps, newWebhookStep(value.steps, stepDefaults(app.documents.getState()))]);
  };
  const move = (index: number, offset: number) => {
    const step = value.steps[index];
    if (step !== undefined) setSteps(value.steps.toSpliced(index, 1).toSpliced(index + offset, 0, step));
  };

  return (
    <div className={styles.document}>
      <Toolbar
        label={value.name}
        aside={
          <Button
            variant="primary"
            icon={Play}
            tooltip={workflows.runHint}
            onPress={() => app.openTab({ kind: 'run-setup', key: tab.key })}
          >
            {workflows.run}
          </Button>
        }
      >
        <Button icon={Plus} onPress={addStep}>
          {workflows.addStep}
        </Button>
      </Toolbar>
      <div className={styles.content}>
        <div className={styles.columns}>
          <DocumentNameFields
            kind="workflow"
            documentKey={tab.key}
            name={value.name}
            newName={workflows.newName}
            nameLabel={workflows.name}
            nameError={workflow.issueAt('name')}
            onChange={(name) => update({ name })}
          />
          <TextField
            label={workflows.description}
            value={value.description ?? ''}
            onChange={(description) => update({ description })}
            onBlur={() => void workflow.flush()}
          />
        </div>
        <ConditionsEditor
          label={workflows.triggerConditions}
          hint={workflows.triggerConditionsHint}
          value={value.conditions}
          onChange={(conditions) => update({ conditions })}
        />
        <section ref={steps} className={styles.steps} aria-label={workflows.steps}>
          <h3 className={styles.title}>{workflows.steps}</h3>
          {value.steps.length === 0 ? (
            <EmptyState sentence={workflows.noSteps} action={{ label: workflows.addStep, onPress: addStep }} />
          ) : null}
          {value.steps.map((step, index) => (
            <StepCard
              // biome-ignore lint/suspicious/noArrayIndexKey: a ref changes while it is typed; the place is what stays
              key={index}
              number={index + 1}
              step={step}
              isLast={index === value.steps.length - 1}
              isNew={index === addedStep}
              isRefTaken={value.steps.some((other, place) => place !== index && other.ref === step.ref)}
              onChange={(next) => setStep(index, step, next)}
              onOpenRequest={() => app.openTab({ kind: 'step', key: stepKey(tab.key, step.ref) })}
              onMove={(offset) => move(index, offset)}
              onRemove={() => {
                setAddedStep(null);
                keepFocusIn(steps.current);
                setSteps(value.steps.toSpliced(index, 1));
              }}
            />
          ))}
        </section>
      </div>
    </div>
  );
}
