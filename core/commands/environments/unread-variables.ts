import type { DocumentRename } from '../../model/index.ts';
import type { EngineContext } from '../engine-context.ts';

/** A variable of the system that gave a secret before the environment had another key, and what it has to be called now. */
export interface UnreadVariable {
  was: string;
  now: string;
}

/** What a process began with it cannot rename: whoever sets these variables has to. */
export interface UnreadVariables {
  /** The environment has another key: gives the variables that are not read any more, and lists them with the problems. */
  afterRename(rename: Pick<DocumentRename, 'from' | 'to'>): UnreadVariable[];
}

interface Given {
  variable: string;
  environment: string;
  secret: string;
}

export function createUnreadVariables({
  workspace,
  secrets,
  problems,
}: Pick<EngineContext, 'workspace' | 'secrets' | 'problems'>): UnreadVariables {
  /** By the keys that environments had when this process began, or got their first other one. */
  let given: Given[] = [];

  /** Null = the variable of the environment as it is called now is set. */
  function unread({ variable, environment, secret }: Given): UnreadVariable | null {
    const own = secrets.variable(environment, secret);
    return own.isSet ? null : { was: variable, now: own.name };
  }

  return {
    afterRename({ from, to }) {
      const moved = given.map((each) => (each.environment === from ? { ...each, environment: to } : each));
      const named = new Set([...(workspace.get('environment', to)?.value.secrets ?? []), ...secrets.names(to)]);
      for (const secret of named) {
        const { name, isSet } = secrets.variable(from, secret);
        if (isSet && !moved.some(({ variable }) => variable === name))
          moved.push({ variable: name, environment: to, secret });
      }
      given = moved.filter((each) => unread(each) !== null);
      problems.ofVariables(
        given.flatMap((each) => {
          const found = unread(each);
          return found === null ? [] : [problemOf(each, found)];
        }),
      );
      return given.filter(({ environment }) => environment === to).flatMap((each) => unread(each) ?? []);
    },
  };
}

function problemOf({ environment, secret }: Given, { was, now }: UnreadVariable) {
  const message = `Rename the variable ${was} to ${now} and start Hookbench again: the environment of its secret "${secret}" is called "${environment}" now.`;
  return { file: `environments/${environment}.json`, message, severity: 'warning' } as const;
}
