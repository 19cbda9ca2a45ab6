// biome-ignore-all lint/a11y/useSemanticElements: options of a combobox with rich rows
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useStore } from 'zustand';
import { useCommands } from '../commands/commands-context.tsx';
import { isMac, keysText } from '../commands/keys.ts';
import type { PaletteEntry } from '../commands/palette-entry.ts';
import { searchPalette } from '../commands/palette-search.ts';
import { features } from '../features/feature-registry.ts';
import { useApp } from '../stores/app-context.tsx';
import { commands as words } from '../strings/commands.ts';
import { classNames } from '../ui/class-names.ts';
import { nextActiveIndex } from '../ui/list-keys.ts';
import styles from './palette.module.css';
import { knownPlaces } from './palette-places.ts';
import { type PaletteItem, PaletteRow } from './palette-row.tsx';
import type { PaletteMode, PaletteStore } from './palette-store.ts';

const shownLimit = 60;

export function Palette({ store }: { store: PaletteStore }) {
  const mode = useStore(store, (state) => state.mode);
  const close = (): void => store.setState({ mode: null });
  return (
    <ModalOverlay
      isOpen={mode !== null}
      isDismissable
      onOpenChange={(isOpen) => !isOpen && close()}
      className={classNames(styles.overlay)}
    >
      <Modal className={classNames(styles.modal)}>
        <Dialog aria-label={words.paletteLabel} className={classNames(styles.dialog)}>
          {mode === null ? null : <PaletteSearch store={store} mode={mode} onClose={close} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface PaletteSearchProps {
  store: PaletteStore;
  mode: PaletteMode;
  onClose: () => void;
}

function PaletteSearch({ store, mode, onClose }: PaletteSearchProps) {
  const id = useId();
  const { session } = useApp();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const askedCount = useStore(store, (state) => state.askedCount);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again, it is typed over
  useEffect(() => input.current?.select(), [askedCount]);
  const known = useKnownItems(mode);
  const found = useFoundItems(typed);
  const items = useMemo(() => {
    const ids = new Set(known.map((item) => item.id));
    const all = [...known, ...found.filter((item) => !ids.has(item.id))];
    return searchPalette(typed, all, shownLimit);
  }, [typed, known, found]);
  const activeIndex = Math.min(active, Math.max(items.length - 1, 0));
  useEffect(() => {
    list.current?.querySelector(`[data-index="${activeIndex}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [activeIndex]);

  const choose = (item: PaletteItem | undefined): void => {
    if (item === undefined) return;
    onClose();
    const { view } = item;
    if (view !== undefined) session.setState({ view });
    // After the palette has given the focus back, so that the command may move it.
    requestAnimationFrame(() => item.run());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      choose(items[activeIndex]);
      return;
    }
    const next =
      event.key === 'Home' || event.key === 'End' ? null : nextActiveIndex(event.key, activeIndex, items.length, 10);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
  };

  return (
    <>
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={items.length === 0 ? undefined : `${id}-${activeIndex}`}
        aria-label={words.paletteLabel}
        placeholder={mode === 'commands' ? words.palettePlaceholder : words.goToPlaceholder}
        className={styles.input}
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the palette is opened to be typed into
        autoFocus
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={words.paletteLabel} className={styles.list}>
        {items.map((item, index) => (
          <PaletteRow
            key={item.id}
            id={`${id}-${index}`}
            item={item}
            index={index}
            isActive={index === activeIndex}
            onChoose={() => choose(item)}
          />
        ))}
        {items.length === 0 ? <p className={styles.none}>{words.noResults(typed)}</p> : null}
      </div>
    </>
  );
}

function useKnownItems(mode: PaletteMode): readonly PaletteItem[] {
  const app = useApp();
  const registry = useCommands();
  return useMemo(() => {
    const places = knownPlaces(app);
    if (mode === 'places') return places;
    const commands = registry.available().map((command): PaletteItem => {
      const { id, title, group, keywords, icon, keys } = command;
      return {
        id: `command:${id}`,
        title,
        group,
        ...(keywords === undefined ? {} : { keywords }),
        ...(icon === undefined ? {} : { icon }),
        ...(keys === undefined ? {} : { keys: keysText(keys, isMac) }),
        run: () => void registry.run(id),
      };
    });
    return [...commands, ...places];
  }, [app, registry, mode]);
}

/** What features find for the typed text, as their answers come in. */
function useFoundItems(typed: string): readonly PaletteItem[] {
  const app = useApp();
  const [found, setFound] = useState<readonly PaletteItem[]>([]);
  useEffect(() => {
    let isCurrent = true;
    const parts = new Map<number, readonly PaletteEntry[]>();
    features.forEach((feature, index) => {
      const answer = feature.paletteEntries?.(app, typed);
      if (answer === undefined) return;
      Promise.resolve(answer).then(
        (entries) => {
          if (!isCurrent) return;
          parts.set(index, entries);
          setFound([...parts.values()].flat());
        },
        // A search that fails only finds nothing; its view says why.
        () => undefined,
      );
    });
    return () => {
      isCurrent = false;
    };
  }, [app, typed]);
  return found;
}
