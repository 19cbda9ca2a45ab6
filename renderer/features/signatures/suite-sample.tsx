import { ClipboardPaste } from 'lucide-react';
import { useStore } from 'zustand';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { bodyHint } from './body-hint.ts';
import styles from './lab.module.css';
import { labForm, readHeaderLines } from './lab-form.ts';
import { suiteForm } from './suite-form.ts';

/** The request of one's own that the suite signs; without it a small one is made for the scheme. */
export function SuiteSample() {
  const form = useStore(suiteForm);
  const tested = useStore(labForm);
  const lines = readHeaderLines(form.headersText);
  const take = () => {
    const { headersText, bodyText, exactBody: bytes } = labForm.getState();
    suiteForm.setState({ headersText, bodyText, exactBody: bytes });
  };
  return (
    <>
      <Switch
        label={signatures.suiteOwnSample}
        isSelected={form.isOwnSample}
        onChange={(isOwnSample) => suiteForm.setState({ isOwnSample })}
      />
      {form.isOwnSample ? (
        <>
          <TextField
            label={signatures.headers}
            isMono
            rows={3}
            hint={signatures.suiteSampleHeadersHint}
            error={'badLine' in lines ? signatures.headersInvalid(lines.badLine) : undefined}
            value={form.headersText}
            onChange={(headersText) => suiteForm.setState({ headersText })}
          />
          <TextField
            label={signatures.body}
            isMono
            rows={5}
            hint={bodyHint(form)}
            value={form.bodyText}
            onChange={(bodyText) => suiteForm.setState({ bodyText, exactBody: null })}
          />
          <div className={styles.actionsStart}>
            <Button
              icon={ClipboardPaste}
              isDisabled={tested.headersText.trim() === '' && tested.bodyText === ''}
              onPress={take}
            >
              {signatures.suiteTakeSample}
            </Button>
          </div>
        </>
      ) : null}
    </>
  );
}
