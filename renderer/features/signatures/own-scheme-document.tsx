import { Copy, FlaskConical, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useApp, useIsReadOnly } from '../../stores/app-context.tsx';
import type { Tab } from '../../stores/session.ts';
import { useDocument, useDocumentList } from '../../stores/use-document.ts';
import { signatureSchemes as words } from '../../strings/signature-schemes.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { DocumentNameFields } from '../document-name-fields.tsx';
import styles from './lab.module.css';
import { labForm } from './lab-form.ts';
import { duplicateScheme, removeOwnScheme } from './own-scheme-actions.ts';
import { SchemeCheckPanel } from './scheme-editor/scheme-check-panel.tsx';
import { SchemeForm } from './scheme-editor/scheme-form.tsx';
import { schemeProblemAt, useSchemeCheck } from './scheme-editor/use-scheme-check.ts';
import { choiceId } from './scheme-groups.ts';
import { schemeUsers, userWords } from './scheme-usage.ts';

/** A signature scheme of the workspace: its form on the left, what comes of it on the right. */
export function OwnSchemeDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const { value, status, update, issueAt } = useDocument('signature-scheme', tab.key);
  const channels = useDocumentList('channel');
  const receivers = useDocumentList('receiver');
  const [isRemoving, setIsRemoving] = useState(false);
  const choice = useMemo(() => (value === undefined ? null : { custom: value }), [value]);
  const state = useSchemeCheck(choice);
  if (status === 'missing') return <EmptyState sentence={words.notFound(tab.key)} />;
  if (value === undefined) return null;
  const users = schemeUsers(tab.key, channels, receivers);
  const remove = () => void removeOwnScheme(app, tab.key);
  const openInLab = () => {
    labForm.setState({ schemeId: choiceId({ own: tab.key }), senderKey: null });
    app.openTab({ kind: 'signatures', key: '' });
  };
  return (
    <div className={styles.panes}>
      <div className={styles.split}>
        <div className={styles.stack}>
          <div className={styles.actionsStart}>
            <Button icon={FlaskConical} onPress={openInLab}>
              {words.openInLab}
            </Button>
            <Button icon={Copy} isDisabled={isReadOnly} onPress={() => void duplicateScheme(app, value)}>
              {words.duplicateShort}
            </Button>
            <Button
              icon={Trash2}
              isDisabled={isReadOnly}
              onPress={() => (users.length === 0 ? remove() : setIsRemoving(true))}
            >
              {words.remove}
            </Button>
          </div>
          <p className={styles.muted}>{users.length === 0 ? words.unused : words.usedBy(userWords(users))}</p>
          <SchemeForm
            scheme={value}
            onChange={(scheme) => update(() => scheme)}
            problemAt={(field) => schemeProblemAt(state, issueAt, field)}
            nameFields={
              <DocumentNameFields
                kind="signature-scheme"
                documentKey={tab.key}
                name={value.name}
                newName={words.newSchemeName}
                nameLabel={words.name}
                nameError={schemeProblemAt(state, issueAt, 'name')}
                keyHint={words.keyHint}
                onChange={(name) => update({ name })}
              />
            }
          />
        </div>
        <div className={styles.stack}>
          <SchemeCheckPanel state={state} />
        </div>
      </div>
      <ConfirmDialog
        isOpen={isRemoving}
        title={words.removeTitle(value.name)}
        confirmLabel={words.remove}
        onConfirm={remove}
        onClose={() => setIsRemoving(false)}
      >
        {words.removeUsed(userWords(users))}
      </ConfirmDialog>
    </div>
  );
}
