import { Check, Minus, X } from 'lucide-react';
import type { MatchCheck, ReceivedRequest, RuleCheck } from '../../../core/contract/index.ts';
import { useSecretMask } from '../../request/secret-mask.tsx';
import { receiverRules as words } from '../../strings/receiver-rules.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import inspector from '../deliveries/inspector.module.css';
import { matchClaim } from './rule-words.ts';
import styles from './rules.module.css';

/** What each rule found in a request, and which one decided. */
export function RulesPart({ request: { rules, decidedBy } }: { request: ReceivedRequest }) {
  const deciding = typeof decidedBy === 'string' ? null : decidedBy.rule;
  return (
    <div className={inspector.section}>
      <p>{deciding === null ? words.noneFits : words.answeredByRule(deciding + 1)}</p>
      {rules.map((rule, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no identity of its own
        <RuleResult key={place} rule={rule} place={place} isLater={deciding !== null && place > deciding} />
      ))}
    </div>
  );
}

function RuleResult({ rule, place, isLater }: { rule: RuleCheck; place: number; isLater: boolean }) {
  const fits = isLater ? `${words.fits}, ${words.notAsked}` : words.fits;
  return (
    <section aria-label={words.rule(place + 1)}>
      <h3 className={styles.ruleTitle}>
        {words.rule(place + 1)}
        <StatusBadge
          status={rule.isMet && !isLater ? 'valid' : 'skipped'}
          text={rule.isMet ? fits : words.doesNotFit}
        />
      </h3>
      <ul className={styles.checks}>
        {rule.checks.map((check, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity of their own
          <MatchResult key={index} check={check} />
        ))}
      </ul>
    </section>
  );
}

function MatchResult({ check: { match, isMet, actual, note } }: { check: MatchCheck }) {
  const mask = useSecretMask();
  const Icon = isMet === null ? Minus : isMet ? Check : X;
  const found = actual === null ? words.nothing : actual === '' ? words.emptyText : words.actual(mask(actual));
  return (
    <li className={styles.check}>
      <Icon size="0.875rem" aria-hidden="true" className={isMet === true ? styles.met : styles.unmet} />
      <code>{matchClaim(match)}</code>
      <p>{isMet === null ? words.notLookedAt : (note ?? found)}</p>
    </li>
  );
}
