import { useEffect, useState } from 'react';
import type { JsonFinding, JsonObject } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';

export interface JsonCheck {
  findings: readonly JsonFinding[];
  /** Why samples cannot be checked; null = they can. */
  schemaProblem: string | null;
  /** The answer is about the text that is shown. */
  isCurrent: boolean;
}

const none: JsonCheck = { findings: [], schemaProblem: null, isCurrent: false };

/** What the engine finds in a text while it is typed: of a sample with its schema, of a schema with the standard. */
export function useJsonCheck(text: string, schema: JsonObject | null): JsonCheck {
  const { engine } = useApp();
  const [check, setCheck] = useState(none);
  useEffect(() => {
    let isWanted = true;
    setCheck((before) => ({ ...before, isCurrent: false }));
    const ask = async (): Promise<JsonCheck> => {
      if (schema === null) {
        const { findings } = await engine.call('eventTypes.checkSchema', { text });
        return { findings, schemaProblem: null, isCurrent: true };
      }
      const answer = await engine.call('eventTypes.checkSample', { text, schema });
      return { ...answer, isCurrent: true };
    };
    const timer = setTimeout(
      () => {
        ask().then(
          (answer) => isWanted && setCheck(answer),
          // The engine is away: the banner above says so, and the next key asks again.
          () => isWanted && setCheck(none),
        );
      },
      text.length > 2_000_000 ? 1500 : text.length > 200_000 ? 500 : 120,
    );
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [engine, text, schema]);
  return check;
}
