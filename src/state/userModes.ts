import { type ModeFile, toUserMode } from '../core/mode/modeFile.ts';
import type { UserMode } from '../core/mode/userMode.ts';
import type { NoticeCommands } from './notices.ts';
import { baseOf } from './userModesJson.ts';
import type { ViewerParts } from './viewerParts.ts';

export interface UserModeCommands {
  /**
   * Adds a mode of the reader's, or puts it in the place of the one with its id.
   * An edited order of that mode that is now its own is no edit any more.
   */
  saveMode(file: ModeFile): void;
  /** Takes a mode of the reader's away, with a notice that brings it back. */
  deleteMode(modeId: string): void;
  /** The modes that the browser keeps. The one in use stays as it is here. */
  adoptModes(modes: readonly UserMode[]): void;
}

export function createUserModeCommands(
  { store, registry, modes }: Pick<ViewerParts, 'store' | 'registry' | 'modes'>,
  { notify, announce }: Pick<NoticeCommands, 'notify' | 'announce'>,
): UserModeCommands {
  const put = (mode: UserMode) =>
    store.setState(({ userModes }) => ({
      userModes: userModes.some(({ id }) => id === mode.id)
        ? userModes.map((other) => (other.id === mode.id ? mode : other))
        : [...userModes, mode],
    }));

  return {
    saveMode(file) {
      const base = baseOf(registry, file.basedOn);
      if (!base || registry.mode(file.id)) return;
      put(toUserMode({ ...file, basedOn: base.id }, base, registry.handlers));
      store.setState(({ orders }) => ({
        orders: modes.withOrder(orders, file.id, orders[file.id] ?? 'original'),
      }));
      announce(`Mode ${file.displayName} saved.`);
    },

    deleteMode(modeId) {
      const { userModes } = store.getState();
      const index = userModes.findIndex(({ id }) => id === modeId);
      const mode = userModes[index];
      if (!mode) return;
      store.setState({ userModes: userModes.filter(({ id }) => id !== modeId) });
      notify({
        kind: 'info',
        title: `Mode “${mode.displayName}” deleted`,
        text: 'It is no longer kept in this browser.',
        transient: true,
        action: {
          label: 'Undo',
          run() {
            store.setState((state) => ({
              userModes: [
                ...state.userModes.slice(0, index),
                mode,
                ...state.userModes.slice(index).filter(({ id }) => id !== modeId),
              ],
              notices: state.notices.filter(({ title }) => title !== `Mode “${mode.displayName}” deleted`),
            }));
          },
        },
      });
    },

    adoptModes(adopted) {
      store.setState(({ userModes, modeId }) => {
        const inUse = userModes.find(({ id }) => id === modeId);
        if (!inUse) return { userModes: adopted };
        return {
          userModes: adopted.some(({ id }) => id === modeId)
            ? adopted.map((mode) => (mode.id === modeId ? inUse : mode))
            : [...adopted, inUse],
        };
      });
    },
  };
}
