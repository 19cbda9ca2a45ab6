import { Play, Square } from 'lucide-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { SchemeChoice } from '../../../core/contract/index.ts';
import { useApp, useEnvironment, useReceivers } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './lab.module.css';
import { requestOf } from './lab-form.ts';
import type { LabScheme } from './scheme-groups.ts';
import { signForm } from './sign-form.ts';
import { suiteForm } from './suite-form.ts';
import { suiteKey, verifiesByOther } from './suite-key.ts';
import { countOutcomes } from './suite-report.ts';
import { SuiteReportMenus } from './suite-report-menus.tsx';
import { SuiteSample } from './suite-sample.tsx';
import { SuiteTable } from './suite-table.tsx';
import { useNegativeSuite } from './use-negative-suite.ts';

/** The choice of an address instead of a receiver; no receiver can have this key. */
const byUrl = ' url';

/** Fires valid and spoiled requests at a consumer on this machine, and says which it got wrong. */
export function NegativeSection({ lab, choice }: { lab: LabScheme; choice: SchemeChoice }) {
  const app = useApp();
  const { engine } = app;
  const environment = useEnvironment();
  const receivers = useDocumentList('receiver');
  const states = useReceivers((state) => state.states);
  const key = useStore(signForm, (form) => form.key);
  const [target, setTarget] = useState(byUrl);
  const [url, setUrl] = useState('');
  /** The receiver that the key comes from, as long as nobody has changed it. */
  const [keyOwner, setKeyOwner] = useState<string | null>(null);
  const [oldKey, setOldKey] = useState('');
  const [startError, setStartError] = useState<string | null>(null);
  const { suite, start, stop } = useNegativeSuite();
  const isRunning = suite.status === 'running';
  const fieldError = (...names: readonly string[]) =>
    suite.error !== null && names.includes(suite.error.field ?? '') ? suite.error.message : undefined;
  const targetError = startError ?? fieldError('target.receiver');
  const urlError = fieldError('target.url');
  const keyError = fieldError('key');
  const isToldBesideField = [targetError, urlError, keyError].some((text) => text !== undefined);
  const receiver = receivers.find(({ key: id }) => id === target)?.value;
  const isRefusing = receiver?.verification?.onFailure === 'reject';
  const address = states[target]?.url ?? signatures.suiteWillStart;
  const targetHint =
    receiver === undefined
      ? undefined
      : verifiesByOther(receiver.verification, lab)
        ? signatures.suiteOtherScheme(address)
        : isRefusing
          ? address
          : signatures.suiteOnlyRecords(address);
  const total = suite.cases[0]?.total ?? 0;
  const counts = countOutcomes(suite.cases);

  const sampleForm = useStore(suiteForm);
  const sample = sampleForm.isOwnSample ? requestOf(sampleForm) : null;
  // Undefined: one's own, with a header line that is none.
  const own =
    sample !== null ? { headers: sample.headers, body: sample.body } : sampleForm.isOwnSample ? undefined : null;

  const lastChosen = useRef(target);
  const chooseTarget = async (id: string): Promise<void> => {
    lastChosen.current = id;
    setTarget(id);
    setKeyOwner(null);
    const chosen = receivers.find(({ key: each }) => each === id)?.value;
    // A secret that cannot be read is typed in.
    const found = await suiteKey(app, environment, chosen?.verification ?? null, lab).catch(() => null);
    if (found === null || chosen === undefined || lastChosen.current !== id) return;
    signForm.setState({ key: found });
    setKeyOwner(chosen.name);
  };

  const run = async () => {
    if (own === undefined) return;
    setStartError(null);
    if (target !== byUrl && states[target]?.status !== 'running') {
      try {
        await engine.call('receivers.start', { receivers: [target] });
      } catch (cause) {
        return setStartError(toCommandError(cause).message);
      }
    }
    await start({
      target: target === byUrl ? { url: url.trim() } : { receiver: target },
      scheme: choice,
      key,
      oldKey: oldKey === '' ? null : oldKey,
      sample: own,
    });
  };

  return (
    <div className={classNames(styles.page, styles.stack)}>
      <form
        className={classNames(styles.stack, styles.narrow)}
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <p className={styles.muted}>{signatures.suiteIntro}</p>
        <div className={styles.pair}>
          <SelectField
            label={signatures.suiteTarget}
            options={[
              { id: byUrl, label: signatures.suiteTargetUrl },
              ...receivers.map(({ key: id, value }) => ({ id, label: value.name })),
            ]}
            value={target}
            error={target === byUrl ? undefined : (targetError ?? undefined)}
            hint={targetHint}
            onChange={(id) => void chooseTarget(id)}
          />
          {target === byUrl ? (
            <TextField
              label={signatures.suiteUrl}
              isMono
              placeholder="http://127.0.0.1:3000/webhooks"
              hint={signatures.suiteUrlHint}
              error={urlError}
              value={url}
              onChange={setUrl}
            />
          ) : null}
        </div>
        <div className={styles.pair}>
          <SecretField
            label={signatures.signingKey}
            hint={keyOwner === null ? signatures.signingKeyHint : signatures.suiteKeyOf(keyOwner)}
            error={keyError}
            value={key}
            onChange={(next) => {
              setKeyOwner(null);
              signForm.setState({ key: next });
            }}
          />
          <SecretField
            label={signatures.suiteOldKey}
            hint={signatures.suiteOldKeyHint}
            value={oldKey}
            onChange={setOldKey}
          />
        </div>
        <SuiteSample />
        <div className={styles.actionsStart}>
          {isRunning ? (
            <Button icon={Square} onPress={stop}>
              {signatures.suiteStop}
            </Button>
          ) : (
            <Button
              type="submit"
              variant="primary"
              icon={Play}
              isDisabled={key === '' || (target === byUrl && url.trim() === '') || own === undefined}
            >
              {signatures.suiteRun}
            </Button>
          )}
          {suite.cases.length === 0 || isRunning ? null : (
            <SuiteReportMenus
              schemeName={lab.name}
              target={target === byUrl ? url.trim() : target}
              results={suite.cases}
            />
          )}
        </div>
      </form>
      {suite.error === null || isToldBesideField ? null : (
        <ErrorNotice title={signatures.suiteFailed} error={suite.error} />
      )}
      {suite.status === 'none' ? <EmptyState sentence={signatures.suiteEmpty} /> : null}
      {suite.cases.length === 0 ? null : (
        <>
          <p role="status">
            {signatures.suiteProgress(suite.cases.length, total)} {signatures.suiteCounts(counts)}
          </p>
          <SuiteTable cases={suite.cases} />
        </>
      )}
    </div>
  );
}
