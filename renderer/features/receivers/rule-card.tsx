import { Copy, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ReceiverRule } from '../../../core/contract/index.ts';
import { receiverRules as words } from '../../strings/receiver-rules.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { keepFocusIn } from '../../ui/keep-focus-in.ts';
import { NumberedCard } from '../../ui/numbered-card.tsx';
import { AnswerContentFields, AnswerOutcomeFields } from './answer-fields.tsx';
import { blankMatch } from './blank-rule.ts';
import { MatchRow } from './match-row.tsx';
import { ruleClaim } from './rule-words.ts';
import styles from './rules.module.css';

interface RuleCardProps {
  tabId: string;
  /** From 0. */
  place: number;
  rule: ReceiverRule;
  isLast: boolean;
  /** It has just been added: it comes into view, and what is typed next belongs to it. */
  isNew: boolean;
  issueAt: (path: string) => string | undefined;
  onChange: (rule: ReceiverRule) => void;
  onMove: (offset: number) => void;
  onDuplicate: () => void;
  onRemove: () => void;
  onLeave: () => void;
}

export function RuleCard(props: RuleCardProps) {
  const { tabId, place, rule, isLast, isNew, issueAt, onChange, onMove, onDuplicate, onRemove, onLeave } = props;
  const { when, answer } = rule;
  const [added, setAdded] = useState(isNew ? 0 : null);
  const rows = useRef<HTMLDivElement>(null);
  const answerFields = {
    answer,
    path: `rules.${place}.answer`,
    issueAt,
    onChange: (next: ReceiverRule['answer']) => onChange({ ...rule, answer: next }),
  };
  return (
    <NumberedCard
      label={words.rule(place + 1)}
      number={place + 1}
      title={ruleClaim(rule)}
      isLast={isLast}
      words={words}
      onMove={onMove}
      onRemove={onRemove}
      actions={<IconButton icon={Copy} size="small" label={words.duplicate} onPress={onDuplicate} />}
    >
      <div ref={rows} className={styles.matches}>
        <span className={styles.legend}>{words.when}</span>
        {when.map((match, index) => (
          <MatchRow
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity of their own
            key={index}
            match={match}
            isNew={index === added}
            isOnly={when.length === 1}
            onChange={(next) => onChange({ ...rule, when: when.with(index, next) })}
            onRemove={() => {
              setAdded(null);
              keepFocusIn(rows.current);
              onChange({ ...rule, when: when.toSpliced(index, 1) });
            }}
          />
        ))}
        <Button
          icon={Plus}
          onPress={() => {
            setAdded(when.length);
            onChange({ ...rule, when: [...when, blankMatch] });
          }}
        >
          {words.addMatch}
        </Button>
      </div>
      <div className={styles.answer}>
        <span className={styles.legend}>{words.answeredWith}</span>
        <AnswerOutcomeFields tabId={tabId} {...answerFields} />
        <details className={styles.more}>
          <summary>{words.answerMore(answer.headers.length, answer.body !== '')}</summary>
          <div className={styles.answer}>
            <AnswerContentFields {...answerFields} onLeave={onLeave} />
          </div>
        </details>
      </div>
    </NumberedCard>
  );
}
