import { useEffect, useMemo } from 'react';
import type { Resendable } from '../../../core/contract/index.ts';
import { CodeEditor } from '../../editor/code-editor.tsx';
import { releaseClosedModels } from '../../editor/release-closed-models.ts';
import { textModelUri } from '../../editor/text-models.ts';
import { fixedText } from '../../editor/text-source.ts';
import { HexView } from '../../request/hex-view.tsx';
import { useApp } from '../../stores/app-context.tsx';
import type { Tab } from '../../stores/session.ts';
import { requestWords } from '../../strings/request.ts';
import { resend as words } from '../../strings/resend.ts';
import { Button } from '../../ui/button.tsx';
import { ByteSize } from '../../ui/byte-size.tsx';
import styles from './resend.module.css';
import { type LoggedBody, type ResendDraft, withBody } from './resend-draft.ts';

interface ResendBodyProps {
  tab: Tab;
  draft: ResendDraft;
  basis: Resendable;
  logged: LoggedBody;
  onChange: (draft: ResendDraft) => void;
}

const encoder = new TextEncoder();

/** The body in an editor; bytes that are no text are shown, and can be replaced by one. */
export function ResendBody({ tab, draft, basis, logged, onChange }: ResendBodyProps) {
  const { session } = useApp();
  useEffect(() => releaseClosedModels(session), [session]);
  const { body } = basis.request;
  const { body: typed } = draft;
  const text = typed ?? logged.text;
  const source = useMemo(() => fixedText(text ?? ''), [text]);
  const sizeBytes = typed === undefined ? body.byteLength : encoder.encode(typed).byteLength + (logged.hasMark ? 3 : 0);
  const withoutText = (): void => {
    const { body: _, ...rest } = draft;
    onChange(rest);
  };
  return (
    <div className={styles.body}>
      <div className={styles.bar}>
        <ByteSize sizeBytes={sizeBytes} />
        <span className={styles.muted}>{typed === undefined ? words.asLogged : words.changed}</span>
        <span className={styles.note}>
          {text === null ? words.notText : logged.hasMixedLineEnds ? words.mixedLineEnds : null}
        </span>
        {logged.text !== null ? null : text === null ? (
          <Button variant="quiet" onPress={() => onChange({ ...draft, body: '' })}>
            {words.replaceByText}
          </Button>
        ) : (
          <Button variant="quiet" onPress={withoutText}>
            {words.bytesAgain}
          </Button>
        )}
      </div>
      <div className={styles.editor}>
        {text === null ? (
          <HexView body={body} label={requestWords.hex} />
        ) : (
          <CodeEditor
            uri={textModelUri(tab.kind, tab.key, 'body')}
            source={source}
            language={/^\s*[[{]/.test(text) ? 'json' : 'plaintext'}
            label={words.body}
            isEnterForApp
            onChange={(next) => onChange(withBody(draft, logged, next))}
          />
        )}
      </div>
    </div>
  );
}
