import { type MatrixRequest, readRecipientKey, readSampleKey } from '../../../../core/contract/index.ts';
import { useTabState } from '../../../stores/use-tab-state.ts';

/** Keys of what the matrix goes over, kept with its tab; an empty list = all there are. */
export interface MatrixChoice {
  /** Of channels, or `workflow/ref` of steps with a request of their own. */
  channels: readonly string[];
  /** `sampleKey()`s. */
  samples: readonly string[];
  recipients: readonly string[];
}

export interface MatrixChoosing extends MatrixChoice {
  setChannels: (keys: string[]) => void;
  setSamples: (keys: string[]) => void;
  setRecipients: (keys: string[]) => void;
}

export function useMatrixChoice(tabId: string): MatrixChoosing {
  const [channels, setChannels] = useTabState<string[]>(tabId, 'channels', []);
  const [samples, setSamples] = useTabState<string[]>(tabId, 'samples', []);
  const [recipients, setRecipients] = useTabState<string[]>(tabId, 'recipients', []);
  return { channels, samples, recipients, setChannels, setSamples, setRecipients };
}

export function matrixRequest(environment: string, { channels, samples, recipients }: MatrixChoice): MatrixRequest {
  return {
    environment,
    channels: channels.length === 0 ? null : [...channels],
    samples: chosenOrAll(samples, readSampleKey),
    recipients: chosenOrAll(recipients, readRecipientKey),
  };
}

function chosenOrAll<Chosen>(keys: readonly string[], read: (key: string) => Chosen | null): Chosen[] | null {
  const chosen = keys.flatMap((key) => read(key) ?? []);
  return chosen.length === 0 ? null : chosen;
}
