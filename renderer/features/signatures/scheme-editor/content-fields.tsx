import { Braces } from 'lucide-react';
import { useRef } from 'react';
import { signatureSchemes as words } from '../../../strings/signature-schemes.ts';
import { Button } from '../../../ui/button.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { TokenListField } from '../../../ui/token-list-field.tsx';
import styles from './scheme-editor.module.css';
import { listOrNone, type SchemePart } from './scheme-part.ts';

const mostLines = 8;
const usualHeaders = ['content-type', 'host', 'user-agent', 'x-request-id'];

/** What the signature is made over. */
export function ContentFields({ scheme, change, problemAt }: SchemePart) {
  const frame = useRef<HTMLDivElement>(null);
  const { signedContent, signedHeaders = [], items, isBodyUnsigned } = scheme;
  const insert = (text: string) => {
    // The selection stays when the menu takes the focus: the part goes where the caret was.
    const area = frame.current?.querySelector('textarea');
    const from = area?.selectionStart ?? signedContent.length;
    const to = area?.selectionEnd ?? from;
    change({ signedContent: signedContent.slice(0, from) + text + signedContent.slice(to) });
  };
  return (
    <>
      <div ref={frame}>
        <TextField
          label={words.content}
          isMono
          rows={Math.min(mostLines, signedContent.split('\n').length + 1)}
          hint={words.contentHint}
          error={problemAt('signedContent')}
          value={signedContent}
          onChange={(text) => change({ signedContent: text })}
        />
      </div>
      <div>
        <MenuButton
          label={words.insert}
          entries={Object.entries(words.parts).map(([part, meaning]) => ({
            id: part,
            label: `${part}  ${meaning}`,
            onAction: () => insert(part),
          }))}
        >
          <Button variant="quiet" icon={Braces}>
            {words.insert}
          </Button>
        </MenuButton>
      </div>
      {/\{header(Names|Values)\}/.test(signedContent) || signedHeaders.length > 0 ? (
        <TokenListField
          label={words.signedHeaders}
          values={signedHeaders}
          suggestions={usualHeaders}
          hint={words.signedHeadersHint}
          error={problemAt('signedHeaders')}
          onChange={(names) => change({ signedHeaders: listOrNone(names) })}
        />
      ) : null}
      <TextField
        label={words.items}
        isMono
        hint={words.itemsHint}
        error={problemAt('items')}
        value={items ?? ''}
        onChange={(path) => change({ items: path === '' ? undefined : path })}
      />
      <div className={styles.inForm}>
        <Switch
          label={words.isBodyUnsigned}
          isSelected={isBodyUnsigned === true}
          onChange={(isOn) => change({ isBodyUnsigned: isOn ? true : undefined })}
        />
      </div>
    </>
  );
}
