import {
  Keyboard,
  Moon,
  PanelBottom,
  PanelLeft,
  PanelRight,
  Settings,
  Sun,
  SunMoon,
  TriangleAlert,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import type { Command } from '../commands/command.ts';
import { findTabDocument } from '../features/feature-registry.ts';
import type { App } from '../stores/app.ts';
import { stepZoom, type ThemeSetting, type ViewId } from '../stores/session.ts';
import { commands as words } from '../strings/commands.ts';
import { frame } from '../strings/frame.ts';
import { focusSideList } from './focus-side-list.ts';
import { openPalette, type PaletteStore } from './palette-store.ts';
import { rightPaneState } from './right-pane-state.ts';
import { viewIcons, viewOrder } from './view-icons.ts';
import { isNarrowAt } from './window-room.ts';

/** What is shown: views, panes, theme, zoom, palette. */
export function viewCommands(app: App, palette: PaletteStore): Command[] {
  const { view, go, help } = words.groups;
  const { session } = app;
  const theme = (id: ThemeSetting, title: string, icon: Command['icon'] & object): Command => ({
    id: `theme.${id}`,
    title,
    group: view,
    keywords: 'colour color appearance mode',
    icon,
    run: () => session.setState({ theme: id }),
  });
  return [
    {
      id: 'palette.open',
      title: words.palette,
      group: go,
      keys: 'Mod+K',
      isAllowedInFields: true,
      isHidden: true,
      run: () => openPalette(palette, 'commands'),
    },
    {
      id: 'palette.goTo',
      title: words.goTo,
      group: go,
      keys: 'Mod+P',
      isAllowedInFields: true,
      isHidden: true,
      run: () => openPalette(palette, 'places'),
    },
    ...viewOrder.map((id, index) => showView(app, id, index)),
    {
      id: 'settings.open',
      title: words.settings,
      group: go,
      keys: 'Mod+,',
      isAllowedInFields: true,
      icon: Settings,
      run: () => app.openTab({ kind: 'settings', key: 'workspace' }),
    },
    {
      id: 'help.open',
      title: words.keyboardHelp,
      group: help,
      keys: 'F1',
      isAllowedInFields: true,
      icon: Keyboard,
      run: () => app.openTab({ kind: 'help', key: '' }),
    },
    {
      id: 'pane.list',
      title: words.toggleList,
      group: view,
      keys: 'Mod+B',
      isAllowedInFields: true,
      icon: PanelLeft,
      run: () => session.setState((state) => ({ isListOpen: !state.isListOpen })),
    },
    {
      id: 'pane.right',
      title: words.toggleRightPane,
      group: view,
      keys: 'Mod+Alt+B',
      isAllowedInFields: true,
      icon: PanelRight,
      run: () => toggleRightPane(app),
    },
    {
      id: 'pane.bottom',
      title: words.toggleBottomPanel,
      group: view,
      keys: 'Mod+J',
      isAllowedInFields: true,
      icon: PanelBottom,
      run: () => toggleBottom(app, 'deliveries'),
    },
    {
      id: 'problems.show',
      title: words.showProblems,
      group: view,
      keys: 'Mod+Shift+M',
      isAllowedInFields: true,
      icon: TriangleAlert,
      run: () => toggleBottom(app, 'problems'),
    },
    {
      id: 'zoom.in',
      title: words.zoomIn,
      group: view,
      keys: 'Mod+=',
      isAllowedInFields: true,
      icon: ZoomIn,
      run: () => zoom(app, 1),
    },
    // The same key with Shift on many keyboards.
    {
      id: 'zoom.inPlus',
      title: words.zoomIn,
      group: view,
      keys: 'Mod++',
      isAllowedInFields: true,
      isHidden: true,
      run: () => zoom(app, 1),
    },
    {
      id: 'zoom.out',
      title: words.zoomOut,
      group: view,
      keys: 'Mod+-',
      isAllowedInFields: true,
      icon: ZoomOut,
      run: () => zoom(app, -1),
    },
    {
      id: 'zoom.reset',
      title: words.zoomReset,
      group: view,
      keys: 'Mod+0',
      isAllowedInFields: true,
      run: () => session.setState({ zoom: 1 }),
    },
    theme('light', words.themeLight, Sun),
    theme('dark', words.themeDark, Moon),
    theme('system', words.themeSystem, SunMoon),
  ];
}

function showView(app: App, id: ViewId, index: number): Command {
  return {
    // The native menu calls the Runs view by this id.
    id: id === 'runs' ? 'view.run' : `view.${id}`,
    title: words.show(frame.views[id]),
    group: words.groups.go,
    icon: viewIcons[id],
    keys: `Mod+${index + 1}`,
    isAllowedInFields: true,
    run: () => {
      app.session.setState({ view: id, isListOpen: true });
      focusSideList(id);
    },
  };
}

function toggleBottom(app: App, bottomPanel: 'deliveries' | 'problems'): void {
  app.session.setState((state) => ({
    bottomPanel,
    isBottomPanelOpen: !(state.isBottomPanelOpen && state.bottomPanel === bottomPanel),
  }));
}

/** Where there is nothing to show it says why, and what to do. */
function toggleRightPane(app: App): void {
  const now = () => rightPaneState(app.session.getState(), isNarrowAt(app.session.getState().zoom), findTabDocument);
  const before = now();
  if (before === 'none') app.toast(frame.noRightPane);
  else if (before !== 'waiting') app.session.setState({ isRightPaneOpen: before === 'closed' });
  if (now() === 'waiting') app.toast(frame.rightPaneWaits);
}

function zoom(app: App, direction: 1 | -1): void {
  app.session.setState((state) => ({ zoom: stepZoom(state.zoom, direction) }));
}
