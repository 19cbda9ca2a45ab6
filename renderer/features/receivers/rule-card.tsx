import { ArrowDown, ArrowUp, Copy, Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ReceiverRule, RequestMatch } from '../../../core/contract/index.ts';
import { receiverRules as words } from '../../strings/receiver-rules.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { keepFocusIn } from '../../ui/keep-focus-in.ts';
import { AnswerContentFields, AnswerOutcomeFields } from './answer-fields.tsx';
import { MatchRow } from './match-row.tsx';
import { ruleClaim } from './rule-words.ts';
import styles from './rules.module.css';

export const blankMatch: RequestMatch = { part: 'body', name: '', test: 'equals', value: '' };

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
    <article className={styles.rule} aria-label={words.rule(place + 1)}>
      <header className={styles.head}>
        <span className={styles.number}>{place + 1}</span>
        <strong className={styles.claim}>{ruleClaim(rule)}</strong>
        <IconButton
          icon={ArrowUp}
          size="small"
          label={words.moveUp}
          isDisabled={place === 0}
          onPress={() => onMove(-1)}
        />
        <IconButton
          icon={ArrowDown}
          size="small"
          label={words.moveDown}
          isDisabled={isLast}
          onPress={() => onMove(1)}
        />
        <IconButton icon={Copy} size="small" label={words.duplicate} onPress={onDuplicate} />
        <IconButton icon={X} size="small" label={words.remove} onPress={onRemove} />
      </header>
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
    </article>
  );
}
