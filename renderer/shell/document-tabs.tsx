import { X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { TabDocument } from '../features/feature.ts';
import { findTabDocument } from '../features/feature-registry.ts';
import { useApp, useSession } from '../stores/app-context.tsx';
import { activateNeighbour, closeTab, moveTab, type Tab } from '../stores/session.ts';
import { useTabState } from '../stores/use-tab-state.ts';
import { commands as words } from '../strings/commands.ts';
import { frame } from '../strings/frame.ts';
import { classNames } from '../ui/class-names.ts';
import { ContextMenu } from '../ui/context-menu.tsx';
import styles from './document-tabs.module.css';

/** The open documents. Arrows move between them, Delete or a middle click closes, dragging reorders. */
export function DocumentTabs() {
  const app = useApp();
  const tabs = useSession((state) => state.tabs);
  const close = (id: string): void => app.session.setState((state) => closeTab(state, id));
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const { activeTabId } = app.session.getState();
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      app.session.setState((state) => activateNeighbour(state, event.key === 'ArrowRight' ? 1 : -1));
      requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
    } else if (event.key === 'Delete' && activeTabId !== null) close(activeTabId);
    else return;
    event.preventDefault();
  };
  const hasTabs = tabs.length > 0;
  // A pane that is opened beside the document narrows the strip, and the active tab would end up outside of it.
  useEffect(() => {
    const strip = list.current;
    if (!hasTabs || strip === null) return;
    const observer = new ResizeObserver(() => {
      const active = strip.querySelector('[role="tab"][aria-selected="true"]')?.closest('[data-tab]');
      if (active !== null && active !== undefined) showTab(active);
    });
    observer.observe(strip);
    return () => observer.disconnect();
  }, [hasTabs]);
  if (!hasTabs) return null;
  return (
    <ContextMenu
      label={frame.documentTabs}
      entries={(target) => menuOf((target as HTMLElement).closest('[data-tab]')?.getAttribute('data-tab'))}
    >
      <div
        ref={list}
        role="tablist"
        tabIndex={-1}
        aria-label={frame.documentTabs}
        className={styles.tabs}
        onKeyDown={onKeyDown}
      >
        {tabs.map((tab) => (
          <TabButton key={tab.id} tab={tab} onClose={() => close(tab.id)} />
        ))}
      </div>
    </ContextMenu>
  );

  function menuOf(id: string | null | undefined) {
    if (id === null || id === undefined) return [];
    return [
      { id: 'close', label: words.closeTab, onAction: () => close(id) },
      {
        id: 'others',
        label: words.closeOtherTabs,
        onAction: () =>
          app.session.setState((state) => ({ tabs: state.tabs.filter((tab) => tab.id === id), activeTabId: id })),
      },
      'separator' as const,
      { id: 'left', label: words.moveTabLeft, onAction: () => app.session.setState((state) => moveTab(state, id, -1)) },
      {
        id: 'right',
        label: words.moveTabRight,
        onAction: () => app.session.setState((state) => moveTab(state, id, 1)),
      },
    ];
  }
}

/** Wholly, its closing button included; with too little room for that, its end is what stays out. */
function showTab(tab: Element): void {
  tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function TabButton({ tab, onClose }: { tab: Tab; onClose: () => void }) {
  const definition = findTabDocument(tab.kind);
  return definition === undefined ? null : <KnownTab tab={tab} definition={definition} onClose={onClose} />;
}

function KnownTab({ tab, definition, onClose }: { tab: Tab; definition: TabDocument; onClose: () => void }) {
  const app = useApp();
  const title = useLastKnown(tab, definition.useTitle(tab.key)) ?? tab.key;
  const isActive = useSession((state) => state.activeTabId === tab.id);
  const draftStatus = useStore(app.drafts.store, (state) => state[`${tab.kind}/${tab.key}`]?.status);
  const isUnsaved = draftStatus !== undefined && draftStatus !== 'dirty' && draftStatus !== 'saving';
  const element = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer title or the unsaved dot makes the tab wider
  useEffect(() => {
    if (isActive && element.current !== null) showTab(element.current);
  }, [isActive, title, isUnsaved]);
  const Icon = definition.icon;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: middle click and dragging; the keys are the tab's own
    <div
      ref={element}
      role="presentation"
      className={classNames(styles.tab, isActive && styles.active)}
      data-tab={tab.id}
      draggable
      onDragStart={(event) => event.dataTransfer.setData('text/hookbench-tab', tab.id)}
      onDragOver={(event) => event.dataTransfer.types.includes('text/hookbench-tab') && event.preventDefault()}
      onDrop={(event) => {
        const dragged = event.dataTransfer.getData('text/hookbench-tab');
        app.session.setState((state) => {
          const places = state.tabs.map((other) => other.id);
          return moveTab(state, dragged, places.indexOf(tab.id) - places.indexOf(dragged));
        });
      }}
      onAuxClick={(event) => {
        if (event.button !== 1) return;
        event.preventDefault();
        onClose();
      }}
    >
      <button
        type="button"
        role="tab"
        aria-selected={isActive}
        tabIndex={isActive ? 0 : -1}
        className={styles.title}
        title={title}
        onClick={() => app.session.setState({ activeTabId: tab.id })}
      >
        <Icon size="0.875rem" strokeWidth={1.5} aria-hidden="true" />
        <span className={styles.text}>{title}</span>
        {isUnsaved ? <span className={styles.dot} role="img" aria-label={frame.unsaved} title={frame.unsaved} /> : null}
      </button>
      {/* For the pointer: with the keyboard the tab itself closes by Delete. A tab list may hold nothing but tabs. */}
      <button
        type="button"
        tabIndex={-1}
        aria-hidden="true"
        title={frame.closeTab(title)}
        className={styles.close}
        onClick={onClose}
      >
        <X size="0.875rem" aria-hidden="true" />
      </button>
    </div>
  );
}

/** What is deleted elsewhere keeps the name it had, also when the window is loaded anew. */
function useLastKnown(tab: Tab, title: string | undefined): string | undefined {
  const [last, setLast] = useTabState<string | null>(tab.id, 'title', null);
  useEffect(() => {
    if (title !== undefined && title !== last) setLast(title);
  }, [title, last, setLast]);
  return title ?? last ?? undefined;
}
