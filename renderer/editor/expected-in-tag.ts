/** What may come next in a tag or output. */
export type Expected =
  /** A value; `isCompared` where the words for values (`true`, `blank`) are usual. */
  | { kind: 'value'; isCompared: boolean }
  /** A filter's name. */
  | { kind: 'filter' }
  /** A name that is given here: whatever is typed is new. */
  | { kind: 'name' }
  /** A value is complete: only these words and operators go on from it, and often none does. */
  | { kind: 'words'; words: readonly string[] };

interface Grammar {
  begins: 'value' | 'name' | 'text';
  /** Words that go on from a complete value, by those that were used already. */
  words(used: readonly string[]): readonly string[];
}

const comparisons = ['==', '!=', '>', '<', '>=', '<=', 'contains'];
const joins = ['and', 'or'];

function wordsOfCondition(used: readonly string[]): readonly string[] {
  const sinceJoin = used.slice(used.findLastIndex((word) => joins.includes(word)) + 1);
  return sinceJoin.length > 0 ? joins : [...comparisons, ...joins];
}

function wordsOfLoop(parameters: readonly string[]): Grammar['words'] {
  return (used) => (used.includes('in') ? parameters.filter((word) => !used.includes(word)) : ['in']);
}

function wordsOfRender(used: readonly string[]): readonly string[] {
  if (used.includes('as')) return [];
  return used.includes('with') || used.includes('for') ? ['as'] : ['with', 'for'];
}

const none: Grammar['words'] = () => [];
const grammars: Readonly<Record<string, Grammar>> = {
  if: { begins: 'value', words: wordsOfCondition },
  elsif: { begins: 'value', words: wordsOfCondition },
  unless: { begins: 'value', words: wordsOfCondition },
  case: { begins: 'value', words: none },
  when: { begins: 'value', words: () => ['or'] },
  for: { begins: 'name', words: wordsOfLoop(['limit:', 'offset:', 'reversed']) },
  tablerow: { begins: 'name', words: wordsOfLoop(['cols:', 'limit:', 'offset:']) },
  assign: { begins: 'name', words: none },
  capture: { begins: 'name', words: none },
  increment: { begins: 'name', words: none },
  decrement: { begins: 'name', words: none },
  cycle: { begins: 'value', words: none },
  echo: { begins: 'value', words: none },
  render: { begins: 'text', words: wordsOfRender },
};
const output: Grammar = { begins: 'value', words: none };
const conditions = new Set(['if', 'elsif', 'unless']);

const tokens = /"[^"]*"|'[^']*'|-?\d+(?:\.\d+)?(?!\.?\d)|[A-Za-z_][\w-]*|==|!=|<>|<=|>=|\.\.|\S/g;

/**
 * Reads a tag's content behind its name, or an output's (`tag` is null), up to a place between two words. Like the other
 * readers of the editor it goes on past what is broken.
 */
export function expectedAfter(tag: string | null, content: string): Expected {
  const grammar = tag === null ? output : grammars[tag];
  if (grammar === undefined) return { kind: 'words', words: [] };
  const used: string[] = [];
  let isFiltered = false;
  let hasComma = false;
  let expected: 'value' | 'name' | 'filter' | 'word' | 'text' = grammar.begins;
  for (const [token] of content.matchAll(tokens)) {
    if (token === '|') {
      expected = 'filter';
      isFiltered = true;
    } else if (token === ',') {
      hasComma = true;
      expected = tag === 'render' ? 'name' : 'value';
    } else if (token === '.') expected = 'text';
    else if (token === ':') expected = 'value';
    else if (comparisons.includes(token) || token === '<>') {
      used.push(token);
      expected = 'value';
    } else if (/^(?:\(|\[|\.\.|=|!|<)$/.test(token)) expected = 'value';
    else if (expected === 'word' && /^[A-Za-z_]/.test(token)) {
      const word = [token, `${token}:`].find((one) => grammar.words(used).includes(one));
      if (word === undefined || isFiltered) continue;
      used.push(word);
      expected = word === 'as' ? 'name' : word === 'reversed' ? 'word' : 'value';
    } else expected = 'word';
  }
  switch (expected) {
    case 'value': {
      const last = used.at(-1) ?? '';
      return { kind: 'value', isCompared: !isFiltered && (tag === 'when' || isComparison(tag, last)) };
    }
    case 'name':
    case 'filter':
      return { kind: expected };
    case 'text':
      return { kind: 'words', words: [] };
    case 'word':
      return { kind: 'words', words: isFiltered || hasComma ? [] : grammar.words(used) };
  }
}

function isComparison(tag: string | null, word: string): boolean {
  return conditions.has(tag ?? '') && (comparisons.includes(word) || word === '<>');
}
