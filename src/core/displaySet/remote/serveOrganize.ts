import { describeError } from '../../errors.ts';
import type { Instance } from '../../dicom/instance.ts';
import type { RegisteredHandler } from '../../extension/sopClassHandler.ts';
import { organizeSeries } from '../organize.ts';
import type { Connection, FromOrganizer, ToOrganizer } from './messages.ts';
import { pack } from './packed.ts';

/**
 * The thread's end: keeps the lists it is sent and answers each question about
 * one of them. Questions come one a message, so that whoever asks can stop
 * asking at any time.
 */
export function serveOrganize(
  connection: Connection<FromOrganizer, ToOrganizer>,
  handlers: ReadonlyMap<string, RegisteredHandler>,
): void {
  const lists = new Map<number, Instance[]>();

  function answer({ question, list, handlers: ids, rules }: Extract<ToOrganizer, { type: 'organize' }>) {
    const instances = lists.get(list);
    if (!instances) throw new TypeError(`list ${list} is not here`);
    const inOrder = ids.map((id) => handlers.get(id) ?? missing(id));
    const indexOf = new Map(instances.map((instance, index) => [instance, index]));
    const series = pack(organizeSeries(instances, inOrder, rules), indexOf);
    connection.send({ type: 'organized', question, series });
  }

  connection.onMessage((message) => {
    switch (message.type) {
      case 'instances': {
        const list = lists.get(message.list);
        if (list) for (const instance of message.instances) list.push(instance);
        else lists.set(message.list, [...message.instances]);
        break;
      }
      case 'drop':
        for (const list of message.lists) lists.delete(list);
        break;
      case 'organize':
        try {
          answer(message);
        } catch (error) {
          connection.send({ type: 'failed', question: message.question, reason: describeError(error) });
        }
    }
  });
  connection.send({ type: 'ready', handlers: [...handlers.keys()] });
}

function missing(id: string): never {
  throw new TypeError(`the handler ${id} is not here`);
}
