import {
  type JsonValue,
  longestMatchedBodyBytes,
  type ReceivedRequest,
  type RequestMatch,
  readExactJson,
} from '../../../core/contract/index.ts';
import { bodyText, isText } from '../../request/request-text.ts';
import type { App } from '../../stores/app.ts';
import { currentDocument } from '../../stores/document-view.ts';
import { tabId } from '../../stores/session.ts';
import { receiverRules as words } from '../../strings/receiver-rules.ts';
import { focusWhenShown } from '../../ui/focus-when-shown.ts';
import { blankRule } from './blank-rule.ts';
import { followMovedRules } from './moved-rules.ts';

type MaskedRequest = ReceivedRequest & { maskedTexts: readonly string[] };

/** Where senders say what kind of event it is: the usual names at the top of a body, and endings of header names. */
const kindFields = ['type', 'event', 'event_type', 'eventType', 'event_name', 'topic', 'action', 'kind'];
const kindHeader = /(?:^|-)(?:event|topic)(?:-(?:type|name|key))?$/i;
/** A rule takes no more of them. */
const longestValue = 10_000;
const mostMatches = 20;

/**
 * What tells requests like this one apart from others of its receiver: method, query and kind of event, or all of its body
 * where there is nothing of that. What holds a secret is left out, for rules are kept as readable files.
 */
export function matchesLike(request: MaskedRequest): RequestMatch[] {
  const { method, target, headers, maskedTexts } = request;
  const equals = (part: RequestMatch['part'], name: string, value: string): RequestMatch => ({
    part,
    name,
    test: 'equals',
    value,
  });
  const isFit = (value: string): boolean =>
    value.length <= longestValue && !maskedTexts.some((secret) => value.includes(secret));
  const matches = [
    ...(method === 'POST' ? [] : [equals('method', '', method)]),
    ...queryOf(target).map(([name, value]) => equals('query', name, value)),
    ...headers.filter(([name]) => kindHeader.test(name)).map(([name, value]) => equals('header', name, value)),
    ...kindsIn(request).map(([name, value]) => equals('body', name, value)),
  ].filter(({ value }) => isFit(value));
  if (matches.length > 0) return matches.slice(0, mostMatches);
  const whole = bodyText(request.body);
  const isUsable = whole !== '' && isText(request.body) && isFit(whole);
  return [isUsable ? equals('body', '', whole) : equals('method', '', method)];
}

function queryOf(target: string): [string, string][] {
  const at = target.indexOf('?');
  return at < 0 ? [] : [...new URLSearchParams(target.slice(at + 1))];
}

function kindsIn({ body }: ReceivedRequest): [string, string][] {
  if (body.length > longestMatchedBodyBytes) return [];
  let root: JsonValue;
  try {
    root = readExactJson(bodyText(body));
  } catch {
    return [];
  }
  if (typeof root !== 'object' || root === null || Array.isArray(root)) return [];
  const fields = root;
  return kindFields.flatMap((name): [string, string][] => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return typeof value === 'string' ? [[name, value]] : [];
  });
}

/**
 * Gives the receiver a rule that fits requests like this one, before the rule that answered it, and goes to its answer:
 * that is what one makes it for.
 */
export function makeRuleOf(app: App, receiverKey: string, request: MaskedRequest): void {
  const receiver = currentDocument(app, 'receiver', receiverKey);
  if (receiver === undefined) return;
  const rules = receiver.rules ?? [];
  const place = typeof request.decidedBy === 'string' ? rules.length : Math.min(request.decidedBy.rule, rules.length);
  const made = rules.toSpliced(place, 0, { ...blankRule, when: matchesLike(request) });
  const id = tabId({ kind: 'receiver', key: receiverKey });
  followMovedRules(app, id, rules, made);
  app.drafts.edit('receiver', receiverKey, { ...receiver, rules: made });
  app.session.setState(({ tabState }) => ({ tabState: { ...tabState, [id]: { ...tabState[id], section: 'rules' } } }));
  focusWhenShown(`article[aria-label="${words.rule(place + 1)}"] input[inputmode="decimal"]`);
}
