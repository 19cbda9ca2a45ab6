import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import type { Tab } from '../../stores/session.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './event-types.module.css';
import { ImportPlan } from './import-plan.tsx';
import { useImportPlan } from './use-import-plan.ts';

const fileLimitBytes = 20_000_000;

/** Event types from an OpenAPI or AsyncAPI document: chosen, looked at, then taken. */
export function ImportDocument({ tab }: { tab: Tab }) {
  const [text, setText] = useTabState<string>(tab.id, 'text', '');
  const { document, error, isReading, read, refuse } = useImportPlan(tab.id);
  const input = useRef<HTMLInputElement>(null);
  const readFile = async (file: File): Promise<void> => {
    if (file.size > fileLimitBytes) refuse({ message: words.fileTooBig, code: 'invalid-input', details: file.name });
    else read(await file.text());
  };
  return (
    <div className={styles.page}>
      <p>{words.importHint}</p>
      <div className={styles.actions}>
        <Button variant="primary" icon={FileUp} isPending={isReading} onPress={() => input.current?.click()}>
          {words.chooseFile}
        </Button>
        {/* The host's own dialog: the page gets what was chosen, never a path. */}
        <input
          ref={input}
          type="file"
          hidden
          accept=".json,.yaml,.yml,application/json,application/yaml"
          aria-label={words.chooseFile}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file !== undefined) void readFile(file);
          }}
        />
      </div>
      <TextField label={words.documentText} value={text} rows={document === null ? 12 : 4} isMono onChange={setText} />
      <div className={styles.actions}>
        <Button isDisabled={text.trim() === ''} isPending={isReading} onPress={() => read(text)}>
          {words.read}
        </Button>
      </div>
      {error === null ? null : <ErrorNotice title={words.importFailed} error={error} />}
      {document === null ? null : <ImportPlan {...document} />}
    </div>
  );
}
