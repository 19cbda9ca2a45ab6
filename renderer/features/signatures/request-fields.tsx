import { signatures } from '../../strings/signatures.ts';
import { TextField } from '../../ui/text-field.tsx';
import { bodyHint } from './body-hint.ts';
import styles from './lab.module.css';
import { type RequestForm, readHeaderLines } from './lab-form.ts';

interface RequestFieldsProps {
  form: RequestForm;
  onChange: (patch: Partial<RequestForm>) => void;
}

/** Method, URL, headers and body. `data-origin` lets the step view find where a part came from. */
export function RequestFields({ form, onChange }: RequestFieldsProps) {
  const lines = readHeaderLines(form.headersText);
  return (
    <>
      <div className={styles.methodLine}>
        <div data-origin="method">
          <TextField
            label={signatures.method}
            isMono
            value={form.method}
            onChange={(method) => onChange({ method: method.toUpperCase() })}
          />
        </div>
        <div data-origin="url">
          <TextField label={signatures.url} isMono value={form.url} onChange={(url) => onChange({ url })} />
        </div>
      </div>
      <div data-origin="headers">
        <TextField
          label={signatures.headers}
          isMono
          rows={6}
          hint={signatures.headersHint}
          error={'badLine' in lines ? signatures.headersInvalid(lines.badLine) : undefined}
          value={form.headersText}
          onChange={(headersText) => onChange({ headersText })}
        />
      </div>
      <div data-origin="body">
        <TextField
          label={signatures.body}
          isMono
          rows={7}
          hint={bodyHint(form)}
          value={form.bodyText}
          onChange={(bodyText) => onChange({ bodyText, exactBody: null })}
        />
      </div>
    </>
  );
}
