import type { Filter, Token } from 'liquidjs';
import type { PathLookup } from './path-lookup.ts';
import type { ValueShape } from './value-shape.ts';

/** What is known of the value of an expression with its filters. */
export interface LintedValue {
  shape: ValueShape | null;
  literal: string | null;
  isOwnText: boolean;
  /** Its text is JSON already: the last filter is `json`. */
  isJson: boolean;
  /** The variable it begins with, and why that may have no value. */
  path: PathLookup | null;
  /** Where the first operand ends: the place of `| default`. */
  initialEnd: number;
  end: number;
}

/** Where a filter stands among the others of its value. */
export interface FilterPlace {
  /** The literal before the filter, when it is the first. */
  literal: Token | null;
  later: readonly Filter[];
}
