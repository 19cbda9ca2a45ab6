import { Check, ScanSearch } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { RecognisedScheme } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import styles from './lab.module.css';
import { labForm, requestOf } from './lab-form.ts';

const typingDelayMs = 250;
const shownCount = 3;

/** Which schemes the request in the form looks like, and why; one click chooses. */
export function RecognisedSchemes({ chosen }: { chosen: string | null }) {
  const { engine } = useApp();
  const form = useStore(labForm);
  const [found, setFound] = useState<readonly RecognisedScheme[] | null>(null);
  const { headersText, bodyText, exactBody, url, method } = form;

  useEffect(() => {
    const request = requestOf({ headersText, bodyText, exactBody, url, method });
    if (request === null || (headersText.trim() === '' && bodyText === '')) return setFound(null);
    let isCurrent = true;
    const ask = () =>
      engine.call('signatures.recognise', { headers: request.headers, url: request.url, body: request.body }).then(
        (schemes) => isCurrent && setFound(schemes),
        () => isCurrent && setFound(null),
      );
    const timer = setTimeout(() => void ask(), typingDelayMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [engine, headersText, bodyText, exactBody, url, method]);

  if (found === null) return null;
  if (found.length === 0) return <p className={styles.muted}>{signatures.nothingRecognised}</p>;
  return (
    <section className={styles.card} aria-label={signatures.looksLike}>
      <h3>{signatures.looksLike}</h3>
      <ul className={styles.list}>
        {found.slice(0, shownCount).map(({ preset, name, reason }) => (
          <li key={preset} className={styles.guess}>
            <span>
              {name}. <span className={styles.muted}>{reason}</span>
            </span>
            {preset === chosen ? (
              <span className={styles.good}>
                <Check size="0.875rem" aria-hidden="true" />
                {signatures.chosenScheme}
              </span>
            ) : (
              <Button icon={ScanSearch} onPress={() => labForm.setState({ schemeId: preset, senderKey: null })}>
                {signatures.chooseScheme(name)}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
