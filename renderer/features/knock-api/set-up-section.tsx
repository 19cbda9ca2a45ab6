import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import type { KnockApiSettings } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { documentName } from '../../stores/documents.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { knockApi as words } from '../../strings/knock-api.ts';
import { ui } from '../../strings/ui.ts';
import { useCopy } from '../../ui/copy-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { NumberField, type NumberFieldProps } from '../../ui/number-field.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { ClockFields } from '../runs/clock-fields.tsx';
import { CodeView } from '../signatures/code-view.tsx';
import styles from './knock-api.module.css';
import { curlSnippet, environmentSnippet, nodeSnippet } from './snippets.ts';
import { portLimits } from './switch-api.ts';
import { useSnippetTrigger } from './use-snippet-trigger.ts';

interface SetUpSectionProps {
  settings: KnockApiSettings;
  /** Null = it is off. */
  baseUrl: string | null;
  /** Why it could not be switched on, when that is about one field. */
  refusal: { field: 'port' | 'environment'; text: string } | null;
  /** What is typed as the port and is none. */
  typingPort: NonNullable<NumberFieldProps['typing']>;
  onChange: (settings: KnockApiSettings) => void;
}

/** 0 = any free one. */

/** Where it listens, the key, and what to write into a backend. */
export function SetUpSection({ settings, baseUrl, refusal, typingPort, onChange }: SetUpSectionProps) {
  const app = useApp();
  const environments = useDocumentList('environment');
  const trigger = useSnippetTrigger(settings.environment);
  const isOn = baseUrl !== null;
  // Which port it will be is known once it is on.
  const url = baseUrl ?? `http://127.0.0.1:${settings.port === 0 ? words.anyPort : settings.port}`;
  const refusedAt = (field: 'port' | 'environment') => (refusal?.field === field ? refusal.text : undefined);
  const node = nodeSnippet(url, trigger);
  const curl = curlSnippet(url, trigger);
  const loadKey = async (): Promise<string | null> => {
    try {
      return (await app.engine.call('knockApi.revealKey', {})).key;
    } catch (cause) {
      app.fail(words.keyFailed, cause);
      return null;
    }
  };
  const loadEnvironment = async (): Promise<string | null> => {
    const key = await loadKey();
    return key === null ? null : environmentSnippet(url, key);
  };
  return (
    <div className={styles.page}>
      <p className={styles.lead}>{words.lead}</p>
      <section className={styles.section} aria-label={words.where}>
        <div className={styles.columns}>
          <SelectField
            label={words.environment}
            options={environments.map((document) => ({ id: document.key, label: documentName(document) }))}
            value={settings.environment}
            isDisabled={isOn}
            hint={words.environmentHint}
            error={refusedAt('environment')}
            onChange={(key) => onChange({ ...settings, environment: key })}
          />
          <NumberField
            label={words.port}
            {...portLimits}
            value={settings.port}
            typing={typingPort}
            isReadOnly={isOn}
            hint={words.portHint}
            error={refusedAt('port')}
            onChange={(port) => onChange({ ...settings, port })}
          />
          <ClockFields
            clock={settings.clock}
            isDisabled={isOn}
            onChange={(clock) => onChange({ ...settings, clock })}
          />
        </div>
        <p className={styles.muted}>{words.whileOn}</p>
        <SecretField label={words.key} value={null} load={loadKey} hint={words.keyHint} className={styles.key} />
      </section>
      <section className={styles.section}>
        <h2>{words.use}</h2>
        <Snippet {...words.snippets.environment} load={loadEnvironment}>
          <PlainCode text={environmentSnippet(url, words.maskedKey)} label={words.snippets.environment.title} />
        </Snippet>
        <Snippet {...words.snippets.node} load={async () => node}>
          <CodeView code={node} language="node" label={words.snippets.node.title} />
        </Snippet>
        <Snippet {...words.snippets.curl} load={async () => curl}>
          <PlainCode text={curl} label={words.snippets.curl.title} />
        </Snippet>
      </section>
      <section className={styles.section}>
        <h2>{words.offers}</h2>
        <p>
          {words.offersText} {words.openApi}: <code>{`${url}/openapi.json`}</code>
        </p>
      </section>
    </div>
  );
}

/** Gives what is copied, which may have to be fetched; null = it could not be. */
type Load = () => Promise<string | null>;

interface SnippetProps {
  title: string;
  what: string;
  load: Load;
  children: ReactNode;
}

function Snippet({ title, what, load, children }: SnippetProps) {
  const { isCopied, copy } = useCopy();
  return (
    <div className={styles.snippet}>
      <header className={styles.snippetHead}>
        <h3>{title}</h3>
        <IconButton
          size="small"
          icon={isCopied ? Check : Copy}
          label={isCopied ? ui.copied : words.copy(what)}
          onPress={() => void load().then((text) => text !== null && copy(text))}
        />
      </header>
      {children}
    </div>
  );
}

function PlainCode({ text, label }: { text: string; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines must scroll with the keyboard
    <section className={styles.code} tabIndex={0} aria-label={label}>
      <pre>{text}</pre>
    </section>
  );
}
