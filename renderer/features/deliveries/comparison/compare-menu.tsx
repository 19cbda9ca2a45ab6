import { Columns2 } from 'lucide-react';
import type { AttemptRecord, AttemptSummary } from '../../../../core/contract/index.ts';
import { useApp } from '../../../stores/app-context.tsx';
import { comparison as words } from '../../../strings/comparison.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import type { MenuEntry } from '../../../ui/menu.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import { answerWords } from '../outcome-words.ts';
import { holdAttempt, openComparison, useHeldAttempt } from './held-attempt.ts';

interface CompareMenuProps {
  attempt: AttemptRecord;
  /** All attempts of the message, oldest first. */
  siblings: readonly AttemptSummary[];
}

/** More attempts of a message are found in their list. */
const shownSiblings = 8;

/** What an attempt can be compared with: what was chosen for it, another attempt of its message, or any other. */
export function CompareMenu({ attempt, siblings }: CompareMenuProps) {
  const app = useApp();
  const held = useHeldAttempt();
  const others = siblings.filter(({ id }) => id !== attempt.id).slice(-shownSiblings);
  const entries: MenuEntry[] = [];
  if (held !== null && held.id !== attempt.id) {
    entries.push(
      { id: 'held', label: words.withHeld(held.label), onAction: () => openComparison(app, held.id, attempt.id) },
      'separator',
    );
  }
  for (const other of others) {
    const [older, newer] = other.sequence < attempt.sequence ? [other, attempt] : [attempt, other];
    entries.push({
      id: other.id,
      label: words.withAttempt(other.number, answerWords(other)),
      onAction: () => openComparison(app, older.id, newer.id),
    });
  }
  if (others.length > 0) entries.push('separator');
  entries.push({
    id: 'another',
    label: words.withAnother,
    onAction: () => {
      holdAttempt(attempt);
      app.openTab({ kind: 'deliveries', key: '' });
    },
  });
  return (
    <MenuButton label={words.compareWith} entries={entries}>
      <IconButton size="small" icon={Columns2} label={words.compareWith} />
    </MenuButton>
  );
}
