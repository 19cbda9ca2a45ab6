import { Component, type ReactNode } from 'react';
import { toCommandError } from '../stores/command-failure.ts';
import { frame } from '../strings/frame.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';

interface PaneGuardProps {
  /** A new value starts the pane afresh. */
  resetKey: string;
  children: ReactNode;
}

/** Keeps a bug in one pane from taking the window down. React offers this to classes only. */
export class PaneGuard extends Component<PaneGuardProps, { cause: unknown }> {
  override state: { cause: unknown } = { cause: null };

  static getDerivedStateFromError(cause: unknown): { cause: unknown } {
    return { cause };
  }

  override componentDidUpdate(before: PaneGuardProps): void {
    if (before.resetKey !== this.props.resetKey && this.state.cause !== null) this.setState({ cause: null });
  }

  override render(): ReactNode {
    if (this.state.cause === null) return this.props.children;
    const retry = <Button onPress={() => this.setState({ cause: null })}>{frame.tryAgain}</Button>;
    return <ErrorNotice title={frame.crashed} error={toCommandError(this.state.cause)} actions={retry} />;
  }
}
