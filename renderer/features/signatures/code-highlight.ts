import type { VerifierLanguage } from '../../../core/contract/index.ts';

export type CodeKind = 'plain' | 'comment' | 'string' | 'keyword' | 'number';
export interface CodeSpan {
  kind: CodeKind;
  text: string;
}

interface Grammar {
  comments: RegExp;
  strings: RegExp;
  keywords: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const slashes = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const hashes = /#[^\n]*/y;
const quoted = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y;

const script: Grammar = {
  comments: slashes,
  strings: /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`/y,
  keywords: words(
    'as async await break case catch class const continue default else export extends false finally for from function if import in interface let new null of return throw true try type typeof undefined while',
  ),
};

const grammars: Record<VerifierLanguage, Grammar> = {
  node: script,
  'typescript-express': script,
  next: script,
  python: {
    comments: hashes,
    strings: /"""[\s\S]*?"""|[bru]?"(?:[^"\\\n]|\\.)*"|[bru]?'(?:[^'\\\n]|\\.)*'/y,
    keywords: words(
      'and as assert async await break class continue def del elif else except False finally for from global if import in is lambda None nonlocal not or pass raise return True try while with yield',
    ),
  },
  go: {
    comments: slashes,
    strings: /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'/y,
    keywords: words(
      'break case chan const continue default defer else fallthrough false for func go goto if import interface map nil package range return select struct switch true type var',
    ),
  },
  ruby: {
    comments: hashes,
    strings: quoted,
    keywords: words(
      'alias and begin break case class def do else elsif end ensure false for if in module next nil not or require require_relative rescue return self super then true unless until when while yield',
    ),
  },
  php: {
    comments: /\/\/[^\n]*|#(?!\[)[^\n]*|\/\*[\s\S]*?\*\//y,
    strings: quoted,
    keywords: words(
      'array as break case catch class const continue declare default do else elseif exit false final finally fn for foreach function if instanceof int null private public readonly require return static string strict_types switch throw true try use while',
    ),
  },
  java: {
    comments: slashes,
    strings: /"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y,
    keywords: words(
      'boolean break byte case catch char class continue default do double else enum extends false final finally for if implements import instanceof int interface long new null package private public record return static switch this throw throws true try var void while',
    ),
  },
  csharp: {
    comments: slashes,
    strings: /[$@]*"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y,
    keywords: words(
      'as async await bool break byte case catch class const continue default else false finally for foreach if in int internal is long namespace new null out private public readonly ref return static string switch throw true try using var void while',
    ),
  },
  rust: {
    comments: slashes,
    // A quote may also begin a lifetime, which has no second one.
    strings: /b?"(?:[^"\\]|\\[\s\S])*"|b?'(?:[^'\\\n]|\\.)'/y,
    keywords: words(
      'as break const continue else enum Err false fn for if impl in let loop match mod move mut None Ok pub ref return self Some static struct trait true type use where while',
    ),
  },
};

const word = /[A-Za-z_$][\w$]*/y;
const number = /\d[\d_]*(?:\.\d+)?/y;

/** Cuts code into what is coloured alike. Joined, the spans are the code again, whatever it holds. */
export function highlightCode(code: string, language: VerifierLanguage): CodeSpan[] {
  const { comments, strings, keywords } = grammars[language];
  const spans: CodeSpan[] = [];
  const add = (kind: CodeKind, text: string): void => {
    const last = spans.at(-1);
    if (last?.kind === kind) last.text += text;
    else spans.push({ kind, text });
  };
  for (let at = 0; at < code.length; ) {
    const comment = matchAt(comments, code, at);
    const string = comment ?? matchAt(strings, code, at);
    const found = string ?? matchAt(word, code, at) ?? matchAt(number, code, at) ?? code[at] ?? '';
    if (comment !== null) add('comment', found);
    else if (string !== null) add('string', found);
    else if (keywords.has(found)) add('keyword', found);
    else add(/^\d/.test(found) ? 'number' : 'plain', found);
    at += found.length;
  }
  return spans;
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text)?.[0] ?? '';
  return found === '' ? null : found;
}
