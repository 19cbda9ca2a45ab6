import { signatures } from '../../strings/signatures.ts';
import styles from './difference-view.module.css';
import { textDifference } from './text-difference.ts';

interface Side {
  label: string;
  text: string;
}

/** Two texts one above the other, in step, with the first character that differs marked in both. */
export function DifferenceView({ one, other }: { one: Side; other: Side }) {
  const difference = textDifference(one.text, other.text);
  const rows = [
    { label: one.label, text: one.text, part: difference?.one },
    { label: other.label, text: other.text, part: difference?.other },
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines must scroll with the keyboard
    <section className={styles.frame} tabIndex={0} aria-label={`${one.label}, ${other.label}`}>
      <dl className={styles.rows}>
        {rows.map(({ label, text, part }) => (
          <div key={label} className={styles.row}>
            <dt>{label}</dt>
            <dd>
              {part === undefined ? (
                text
              ) : (
                <>
                  {difference?.shared}
                  <mark className={styles.mark}>{part.mark === '' ? signatures.endsHere : visible(part.mark)}</mark>
                  {part.rest}
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A blank that is marked has to be seen. */
function visible(mark: string): string {
  return mark === ' ' ? '·' : mark;
}
