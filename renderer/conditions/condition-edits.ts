import type { Condition, ConditionGroup } from '../../core/contract/index.ts';

/** A member of an "any" list: one condition, or several that must hold together. */
export type AnyMember = Condition | { all: Condition[] };

export const blankCondition: Condition = { variable: '', operator: 'equal_to', argument: '' };

export function isGroup(member: AnyMember): member is { all: Condition[] } {
  return 'all' in member;
}

export function membersOf(group: ConditionGroup | null): readonly AnyMember[] {
  if (group === null) return [];
  return 'all' in group ? group.all : group.any;
}

/** The same conditions under the other word. "All" has no groups inside, so theirs move up. */
export function changeMatch(group: ConditionGroup, match: 'all' | 'any'): ConditionGroup {
  if (match === 'any') return 'any' in group ? group : { any: group.all };
  if ('all' in group) return group;
  return { all: group.any.flatMap((member) => (isGroup(member) ? member.all : [member])) };
}

/** Null when nothing is left: no conditions, it always applies. */
export function withMembers(match: 'all' | 'any', members: readonly AnyMember[]): ConditionGroup | null {
  if (members.length === 0) return null;
  return match === 'any'
    ? { any: [...members] }
    : { all: members.flatMap((member) => (isGroup(member) ? member.all : [member])) };
}
