import { FileInput } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ParsedRequests } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './lab.module.css';
import { formOfRequest, labForm } from './lab-form.ts';

type ReadRequests = Extract<ParsedRequests, { isReadable: true }>;

/** One field for anything a request can be pasted as; what is read goes into the fields below. */
export function PasteField() {
  const { engine } = useApp();
  const [text, setText] = useState('');
  const [read, setRead] = useState<ReadRequests | null>(null);
  const [chosen, setChosen] = useState(0);
  const [error, setError] = useState<string | null>(null);
  const isPasted = useRef(false);

  const take = (requests: ReadRequests['requests'], index: number) => {
    const request = requests[index]?.request;
    setChosen(index);
    if (request === undefined) return;
    labForm.setState({ ...formOfRequest(request), receivedAtMs: null, isJudgedAsReceived: false });
  };
  const readText = async (source: string) => {
    try {
      const parsed = await engine.call('signatures.parse', { text: source });
      if (!parsed.isReadable) {
        const { line, column, message } = parsed;
        const place = line === null ? '' : signatures.pastePlace(line, column);
        return setError(signatures.pasteRefused(place, message));
      }
      setRead(parsed);
      setText('');
      setError(null);
      take(parsed.requests, 0);
    } catch (cause) {
      setError(toCommandError(cause).message);
    }
  };
  const change = (next: string) => {
    setText(next);
    setError(null);
    if (!isPasted.current) return;
    isPasted.current = false;
    void readText(next);
  };
  const notes = read === null ? [] : [signatures.pasteDone(signatures.formats[read.format]), ...read.notes];
  return (
    <>
      <div
        onPaste={() => {
          isPasted.current = true;
        }}
      >
        <TextField
          label={signatures.paste}
          isMono
          rows={text === '' ? 2 : 6}
          placeholder={signatures.pastePlaceholder}
          hint={read === null || text !== '' ? signatures.pasteHint : notes.join(' ')}
          error={error ?? undefined}
          value={text}
          onChange={change}
        />
      </div>
      {text.trim() === '' ? null : (
        <div className={styles.actions}>
          <Button icon={FileInput} onPress={() => void readText(text)}>
            {signatures.pasteRead}
          </Button>
        </div>
      )}
      {read === null || read.requests.length < 2 ? null : (
        <SelectField
          label={signatures.pastedRequest}
          options={read.requests.map(({ label }, index) => ({ id: String(index), label }))}
          value={String(chosen)}
          onChange={(id) => take(read.requests, Number(id))}
        />
      )}
    </>
  );
}
