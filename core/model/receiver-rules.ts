import { z } from 'zod';
import { receiverAnswerSchema } from './receiver-answer.ts';

/** Where a rule looks. */
export const requestParts = ['method', 'query', 'header', 'body'] as const;
export type RequestPart = (typeof requestParts)[number];

export const requestTests = [
  'equals',
  'does-not-equal',
  'contains',
  'does-not-contain',
  'is-present',
  'is-absent',
] as const;
export type RequestTest = (typeof requestTests)[number];

/** They look whether something is there; the value means nothing. */
export const testsWithoutValue: ReadonlySet<RequestTest> = new Set(['is-present', 'is-absent']);

/** The names of a path into a JSON body, such as `data.type` or `items[0].id`; null = it is none. */
export function parseBodyPath(text: string): readonly string[] | null {
  return /^(?:[^.\s[\]]+|\[\d+\])(?:\.[^.\s[\]]+|\[\d+\])*$/.test(text) ? (text.match(/[^.[\]]+/g) ?? []) : null;
}

/** Of a longer body no parts are looked at: every other request would wait until it is read. */
export const longestMatchedBodyBytes = 1024 * 1024;

/**
 * One thing that is looked at in a request. `name`: of a header (capitals or not), a query value or a field of a form; in
 * a JSON body a path; empty = the method, or the whole body. Values are compared as they are written, letter by letter.
 */
export const requestMatchSchema = z.strictObject({
  part: z.enum(requestParts),
  name: z.string().max(1000),
  test: z.enum(requestTests),
  value: z.string().max(10_000),
});
export type RequestMatch = z.infer<typeof requestMatchSchema>;

/** What keeps a match from ever saying what is meant; null = nothing. */
export function matchProblem({ part, name }: RequestMatch): 'name-missing' | null {
  return (part === 'query' || part === 'header') && name.trim() === '' ? 'name-missing' : null;
}

/** The answer to requests in which all of `when` is found. */
export const receiverRuleSchema = z.strictObject({
  when: z.array(requestMatchSchema).min(1).max(20),
  answer: receiverAnswerSchema,
});
export type ReceiverRule = z.infer<typeof receiverRuleSchema>;

/** At most so many requests in any so many seconds; those above it get 429 and do not count. */
export const rateLimitSchema = z.strictObject({
  requests: z.number().int().min(1).max(10_000),
  perSeconds: z.number().int().min(1).max(3600),
});
export type RateLimit = z.infer<typeof rateLimitSchema>;

/** What decided how a request was answered; a rule by its place, from 0. */
export const answerSourceSchema = z.union([
  z.enum(['answer', 'sequence', 'signature', 'rate-limit', 'refusal', 'client-certificate']),
  z.strictObject({ rule: z.number().int() }),
]);
export type AnswerSource = z.infer<typeof answerSourceSchema>;

/** One match with what was there. */
export const matchCheckSchema = z.object({
  match: requestMatchSchema,
  /** Null = not looked at: an earlier one of the rule had decided. */
  isMet: z.boolean().nullable(),
  /** The value that decided, or the first of several; null = nothing is there, or it is no text, number or truth value. */
  actual: z.string().nullable(),
  /** Why it came out so, where the value does not tell. */
  note: z.string().nullable(),
});
export type MatchCheck = z.infer<typeof matchCheckSchema>;

/** Of one rule, at a request that may have been answered by an earlier one. */
export const ruleCheckSchema = z.object({ isMet: z.boolean(), checks: z.array(matchCheckSchema) });
export type RuleCheck = z.infer<typeof ruleCheckSchema>;
