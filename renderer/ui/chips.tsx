import styles from './chips.module.css';

/** Short values in a row, such as event types; what does not fit is counted and whole on hover. */
export function Chips({ values, limit = 2 }: { values: readonly string[]; limit?: number }) {
  const hidden = values.length - limit;
  return (
    <span className={styles.chips} title={values.join(', ')}>
      {values.slice(0, limit).map((value) => (
        <span key={value} className={styles.chip}>
          {value}
        </span>
      ))}
      {hidden > 0 ? <span className={styles.more}>+{hidden}</span> : null}
    </span>
  );
}
