import type { ViewerParts } from './viewerParts.ts';
import type { Notice } from './viewerState.ts';

export interface NoticeCommands {
  /** Shows a notice; one with the same title and text is not shown twice. */
  notify(notice: Omit<Notice, 'id'>): void;
  dismissNotice(id: number): void;
  /** Says something to assistive technology only. */
  announce(text: string): void;
}

export function createNoticeCommands({ store }: Pick<ViewerParts, 'store'>): NoticeCommands {
  let nextId = 1;
  return {
    notify(notice) {
      const { notices } = store.getState();
      if (notices.some(({ title, text }) => title === notice.title && text === notice.text)) return;
      store.setState({ notices: [...notices, { ...notice, id: nextId++ }] });
    },
    dismissNotice(id) {
      store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
    },
    announce(text) {
      // A repeated text must still be a change, or it is not read again.
      store.setState(({ announcement }) => ({
        announcement: announcement === text ? `${text}\u00A0` : text,
      }));
    },
  };
}
