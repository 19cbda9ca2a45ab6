import { TriangleAlert } from 'lucide-react';
import type { SchemeCheck } from '../../../core/contract/index.ts';
import { signatures } from '../../strings/signatures.ts';
import styles from './lab.module.css';
import { SourceLink } from './source-link.tsx';

interface SdkWarningsProps {
  warnings: SchemeCheck['warnings'];
  /** Where something above says what they are. */
  isTitleHidden?: boolean;
}

/** What the published verifiers of a scheme do that its rule does not say, each with where it was seen. */
export function SdkWarnings({ warnings, isTitleHidden = false }: SdkWarningsProps) {
  if (warnings.length === 0) return null;
  return (
    <section className={styles.card} aria-label={signatures.warnings}>
      {isTitleHidden ? null : <h3>{signatures.warnings}</h3>}
      <ul className={styles.list}>
        {warnings.map(({ code, sentence, matters, sources }) => (
          <li key={code} className={styles.warning}>
            <TriangleAlert size="1rem" aria-hidden="true" />
            <div>
              {sentence} <span className={styles.muted}>{matters}</span>{' '}
              <span className={styles.sources}>
                {signatures.seenIn}{' '}
                {sources.map((source, index) => (
                  <span key={source}>
                    {index === 0 ? '' : ', '}
                    <SourceLink url={source} />
                  </span>
                ))}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
