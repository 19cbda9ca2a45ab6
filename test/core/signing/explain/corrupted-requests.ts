import type { MistakeCode, ReceivedHttpRequest } from '../../../../core/model/index.ts';
import { SigningError, schemePresets, verifyRequest } from '../../../../core/signing/index.ts';
import { plantedMistakes } from './mistakes.ts';
import type { PlantedMistake } from './planted-mistake.ts';
import { type Random, seededRandom } from './seeded-random.ts';
import { createWorld, deliver, type World } from './world.ts';

export interface CorruptedRequest {
  world: World;
  request: ReceivedHttpRequest;
  codes: MistakeCode[];
  isLossy: boolean;
}

/** Presets whose signatures can be computed by whoever has the secret. */
export const searchablePresets = Object.entries(schemePresets).filter(
  ([, { algorithm }]) => algorithm.startsWith('hmac-') || algorithm === 'sha256',
);

/** Every mistake that can happen under every preset, once per round. */
export function singleMistakes(seed: number, rounds: number): CorruptedRequest[] {
  const random = seededRandom(seed);
  const cases: CorruptedRequest[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [preset] of searchablePresets) {
      for (const mistake of plantedMistakes) {
        const made = corrupt(preset, [mistake], random);
        if (made !== null) cases.push(made);
      }
    }
  }
  return cases;
}

/** Pairs of mistakes of different parts, drawn at random; only such as leave what proves them. */
export function doubleMistakes(seed: number, count: number): CorruptedRequest[] {
  const random = seededRandom(seed);
  const provable = plantedMistakes.filter(({ isLossy }) => isLossy !== true);
  const cases: CorruptedRequest[] = [];
  while (cases.length < count) {
    const pair = [random.pick(provable), random.pick(provable)].sort((one, other) => order(one) - order(other));
    const [one, other] = pair;
    if (one === undefined || other === undefined || one.part === other.part || one.code === other.code) continue;
    // Another scheme has rules and a form of its own: the mistakes about this one's do not apply to it.
    if (
      pair.some(({ code }) => code === 'scheme-other') &&
      pair.some(({ part }) => ['key', 'signature', 'time', 'content', 'url'].includes(part))
    )
      continue;
    const [preset] = random.pick(searchablePresets);
    const made = corrupt(preset, pair, random);
    if (made !== null && areBothNeeded(pair)) cases.push(made);
  }
  return cases;
}

const parts = ['rules', 'key', 'content', 'time', 'body', 'wrapping', 'url', 'signature'];
const order = ({ part }: PlantedMistake): number => parts.indexOf(part);

function corrupt(preset: string, mistakes: readonly PlantedMistake[], random: Random): CorruptedRequest | null {
  const scheme = schemePresets[preset];
  if (scheme === undefined) return null;
  const world = createWorld(preset, scheme, random);
  for (const mistake of mistakes) {
    if (!mistake.plant(world, random)) return null;
  }
  const request = deliverOrNull(world);
  if (request === null || isValid(world, request)) return null;
  const codes = mistakes.map(({ code }) => code);
  return { world, request, codes, isLossy: mistakes.some(({ isLossy }) => isLossy === true) };
}

function deliverOrNull(world: World): ReceivedHttpRequest | null {
  try {
    return deliver(world);
  } catch (error) {
    // Such a scheme cannot be sent at all, so nobody makes this mistake.
    if (error instanceof SigningError) return null;
    throw error;
  }
}

function isValid(world: World, { method, url, headers, body }: ReceivedHttpRequest): boolean {
  return verifyRequest({
    scheme: world.scheme,
    key: world.keys[0] ?? '',
    headers,
    body,
    method,
    url,
    nowMs: world.nowMs,
  }).isValid;
}

/** What is signed in place of the body makes everything else about the body immaterial. */
const replacing: readonly MistakeCode[] = ['body-empty', 'body-object-text'];

/** Whether both mistakes are needed for the failure as it is: one may make the other immaterial. */
function areBothNeeded(mistakes: readonly PlantedMistake[]): boolean {
  const isReplaced = mistakes.some(({ code }) => replacing.includes(code));
  return !(isReplaced && mistakes.some(({ part }) => part === 'wrapping'));
}
