import type { MistakeCode } from '../../../../core/model/index.ts';
import type { Random } from './seeded-random.ts';
import type { World } from './world.ts';

/** Mistakes of the same part get into each other's way and are not combined. */
export type Part = 'key' | 'signature' | 'time' | 'body' | 'wrapping' | 'content' | 'url' | 'rules';

export interface PlantedMistake {
  code: MistakeCode;
  part: Part;
  /** What would be needed to prove it is lost. */
  isLossy?: boolean;
  /** False = it cannot happen in this world. */
  plant(world: World, random: Random): boolean;
}

/** Takes down mistakes one after the other. */
export function mistakeList(): {
  planted: PlantedMistake[];
  add(code: MistakeCode, part: Part, plant: PlantedMistake['plant'], isLossy?: boolean): void;
} {
  const planted: PlantedMistake[] = [];
  return {
    planted,
    add: (code, part, plant, isLossy = false) => void planted.push({ code, part, plant, isLossy }),
  };
}

export const isJson = ({ scheme }: World): boolean => !scheme.signedContent.includes('{form}');
