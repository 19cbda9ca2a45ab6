import type { JsonRewrite } from './json-style.ts';

export interface NumberSpelling {
  condition: string;
  rewrite: JsonRewrite;
  cost: number;
  /** One of very many. */
  isAloneOnly: boolean;
}

/** Different numbers of a body that are tried one by one. */
const numberLimit = 24;
/** Neighbours that are tried for a whole number beyond 2^53 which was rounded on the way. */
const neighbourLimit = 2100;
/** Numbers of which every choice is tried. */
const zeroLimit = 8;

/**
 * Other spellings of a body's numbers: as JavaScript writes them, with a decimal point, with two decimals, and for big
 * whole numbers the neighbours that a double cannot tell apart from them. `raws` are the numbers as they are written.
 */
export function numberSpellings(raws: readonly string[], isSmall: boolean): NumberSpelling[] {
  // Nobody's money has more digits, and patterns over endless ones are slow.
  const distinct = [...new Set(raws)].filter((raw) => raw.length <= 64);
  const all = (condition: string, respell: (raw: string) => string, cost: number): NumberSpelling => ({
    condition,
    rewrite: { number: respell },
    cost,
    isAloneOnly: false,
  });
  const spellings = [
    all('the numbers were written as JavaScript writes them', asJavaScript, 2.65),
    all('whole numbers had a decimal ".0"', withPoint, 2.75),
    all('numbers had two decimals', withTwoDecimals, 2.85),
    all('the numbers had no zeros at their end', withoutZeros, 2.8),
  ];
  for (const raw of distinct.slice(0, numberLimit)) {
    const one = (respell: (raw: string) => string, cost: number, isAloneOnly = false) => {
      const written = respell(raw);
      if (written === raw) return;
      const condition = `the number ${raw} were written as ${written}`;
      spellings.push({ condition, rewrite: { number: (each) => (each === raw ? written : each) }, cost, isAloneOnly });
    };
    if (distinct.length > 1) {
      one(withPoint, 2.9);
      one(withTwoDecimals, 3);
      one(asJavaScript, 2.95);
    }
    one(withOneMoreZero, 3.1);
    if (!isSmall) continue;
    for (const neighbour of roundedNeighbours(raw)) one(() => neighbour, 3.05, true);
  }
  return isSmall ? [...spellings, ...lostZeros(distinct)] : spellings;
}

/** A parser drops the zeros at the end of decimals: every choice among a few numbers that may have had one. */
function lostZeros(distinct: readonly string[]): NumberSpelling[] {
  const decimals = distinct.filter((raw) => /^-?\d+\.\d$/.test(raw));
  const wholes = distinct.filter((raw) => /^-?\d{1,15}$/.test(raw));
  const numbers = [...decimals, ...wholes].slice(0, zeroLimit);
  return Array.from({ length: 2 ** numbers.length }, (_, choice): NumberSpelling => {
    const chosen = new Set(numbers.filter((__, place) => (choice >> place) % 2 === 1));
    return {
      condition: `${[...chosen].join(', ')} had a zero at the end`,
      rewrite: { number: (raw) => (chosen.has(raw) ? (raw.includes('.') ? `${raw}0` : `${raw}.0`) : raw) },
      cost: 3.2,
      isAloneOnly: true,
    };
  }).filter((_, choice) => choice > 0);
}

function asJavaScript(raw: string): string {
  return JSON.stringify(Number(raw));
}

function withPoint(raw: string): string {
  return /^-?\d+$/.test(raw) ? `${raw}.0` : raw;
}

function withTwoDecimals(raw: string): string {
  const match = /^(-?\d+)(?:\.(\d{0,2}))?$/.exec(raw);
  return match === null ? raw : `${match[1]}.${(match[2] ?? '').padEnd(2, '0')}`;
}

function withoutZeros(raw: string): string {
  return raw.length <= 64 && /^-?\d+\.\d+$/.test(raw) ? raw.replace(/\.?0+$/, '') : raw;
}

function withOneMoreZero(raw: string): string {
  return /^-?\d+\.\d+$/.test(raw) ? `${raw}0` : raw;
}

/** Whole numbers that become this one when they go through a double. */
export function roundedNeighbours(raw: string): string[] {
  if (!/^-?\d{16,20}$/.test(raw)) return [];
  const value = BigInt(raw);
  const rounded = BigInt(Number(raw));
  if (Number.isSafeInteger(Number(raw))) return [];
  const neighbours: string[] = [];
  for (let distance = 0n; neighbours.length < neighbourLimit; distance += 1n) {
    const around = distance === 0n ? [rounded] : [rounded + distance, rounded - distance];
    const fitting = around.filter((each) => BigInt(Number(each)) === rounded);
    if (fitting.length === 0 && distance > 0n) return neighbours;
    for (const each of fitting) if (each !== value) neighbours.push(String(each));
  }
  return neighbours;
}
