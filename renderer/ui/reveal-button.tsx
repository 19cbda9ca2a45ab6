import { Eye, EyeOff } from 'lucide-react';
import { ui } from '../strings/ui.ts';
import { Button } from './button.tsx';
import type { TimedReveal } from './use-timed-reveal.ts';

/** Shows masked secrets for a while. */
export function RevealButton({ isRevealed, toggle }: TimedReveal) {
  return (
    <Button variant="quiet" icon={isRevealed ? EyeOff : Eye} onPress={toggle}>
      {isRevealed ? ui.hideSecrets : ui.showSecrets}
    </Button>
  );
}
