import { Plus } from 'lucide-react';
import { useRef } from 'react';
import type { Expectation } from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { FieldMessage } from '../../ui/field-message.tsx';
import { focusWhenShown } from '../../ui/focus-when-shown.ts';
import { keepFocusIn } from '../../ui/keep-focus-in.ts';
import { ExpectationRow } from './expectation-row.tsx';
import styles from './setup.module.css';

interface ExpectationsEditorProps {
  expectations: readonly Expectation[];
  onChange: (expectations: Expectation[]) => void;
  issueAt: (path: string) => string | undefined;
}

const blank: Expectation = { recipient: '', outcome: 'delivered' };

/** What a run of the scenario should come to: a row per recipient. */
export function ExpectationsEditor({ expectations, onChange, issueAt }: ExpectationsEditorProps) {
  const host = useRef<HTMLElement>(null);
  return (
    <section ref={host} className={styles.expectations} aria-label={words.expectations}>
      <h2>{words.expectedRows}</h2>
      <FieldMessage hint={words.expectedHint} />
      <div className={styles.sideways}>
        <div className={styles.expectationRows}>
          {expectations.length === 0 ? null : (
            <div className={classNames(styles.expectation, styles.expectationHead)} aria-hidden="true">
              <span>{words.expectedRecipient}</span>
              <span>{words.expectedOutcome}</span>
              <span>{words.expectedAttempts}</span>
              <span>{words.expectedStatus}</span>
              <span>{words.expectedFailure}</span>
              <span>{words.expectedSignature}</span>
            </div>
          )}
          {expectations.map((expectation, index) => (
            <ExpectationRow
              // biome-ignore lint/suspicious/noArrayIndexKey: expectations have no identity of their own
              key={index}
              index={index}
              value={expectation}
              error={issueAt(`expectations.${index}`)}
              onChange={(next) => onChange(expectations.with(index, next))}
              onRemove={() => {
                keepFocusIn(host.current);
                onChange(expectations.toSpliced(index, 1));
              }}
            />
          ))}
        </div>
      </div>
      <div>
        <Button
          icon={Plus}
          onPress={() => {
            onChange([...expectations, blank]);
            focusWhenShown(`[data-expectation="${expectations.length}"] input`);
          }}
        >
          {words.addExpectation}
        </Button>
      </div>
    </section>
  );
}
