import type { Linkable } from '../core/linking/linking.ts';
import type { WindowLayer, WindowPart } from '../core/linking/windowLayers.ts';
import type { Presentation, ViewportHandle, ViewportState } from '../core/viewport.ts';
import { wantedIndex } from './linkStation.ts';

/** What linking passes on: what PET lies on has a window of its own. */
export type LinkedPart = Linkable | WindowPart;

/** What of a viewport's state linking looks at; each part as text, to be compared. */
interface Seen {
  /** What is shown: another one is no scrolling. */
  readonly content: string;
  readonly index: number | undefined;
  /** The picture on the canvas: one of another image may bring a window of its own. */
  readonly picture: string;
  readonly window: string;
  readonly baseWindow: string;
  readonly zoomPan: string;
  readonly rotation: string;
}

export interface Heard {
  /** Another display set or plane. */
  readonly isOther: boolean;
  /** What the reader has changed in it, or a clip that plays; not what linking has asked for itself. */
  readonly changed: readonly LinkedPart[];
}

const nothing: Heard = { isOther: false, changed: [] };

/**
 * One viewport, and what linking has asked of it: so that its own doing, when it
 * comes back as news, is not taken for the reader's.
 */
export class LinkedViewport {
  readonly handle: ViewportHandle;
  #seen: Seen;
  /** Pictures that were asked for and may still be on their way. */
  readonly #asked = new Set<number>();
  #last: number | undefined;
  readonly #askedView = new Map<LinkedPart, string>();

  constructor(handle: ViewportHandle) {
    this.handle = handle;
    this.#seen = look(handle.getState());
  }

  /** Goes to a picture, unless it is there or on its way. The last one asked for wins. */
  goTo(index: number, go = (to: number) => this.handle.scrollTo(to)): void {
    if (index === (this.#last ?? this.#seen.index)) return;
    this.expect(index);
    go(index);
  }

  /** A picture that comes without the reader having scrolled. */
  expect(index: number): void {
    this.#asked.add(index);
    this.#last = index;
  }

  /** Sets the window of one of its layers, in the layer's unit. */
  setWindow({ part, factor }: WindowLayer, { center, width }: Pick<WindowLayer, 'center' | 'width'>): void {
    const [windowCenter, windowWidth] = [center / factor, width / factor];
    if (!this.#asks(part, windowText(windowCenter, windowWidth))) return;
    if (part === 'baseWindow') this.handle.setFusion?.({ baseWindow: { center, width } });
    // Of PET over something, `setWindow` is that of the part whose window is dragged.
    else if (this.handle.getState().fusion) this.handle.setPresentation({ windowCenter, windowWidth });
    else this.handle.setWindow({ center: windowCenter, width: windowWidth });
  }

  setZoomPan({ zoom, pan }: Pick<Presentation, 'zoom' | 'pan'>): void {
    if (this.#asks('zoomPan', zoomPanText({ zoom, pan }))) this.handle.setPresentation({ zoom, pan });
  }

  setRotation(view: Presentation): void {
    const { rotation, flipHorizontal, flipVertical } = view;
    if (!this.#asks('rotation', rotationText(view))) return;
    this.handle.setPresentation({ rotation, flipHorizontal, flipVertical });
  }

  /** What has changed since it was last listened to. */
  hear(): Heard {
    const before = this.#seen;
    const now = look(this.handle.getState());
    this.#seen = now;
    if (now.content !== before.content) {
      this.#asked.clear();
      this.#last = undefined;
      this.#askedView.clear();
      return { isOther: true, changed: [] };
    }
    const changed: LinkedPart[] = [];
    if (now.index !== before.index && now.index !== undefined && before.index !== undefined) {
      if (!this.#asked.has(now.index)) {
        changed.push('scroll');
        this.#asked.clear();
        this.#last = undefined;
      }
    }
    if (now.index === this.#last && this.handle.getState().pendingIndex === undefined) {
      this.#asked.clear();
      this.#last = undefined;
    }
    const isSamePicture = now.picture === before.picture;
    for (const name of ['window', 'baseWindow', 'zoomPan', 'rotation'] as const) {
      if (now[name] === before[name] || now[name] === '' || before[name] === '') continue;
      if (this.#askedView.get(name) === now[name]) continue;
      this.#askedView.delete(name);
      if ((name !== 'window' && name !== 'baseWindow') || isSamePicture) changed.push(name);
    }
    return changed.length > 0 ? { isOther: false, changed } : nothing;
  }

  #asks(name: WindowPart | 'zoomPan' | 'rotation', text: string): boolean {
    if ((this.#askedView.get(name) ?? this.#seen[name]) === text) return false;
    this.#askedView.set(name, text);
    return true;
  }
}

function look(live: ViewportState): Seen {
  const { displaySetInstanceUID, kind, plane, image, presentation, fusion } = live;
  const { windowCenter, windowWidth } = presentation ?? {};
  const direction = plane && [
    plane.view.name,
    ...(plane.view.orientation?.right ?? []),
    ...(plane.view.orientation?.down ?? []),
  ];
  return {
    content: [displaySetInstanceUID, kind, ...(direction ?? [])].join(' '),
    index: wantedIndex(live),
    picture: plane
      ? `plane ${plane.index} ${plane.slabMm}`
      : image
        ? `${image.SOPInstanceUID} ${image.frame}`
        : '',
    window:
      windowCenter === undefined || windowWidth === undefined
        ? ''
        : isAsItComes(fusion)
          ? 'as it comes'
          : windowText(windowCenter, windowWidth),
    baseWindow: fusion?.baseWindow ? windowText(fusion.baseWindow.center, fusion.baseWindow.width) : '',
    zoomPan: presentation ? zoomPanText(presentation) : '',
    rotation: presentation ? rotationText(presentation) : '',
  };
}

/** A window up to the greatest value that is here grows while slices arrive: nobody has changed it. */
const isAsItComes = (fusion: ViewportState['fusion']): boolean =>
  fusion !== undefined && fusion.noSuv !== undefined && fusion.look.petWindow === undefined;

const windowText = (center: number, width: number) => `${center.toPrecision(9)} ${width.toPrecision(9)}`;

const zoomPanText = ({ zoom, pan }: Pick<Presentation, 'zoom' | 'pan'>) =>
  [zoom, ...pan].map((part) => (Math.abs(part) < 5e-7 ? 0 : part).toFixed(6)).join(' ');

const rotationText = ({ rotation, flipHorizontal, flipVertical }: Presentation) =>
  `${rotation} ${flipHorizontal} ${flipVertical}`;
