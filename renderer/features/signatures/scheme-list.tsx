import { ChevronDown, ChevronRight, Copy, KeyRound, Pencil, ShieldOff } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useApp, useCatalogue, useIsReadOnly } from '../../stores/app-context.tsx';
import { signatureSchemes } from '../../strings/signature-schemes.ts';
import { signatures } from '../../strings/signatures.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListPane } from '../../ui/list-pane.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { labForm } from './lab-form.ts';
import { addOwnScheme, duplicateScheme } from './own-scheme-actions.ts';
import { type GroupId, type SchemeListRow, schemeRows } from './scheme-groups.ts';
import { useLabSchemes } from './use-lab-scheme.ts';

/** Every scheme in groups, and the senders that sign nothing; opening one opens the lab with it. */
export function SchemeList() {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const schemes = useLabSchemes();
  const senders = useCatalogue()?.unsignedSenders;
  const [filter, setFilter] = useState('');
  const [folded, setFolded] = useState<ReadonlySet<GroupId>>(new Set());
  const { schemeId, senderKey } = useStore(labForm);
  const rows = useMemo(() => schemeRows(schemes, senders ?? [], filter, folded), [schemes, senders, filter, folded]);

  const toggle = (row: SchemeListRow) => {
    if (row.kind !== 'group') return;
    const next = new Set(folded);
    if (!next.delete(row.id)) next.add(row.id);
    setFolded(next);
  };
  const open = (row: SchemeListRow) => {
    if (row.kind === 'group') return toggle(row);
    labForm.setState(row.kind === 'sender' ? { senderKey: row.sender.key } : { schemeId: row.id, senderKey: null });
    app.openTab({ kind: 'signatures', key: '' });
  };
  const menuOf = (row: SchemeListRow): MenuEntry[] => {
    if (row.kind !== 'scheme') return [];
    const { choice, scheme } = row.scheme;
    const own = 'own' in choice ? choice.own : null;
    const edit = (key: string): MenuEntry => ({
      id: 'edit',
      label: signatureSchemes.edit,
      icon: Pencil,
      onAction: () => app.openTab({ kind: 'signature-scheme', key }),
    });
    return [
      ...(own === null ? [] : [edit(own)]),
      {
        id: 'duplicate',
        label: own === null ? signatureSchemes.duplicate : signatureSchemes.duplicateShort,
        icon: Copy,
        isDisabled: isReadOnly,
        onAction: () => void duplicateScheme(app, scheme),
      },
    ];
  };
  const isUnfolded = (row: SchemeListRow) =>
    row.kind === 'group' ? filter.trim() !== '' || !folded.has(row.id) : undefined;
  return (
    <ListPane
      title={signatures.listTitle}
      filter={{ value: filter, onChange: setFilter }}
      {...(isReadOnly ? {} : { add: { label: signatureSchemes.newScheme, onPress: () => void addOwnScheme(app) } })}
    >
      <VirtualList
        label={signatures.listTitle}
        rows={rows}
        rowId={({ id }) => id}
        selectedId={senderKey === null ? schemeId : `sender/${senderKey}`}
        depthOf={({ kind }) => (kind === 'group' ? 0 : 1)}
        isExpanded={isUnfolded}
        onToggle={toggle}
        onOpen={open}
        menu={menuOf}
        renderRow={(row) => {
          if (row.kind === 'sender') return <ListRow icon={ShieldOff} label={row.sender.name} />;
          if (row.kind === 'scheme') return <ListRow icon={KeyRound} label={row.scheme.name} />;
          return (
            <ListRow
              icon={isUnfolded(row) ? ChevronDown : ChevronRight}
              label={signatures.groups[row.id]}
              aside={row.count}
            />
          );
        }}
        empty={<EmptyState sentence={signatures.noScheme} />}
      />
    </ListPane>
  );
}
