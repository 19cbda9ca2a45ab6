import type { LogStore } from '../log/index.ts';
import type { LocalAuthority, ReceiverHost } from '../receiver/index.ts';
import type { EventHub } from '../rpc/index.ts';
import type { EnvironmentVariables } from '../secrets/index.ts';
import type { ProblemList } from './engine-problems.ts';
import type { FollowedEnvironments } from './environments/followed-environments.ts';
import type { Foreground } from './foreground.ts';
import type { HeavyWork } from './heavy-work/heavy-work.ts';
import type { ReceiverKeys } from './receivers/receiver-keys.ts';
import type { StoredRooms } from './stored-rooms.ts';
import type { PreviewTemplates } from './studio/preview-templates.ts';
import type { SessionFile } from './workspace/session-file.ts';

/** The rooms as the commands see them, wired together by `createEngine`. */
export interface EngineContext extends StoredRooms {
  readonly log: LogStore;
  readonly receivers: ReceiverHost;
  readonly receiverKeys: ReceiverKeys;
  /** Of the receivers that speak https. */
  readonly authority: LocalAuthority;
  readonly templates: PreviewTemplates;
  readonly session: SessionFile;
  readonly followed: FollowedEnvironments;
  readonly events: EventHub;
  readonly foreground: Foreground;
  readonly heavyWork: HeavyWork;
  readonly appVersion: string;
  /** Of the process: proxies, and certificates for the runtime. */
  readonly environmentVariables: EnvironmentVariables;
  /** The workspace's problems and the engine's own (a log that had to be replaced, say). */
  readonly problems: ProblemList;
  /** Unix milliseconds. */
  nowMs(): number;
  /** A fresh UUID. */
  newId(): string;
}
