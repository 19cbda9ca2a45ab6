import { useMemo } from 'react';
import type { TriggerRecipient, WorkspaceSettings } from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';
import { distinctLabels } from '../../ui/distinct-labels.ts';
import { TokenListField } from '../../ui/token-list-field.tsx';
import { plainReference, readRecipientText, recipientProblem, recipientText } from './recipient-text.ts';
import type { UnreadableText } from './use-unreadable.ts';

interface RecipientsFieldsProps {
  recipients: readonly TriggerRecipient[];
  onChange: (recipients: TriggerRecipient[]) => void;
  settings: WorkspaceSettings | undefined;
  /** Null = not known yet. */
  projects: readonly { id: string; name: string }[] | null;
  environmentName: string;
  error?: string | undefined;
  /** A typed recipient that cannot be read. */
  unreadable: UnreadableText | undefined;
  onUnreadable: (text: UnreadableText | null) => void;
}

/** Projects by name, and whoever else is to be triggered. */
export function RecipientsFields(props: RecipientsFieldsProps) {
  const { recipients, onChange, settings, projects, environmentName, error, unreadable, onUnreadable } = props;
  const collection = settings?.projectCollection ?? '';
  const { idOfLabel, labelOfId } = useMemo(() => distinctLabels(projects ?? []), [projects]);
  const isProject = (recipient: TriggerRecipient): boolean => {
    const reference = plainReference(recipient);
    return typeof reference === 'object' && reference !== null && reference.collection === collection;
  };
  const chosen = recipients.filter(isProject).map((recipient) => {
    const id = typeof recipient === 'string' ? recipient : recipient.id;
    return labelOfId.get(id) ?? id;
  });
  const unknown = projects === null ? [] : chosen.filter((label) => !idOfLabel.has(label));
  const others = recipients.filter((recipient) => !isProject(recipient));
  const setProjects = (labels: readonly string[]): void =>
    onChange([...labels.map((label) => ({ collection, id: idOfLabel.get(label) ?? label })), ...others]);
  const setOthers = (texts: readonly string[]): void => {
    const named = [...recipients.filter(isProject), ...texts.flatMap((text) => readRecipientText(text) ?? [])];
    // "ada" and "user:ada" are one recipient.
    onChange([...new Map(named.map((recipient) => [recipientText(recipient), recipient])).values()]);
  };
  return (
    <>
      {settings === undefined ? null : (
        <TokenListField
          label={words.projects}
          values={chosen}
          onChange={setProjects}
          suggestions={[...idOfLabel.keys()]}
          prefersKnown
          placeholder={words.projectsPlaceholder}
          hint={unknown.length === 0 ? undefined : words.unknownProjects(unknown.join(', '), environmentName)}
          error={error}
        />
      )}
      <TokenListField
        label={words.others}
        values={others.map(recipientText)}
        onChange={setOthers}
        suggestions={[]}
        placeholder={words.othersPlaceholder}
        hint={words.othersHint}
        problemOf={recipientProblem}
        unfitText={unreadable?.text}
        onUnfit={(text) => onUnreadable(text === null ? null : { text, stored: '' })}
      />
    </>
  );
}
