import { useMemo } from 'react';
import { requestWords } from '../strings/request.ts';
import { exactLines } from '../ui/exact-text.tsx';
import { formPairs } from './form-pairs.ts';
import styles from './request.module.css';
import { useSecretMask } from './secret-mask.tsx';

/** More would only slow the page. */
const shownLimit = 500;

interface FormTableProps {
  text: string;
  label: string;
}

/** A form body: each name and value decoded. */
export function FormTable({ text, label }: FormTableProps) {
  const mask = useSecretMask();
  const pairs = useMemo(() => formPairs(mask(text)), [mask, text]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table must scroll with the keyboard
    <section className={styles.formScroller} tabIndex={0} aria-label={label}>
      <table className={styles.form}>
        <thead>
          <tr>
            <th scope="col">{requestWords.formName}</th>
            <th scope="col">{requestWords.formValue}</th>
          </tr>
        </thead>
        <tbody>
          {pairs.slice(0, shownLimit).map(([name, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat, and their order is their identity
            <tr key={index}>
              <th scope="row">{exactLines(name)}</th>
              <td>{exactLines(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {pairs.length > shownLimit ? (
        <p className={styles.muted}>{requestWords.formCut(shownLimit, pairs.length.toLocaleString('en'))}</p>
      ) : null}
    </section>
  );
}
