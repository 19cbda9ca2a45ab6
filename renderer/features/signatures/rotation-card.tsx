import { KeyRound, RefreshCw } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { CommandError, SchemeChoice } from '../../../core/contract/index.ts';
import { HeaderList } from '../../request/header-list.tsx';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import { ComboField } from '../../ui/combo-field.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import styles from './lab.module.css';
import { type RotationMoment, tryRotation } from './rotation-trial.ts';
import { schemeComboGroups } from './scheme-combo-groups.ts';
import { type LabScheme, rotationSupport } from './scheme-groups.ts';
import { useLabSchemes } from './use-lab-scheme.ts';

const hourMs = 3_600_000;
const mostHours = 24 * 365;
const sameId = 'same';

/** Plays a change of keys: what is sent while both sign, what after, and who accepts it. */
export function RotationCard({ lab, choice }: { lab: LabScheme; choice: SchemeChoice }) {
  const { engine } = useApp();
  const schemes = useLabSchemes();
  const groups = useMemo(
    () => [
      { id: sameId, label: signatures.rotateSame, options: [{ id: sameId, label: signatures.rotateSame }] },
      ...schemeComboGroups(schemes),
    ],
    [schemes],
  );
  const [oldSchemeId, setOldSchemeId] = useState(sameId);
  const oldScheme = schemes.find(({ id }) => id === oldSchemeId)?.choice ?? choice;
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
  const generate = (scheme: SchemeChoice, set: (key: string) => void) =>
    run(async () => set((await engine.call('signatures.generateKey', { scheme })).signingKey));
  const rotate = () =>
    run(async () =>
      setMoments(
        await tryRotation(engine, { scheme: choice, oldScheme, oldKey, newKey, graceMs: hours * hourMs }, Date.now()),
      ),
    );
  const generateButton = (label: string, scheme: SchemeChoice, set: (key: string) => void) => (
    <Button icon={KeyRound} onPress={() => void generate(scheme, set)}>
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
        <ComboField
          label={signatures.rotateOldScheme}
          groups={groups}
          value={oldSchemeId}
          onChange={(id) => {
            setOldSchemeId(id);
            setOldKey('');
          }}
        />
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
          {generateButton(signatures.rotateMakeOld, oldScheme, setOldKey)}
          {generateButton(signatures.rotateMakeNew, choice, setNewKey)}
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
