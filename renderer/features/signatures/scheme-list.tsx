import { KeyRound } from 'lucide-react';
import { useStore } from 'zustand';
import { useApp, useCatalogue } from '../../stores/app-context.tsx';
import { signatures } from '../../strings/signatures.ts';
import { ListPane } from '../../ui/list-pane.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { verifyForm } from './verify-form.ts';

/** The schemes known here; choosing one opens the verifier with it. */
export function SchemeList() {
  const app = useApp();
  const schemes = useCatalogue()?.schemes ?? [];
  const chosen = useStore(verifyForm, (form) => form.scheme);
  return (
    <ListPane title={signatures.listTitle}>
      <VirtualList
        label={signatures.listTitle}
        rows={schemes}
        rowId={({ key }) => key}
        selectedId={chosen}
        onOpen={({ key }) => {
          verifyForm.setState({ scheme: key });
          app.openTab({ kind: 'signatures', key: '' });
        }}
        renderRow={({ scheme }) => <ListRow icon={KeyRound} label={scheme.name} />}
      />
    </ListPane>
  );
}
