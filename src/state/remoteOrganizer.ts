import type { Instance } from '../core/dicom/instance.ts';
import type { OrganizedSeries } from '../core/displaySet/organized.ts';
import type { Connection, FromOrganizer, ToOrganizer } from '../core/displaySet/remote/messages.ts';
import { unpack } from '../core/displaySet/remote/packed.ts';
import type { GroupingRule } from '../core/displaySet/rule.ts';
import { describeError } from '../core/errors.ts';
import { createSlices } from './slices.ts';
import type { SeriesKey } from './viewerState.ts';

/** A thread beside the page that organizes: a worker, or in tests anything that copies messages. */
export interface OrganizerThread extends Connection<ToOrganizer, FromOrganizer> {
  /** Told when it cannot be started or has stopped. */
  onLost(listener: (reason: string) => void): void;
  end(): void;
}

/** What is organized of one series. */
export interface SeriesTask {
  readonly key: SeriesKey;
  readonly instances: readonly Instance[];
  /** Handler ids in order. */
  readonly handlers: readonly string[];
  readonly rules: readonly GroupingRule[];
}

/** The page's end of the thread. */
export interface RemoteOrganizer {
  /** Copies a series to the thread ahead of any question, in place of what it had under this key. */
  keep(key: SeriesKey, instances: readonly Instance[]): void;
  /** @returns undefined when the thread cannot do it (it is lost, or lacks a handler): the page must. */
  organize(task: SeriesTask): Promise<OrganizedSeries | undefined>;
  /** The thread forgets every series. */
  clear(): void;
}

/** A copy of a series in the thread. */
interface Copy {
  readonly list: number;
  readonly instances: readonly Instance[];
  /** Resolves when all of it has been sent. */
  readonly sent: Promise<void>;
}

/** Instances sent in one message: a few milliseconds of the page's time. */
const pieceSize = 200;
/** A thread that has not begun by then counts as lost, ms. */
const startDeadlineMs = 15_000;

/** @param onLost told once, in words, when the thread is lost. */
export function createRemoteOrganizer(
  thread: OrganizerThread,
  onLost: (reason: string) => void,
): RemoteOrganizer {
  const copies = new Map<SeriesKey, Copy>();
  const questions = new Map<number, (answer: PackedAnswer) => void>();
  const slice = createSlices();
  let lists = 0;
  let asked = 0;
  let lost = false;

  const lose = (reason: string) => {
    if (lost) return;
    lost = true;
    clearTimeout(deadline);
    thread.end();
    copies.clear();
    for (const answer of questions.values()) answer(undefined);
    questions.clear();
    began(new Set());
    onLost(reason);
  };
  const deadline = setTimeout(() => lose('it did not start within 15 seconds'), startDeadlineMs);
  let began: (handlers: ReadonlySet<string>) => void = () => undefined;
  const known = new Promise<ReadonlySet<string>>((resolve) => (began = resolve));

  thread.onLost(lose);
  thread.onMessage((message) => {
    if (message.type === 'ready') {
      clearTimeout(deadline);
      began(new Set(message.handlers));
      return;
    }
    const answer = questions.get(message.question);
    questions.delete(message.question);
    answer?.(message.type === 'organized' ? message.series : undefined);
  });

  const say = (message: ToOrganizer) => {
    if (lost) return;
    try {
      thread.send(message);
    } catch (error) {
      lose(describeError(error));
    }
  };

  async function copyAll(list: number, instances: readonly Instance[]) {
    for (let from = 0; from < instances.length; from += pieceSize) {
      await slice();
      if (lost) return;
      say({ type: 'instances', list, instances: instances.slice(from, from + pieceSize) });
    }
  }

  /** Not before all of it has been sent: a piece that came later would be a list again. */
  const drop = ({ list, sent }: Copy) => void sent.then(() => say({ type: 'drop', lists: [list] }));

  function copyOf(key: SeriesKey, instances: readonly Instance[]): Copy {
    const former = copies.get(key);
    if (former?.instances === instances) return former;
    if (former) drop(former);
    const list = lists++;
    const copy = { list, instances, sent: copyAll(list, instances) };
    copies.set(key, copy);
    return copy;
  }

  return {
    keep(key, instances) {
      if (!lost) copyOf(key, instances);
    },
    async organize({ key, instances, handlers, rules }) {
      const there = await known;
      if (lost || !handlers.every((id) => there.has(id))) return undefined;
      const { list, sent } = copyOf(key, instances);
      await sent;
      if (lost) return undefined;
      const question = asked++;
      const answer = new Promise<PackedAnswer>((resolve) => questions.set(question, resolve));
      say({ type: 'organize', question, list, handlers, rules });
      const series = await answer;
      return series && unpack(series, instances);
    },
    clear() {
      const former = [...copies.values()];
      copies.clear();
      former.forEach(drop);
    },
  };
}

type PackedAnswer = Extract<FromOrganizer, { type: 'organized' }>['series'] | undefined;
