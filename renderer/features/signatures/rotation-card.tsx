import { KeyRound, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { CommandError, SchemeChoice } from '../../../core/contract/index.ts';
import { HeaderList } from '../../request/header-list.tsx';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import styles from './lab.module.css';
import { type RotationMoment, tryRotation } from './rotation-trial.ts';
import { type LabScheme, rotationSupport } from './scheme-groups.ts';

const hourMs = 3_600_000;
const mostHours = 24 * 365;

/** Plays a change of keys: what is sent while both sign, what after, and who accepts it. */
export function RotationCard({ lab, choice }: { lab: LabScheme; choice: SchemeChoice }) {
  const { engine } = useApp();
  const [oldKey, setOldKey] = useState('');
  const [newKey, setNewKey] = useState('');
  const [hours, setHours] = useState(24);
  const [moments, setMoments] = useState<readonly RotationMoment[]>([]);
  const [error, setError] = useState<CommandError | null>(null);
  const run = async (work: () => Promise<void>) => {
    try {
      await work();
      setError(null);
    } catch (cause) {
      setMoments([]);
      setError(toCommandError(cause));
    }
  };
  const generate = (set: (key: string) => void) =>
    run(async () => set((await engine.call('signatures.generateKey', { scheme: choice })).signingKey));
  const rotate = () =>
    run(async () =>
      setMoments(await tryRotation(engine, { scheme: choice, oldKey, newKey, graceMs: hours * hourMs }, Date.now())),
    );
  const generateButton = (label: string, set: (key: string) => void) => (
    <Button icon={KeyRound} onPress={() => void generate(set)}>
      {label}
    </Button>
  );
  return (
    <section className={styles.card} aria-label={signatures.rotateTitle}>
      <h3>{signatures.rotateTitle}</h3>
      <p className={styles.muted}>{signatures.rotationOf[rotationSupport(lab.scheme)]}</p>
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          void rotate();
        }}
      >
        <div className={styles.pair}>
          <SecretField
            label={signatures.rotateOld}
            hint={signatures.signingKeyHint}
            value={oldKey}
            onChange={setOldKey}
          />
          <SecretField label={signatures.rotateNew} value={newKey} onChange={setNewKey} />
        </div>
        <div className={styles.actionsStart}>
          {generateButton(signatures.rotateMakeOld, setOldKey)}
          {generateButton(signatures.rotateMakeNew, setNewKey)}
        </div>
        <NumberField
          label={signatures.rotateGrace}
          unit={signatures.hours}
          min={1}
          max={mostHours}
          value={hours}
          onChange={setHours}
        />
        <div className={styles.actionsStart}>
          <Button type="submit" variant="primary" icon={RefreshCw} isDisabled={oldKey === '' || newKey === ''}>
            {signatures.rotate}
          </Button>
        </div>
      </form>
      {error === null ? null : <ErrorNotice title={signatures.rotateFailed} error={error} />}
      {moments.map((moment) => (
        <MomentView key={moment.id} moment={moment} />
      ))}
    </section>
  );
}

function MomentView({ moment: { id, atMs, signed, isValidWithOld, isValidWithNew } }: { moment: RotationMoment }) {
  const verdict = (label: string, isValid: boolean) => (
    <li>
      {label}{' '}
      <StatusBadge
        status={isValid ? 'delivered' : 'undelivered'}
        text={isValid ? signatures.rotateAccepts : signatures.rotateRefuses}
      />
    </li>
  );
  return (
    <section className={styles.stack} aria-label={signatures.rotateMoments[id]}>
      <h4>
        {signatures.rotateMoments[id]} <span className={styles.muted}>{new Date(atMs).toISOString()}</span>
      </h4>
      <HeaderList headers={signed.headers} />
      <ul className={styles.list}>
        {verdict(signatures.rotateKnowsOld, isValidWithOld)}
        {verdict(signatures.rotateKnowsNew, isValidWithNew)}
      </ul>
    </section>
  );
}
