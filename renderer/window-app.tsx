import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { CommandError } from '../core/contract/index.ts';
import { createCommandRegistry } from './commands/command-registry.ts';
import { CommandsProvider } from './commands/commands-context.tsx';
import { isMac } from './commands/keys.ts';
import { listenForShortcuts } from './commands/shortcuts.ts';
import { features } from './features/feature-registry.ts';
import type { Host } from './host/host.ts';
import { EngineBanner } from './shell/engine-banner.tsx';
import { createPaletteStore } from './shell/palette-store.ts';
import { closeWhatIsRemoved } from './shell/removed-from-log.ts';
import { Shell } from './shell/shell.tsx';
import { shellCommands } from './shell/shell-commands.ts';
import type { App } from './stores/app.ts';
import { AppProvider } from './stores/app-context.tsx';
import { toCommandError } from './stores/command-failure.ts';
import { frame } from './strings/frame.ts';
import { Button } from './ui/button.tsx';
import { ErrorNotice } from './ui/error-notice.tsx';
import { Loading } from './ui/loading.tsx';

/** The whole window: waits for the engine, reads the workspace, then shows the shell and keeps it through reconnections. */
export function WindowApp({ app, host }: { app: App; host: Host }) {
  const link = useStore(host.link.state);
  const { isLoaded, error, retry } = useLoading(app, host);
  const palette = useMemo(createPaletteStore, []);
  const registry = useMemo(() => {
    const own = shellCommands(app, { palette, bridge: host.bridge, recoverEngine: host.recover });
    return createCommandRegistry([...own, ...features.flatMap((feature) => feature.commands?.(app) ?? [])], isMac);
  }, [app, host, palette]);
  useEffect(() => listenForShortcuts(window, registry), [registry]);
  useEffect(() => host.bridge?.onCommand((id) => void registry.run(id)), [host, registry]);

  if (!isLoaded) {
    if (link.status === 'gone') return <EngineBanner host={host} link={link} />;
    if (error === null) return <Loading />;
    return (
      <ErrorNotice title={frame.loadFailed} error={error} actions={<Button onPress={retry}>{frame.tryAgain}</Button>} />
    );
  }
  return (
    <AppProvider app={app}>
      <CommandsProvider registry={registry}>
        <Shell host={host} palette={palette} />
      </CommandsProvider>
    </AppProvider>
  );
}

function useLoading(app: App, host: Host): { isLoaded: boolean; error: CommandError | null; retry: () => void } {
  const connection = useStore(host.link.state, (state) => state.connection);
  const [isLoaded, setIsLoaded] = useState(false);
  const [error, setError] = useState<CommandError | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` is what asks again
  useEffect(() => {
    if (connection === 0) return;
    let isCurrent = true;
    const before = app.workspace.getState().info?.path;
    app.load().then(
      () => {
        if (!isCurrent) return;
        const info = app.workspace.getState().info;
        // Another workspace is another window's worth of state: start clean.
        if (before !== undefined && info?.path !== before) window.location.reload();
        void host.bridge?.setTitle(info?.name ?? '');
        setError(null);
        setIsLoaded(true);
        void app.drafts.flush();
        // Deleted while this window was closed, or heard nothing.
        void closeWhatIsRemoved(app);
      },
      (cause) => isCurrent && setError(toCommandError(cause)),
    );
    return () => {
      isCurrent = false;
    };
  }, [app, host, connection, tries]);
  return { isLoaded, error, retry: () => setTries((count) => count + 1) };
}
