import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Receiver, ReceiverRule } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import type { DocumentEditing } from '../../stores/use-document.ts';
import { receiverRules as words } from '../../strings/receiver-rules.ts';
import { Button } from '../../ui/button.tsx';
import { keepFocusIn } from '../../ui/keep-focus-in.ts';
import { blankRule } from './blank-rule.ts';
import { followMovedRules } from './moved-rules.ts';
import { RateLimitForm } from './rate-limit-form.tsx';
import { RuleCard } from './rule-card.tsx';
import styles from './rules.module.css';

interface RulesFormProps {
  tabId: string;
  editing: DocumentEditing<'receiver'>;
  value: Receiver;
}

/** What decides an answer before the receiver's own: its rate limit and its rules. */
export function RulesForm({ tabId, editing, value }: RulesFormProps) {
  const app = useApp();
  const { update, issueAt, flush } = editing;
  const rules = value.rules ?? [];
  const [addedPlace, setAddedPlace] = useState<number | null>(null);
  const list = useRef<HTMLElement>(null);
  const setRules = (next: ReceiverRule[]): void =>
    update(({ rules: _before, ...rest }) => (next.length === 0 ? rest : { ...rest, rules: next }));
  const rearrange = (next: ReceiverRule[], added: number | null): void => {
    followMovedRules(app, tabId, rules, next);
    setAddedPlace(added);
    setRules(next);
  };
  const insert = (place: number, rule: ReceiverRule): void => rearrange(rules.toSpliced(place, 0, rule), place);
  const move = (place: number, offset: number): void => {
    const rule = rules[place];
    if (rule === undefined) return;
    rearrange(rules.toSpliced(place, 1).toSpliced(place + offset, 0, rule), null);
  };
  return (
    <div className={styles.form}>
      <RateLimitForm
        tabId={tabId}
        value={value.rateLimit}
        onChange={(rateLimit) =>
          update(({ rateLimit: _before, ...rest }) => (rateLimit === undefined ? rest : { ...rest, rateLimit }))
        }
      />
      <section ref={list} className={styles.rules} aria-label={words.title}>
        <h3 className={styles.title}>{words.title}</h3>
        <p className={styles.muted}>{rules.length === 0 ? words.none : words.intro}</p>
        {rules.map((rule, place) => (
          <RuleCard
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no identity of its own
            key={place}
            tabId={tabId}
            place={place}
            rule={rule}
            isLast={place === rules.length - 1}
            isNew={place === addedPlace}
            issueAt={issueAt}
            onChange={(next) => setRules(rules.with(place, next))}
            onMove={(offset) => move(place, offset)}
            onDuplicate={() => insert(place + 1, rule)}
            onRemove={() => {
              keepFocusIn(list.current);
              rearrange(rules.toSpliced(place, 1), null);
            }}
            onLeave={() => void flush()}
          />
        ))}
        <div>
          <Button icon={Plus} onPress={() => insert(rules.length, blankRule)}>
            {words.add}
          </Button>
        </div>
      </section>
    </div>
  );
}
