import { type ReactNode, useEffect, useRef } from 'react';
import { Group, Panel, type PanelImperativeHandle, Separator } from 'react-resizable-panels';
import { useApp, useSession } from '../stores/app-context.tsx';
import { classNames } from './class-names.ts';
import styles from './split-pane.module.css';

interface SplitPaneProps {
  id: string;
  /** The side's size is remembered in the session under this name. */
  sizeName?: string;
  /** May change: what is shown stays mounted. */
  orientation: 'horizontal' | 'vertical';
  /** The pane that takes what is left; it stays mounted whether the side is open or not. */
  main: ReactNode;
  /** The pane with a size of its own; null = closed. */
  side: ReactNode | null;
  /** Where the side stands. */
  sidePlace: 'start' | 'end';
  /** In CSS pixels at zoom 1. */
  defaultSize: number;
  minSize: number;
  maxSize?: number;
  minMainSize?: number;
  /** Named for screen readers: "Resize list". */
  handleLabel: string;
}

/** Two panes and a handle between them; the handle works with the arrow keys too. */
export function SplitPane(props: SplitPaneProps) {
  const {
    id,
    sizeName = id,
    orientation,
    main,
    side,
    sidePlace,
    defaultSize,
    minSize,
    maxSize,
    minMainSize = 160,
    handleLabel,
  } = props;
  const { session } = useApp();
  const kept = useRef({ name: sizeName, size: session.getState().sizes[sizeName] ?? defaultSize });
  if (kept.current.name !== sizeName) {
    kept.current = { name: sizeName, size: session.getState().sizes[sizeName] ?? defaultSize };
  }
  const zoom = useSession((state) => state.zoom);
  const panel = useRef<PanelImperativeHandle>(null);
  // Sizes are kept at zoom 1: the pane grows and shrinks with its content.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another way of standing has a size of its own
  useEffect(() => panel.current?.resize(kept.current.size * zoom), [zoom, sizeName, orientation]);
  const sidePanel =
    side === null ? null : (
      <Panel
        key="side"
        id={`${id}-side`}
        panelRef={panel}
        className={classNames(styles.panel)}
        defaultSize={Math.max(minSize, kept.current.size) * zoom}
        minSize={minSize * zoom}
        groupResizeBehavior="preserve-pixel-size"
        {...(maxSize === undefined ? {} : { maxSize: maxSize * zoom })}
        onResize={({ inPixels }, _panel, before) => {
          if (before === undefined || inPixels < 1) return;
          const size = Math.round(inPixels / session.getState().zoom);
          if (size === kept.current.size) return;
          kept.current = { name: sizeName, size };
          session.setState((state) => ({ sizes: { ...state.sizes, [sizeName]: size } }));
        }}
      >
        {side}
      </Panel>
    );
  const handle =
    side === null ? null : (
      <Separator
        key="handle"
        aria-label={handleLabel}
        className={classNames(styles.handle, orientation === 'horizontal' ? styles.upright : styles.level)}
      />
    );
  const mainPanel = (
    <Panel key="main" id={`${id}-main`} className={classNames(styles.panel)} minSize={minMainSize}>
      {main}
    </Panel>
  );
  return (
    <Group orientation={orientation} className={classNames(styles.group)}>
      {sidePlace === 'start' ? [sidePanel, handle, mainPanel] : [mainPanel, handle, sidePanel]}
    </Group>
  );
}
