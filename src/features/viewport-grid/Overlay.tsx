import type { Instance } from '../../core/dicom/instance.ts';
import { formatAge, formatDate, formatPersonName } from '../../core/dicom/format.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { imageAt } from '../../core/displaySet/images.ts';
import type { ViewportHandle } from '../../core/viewport.ts';
import { useLiveViewport, useViewerState } from '../../state/ViewerContext.tsx';
import { Bdi } from '../../ui/Text.tsx';
import { cutTitles, slabLine } from './planes.ts';
import { WarningCorner } from './WarningCorner.tsx';
import styles from './ViewportGrid.module.css';

/** The words in the corners. They speak of the image whose pixels are on the canvas, and of no other. */
export function Overlay({
  handle,
  displaySet,
}: {
  readonly handle: ViewportHandle | undefined;
  readonly displaySet: DisplaySet;
}) {
  const visible = useViewerState((state) => state.overlayVisible);
  const index = useLiveViewport(handle, (live) =>
    live.status === 'rendered' && live.displaySetInstanceUID === displaySet.displaySetInstanceUID
      ? (live.image ?? live.plane?.nearest)?.index
      : undefined,
  );
  const isPlane = useLiveViewport(handle, (live) => live.plane !== undefined);
  if (!visible || index === undefined) return null;
  const at = imageAt(displaySet, index);
  if (!at) return null;
  return (
    <div className={styles['overlay']} data-testid="viewport-overlay">
      <PatientCorner instance={at.instance} />
      <SeriesCorner instance={at.instance} displaySet={displaySet} />
      <ViewCorner handle={handle} displaySet={displaySet} />
      {isPlane ? (
        <PlaneCorner handle={handle} />
      ) : (
        <ImageCorner
          handle={handle}
          displaySet={displaySet}
          index={index}
          instance={at.instance}
          frame={at.frame}
        />
      )}
      <Letters handle={handle} />
    </div>
  );
}

function PatientCorner({ instance }: { readonly instance: Instance }) {
  const { PatientName, PatientID, PatientSex, PatientAge, StudyDate, StudyDescription } = instance;
  const person = [PatientSex, formatAge(PatientAge)].filter(Boolean).join(' ');
  return (
    <div className={styles['topLeft']}>
      <Bdi>{formatPersonName(PatientName) || 'No name'}</Bdi>
      <Bdi>{[PatientID, person].filter(Boolean).join(' · ')}</Bdi>
      <Bdi>{StudyDescription ?? ''}</Bdi>
      <Bdi>{formatDate(StudyDate, navigator.language)}</Bdi>
    </div>
  );
}

function SeriesCorner({
  instance,
  displaySet,
}: {
  readonly instance: Instance;
  readonly displaySet: DisplaySet;
}) {
  return (
    <div className={styles['topRight']}>
      <span>
        {displaySet.Modality} {displaySet.SeriesNumber ?? ''}
      </span>
      <Bdi>{instance.SeriesDescription ?? displaySet.label}</Bdi>
      {displaySet.splitLabel !== undefined && <Bdi>{displaySet.splitLabel}</Bdi>}
      {instance.ImageLaterality !== undefined && (
        <Bdi>{[instance.ImageLaterality, instance.ViewPosition].filter(Boolean).join(' ')}</Bdi>
      )}
    </div>
  );
}

function ViewCorner({
  handle,
  displaySet,
}: {
  readonly handle: ViewportHandle | undefined;
  readonly displaySet: DisplaySet;
}) {
  const text = useLiveViewport(handle, ({ presentation, magnification }) =>
    [
      presentation?.windowWidth !== undefined && presentation.windowCenter !== undefined
        ? `W ${round(presentation.windowWidth)} L ${round(presentation.windowCenter)}`
        : undefined,
      magnification === undefined ? undefined : `${magnification.toFixed(magnification < 10 ? 2 : 1)}x`,
      presentation?.rotation ? `${presentation.rotation}°` : undefined,
      presentation?.flipHorizontal || presentation?.flipVertical ? 'flipped' : undefined,
      presentation?.invert ? 'inverted' : undefined,
    ]
      .filter(Boolean)
      .join('  ·  '),
  );
  const marks = useLiveViewport(handle, (live) => live.marks.join('\n'));
  return (
    <div className={styles['bottomLeft']}>
      <WarningCorner displaySet={displaySet} />
      {marks
        .split('\n')
        .filter(Boolean)
        .map((mark) => (
          <span key={mark} className={styles['mark']}>
            {mark}
          </span>
        ))}
      <span data-testid="overlay-view">{text}</span>
    </div>
  );
}

function ImageCorner({
  handle,
  displaySet,
  index,
  instance,
  frame,
}: {
  readonly handle: ViewportHandle | undefined;
  readonly displaySet: DisplaySet;
  readonly index: number;
  readonly instance: Instance;
  readonly frame: number;
}) {
  const count = useLiveViewport(handle, (live) => live.imageCount);
  const { SliceThickness, SliceLocation, InstanceNumber } = instance;
  return (
    <div className={styles['bottomRight']}>
      {SliceThickness !== undefined && <span>Th {round(SliceThickness)} mm</span>}
      {SliceLocation !== undefined && <span>Loc {round(SliceLocation)} mm</span>}
      {InstanceNumber !== undefined && !displaySet.isMultiFrame && <span>No. {InstanceNumber}</span>}
      <span data-testid="overlay-image">
        {displaySet.isMultiFrame && displaySet.instances.length === 1
          ? `fr ${frame}/${count}`
          : `im ${index + 1}/${count}`}
      </span>
    </div>
  );
}

/** The plane of a volume, where it lies and how thick it is; of an acquired image its number, too. */
function PlaneCorner({ handle }: { readonly handle: ViewportHandle | undefined }) {
  const lines = useLiveViewport(handle, ({ plane, image, imageCount }) =>
    plane
      ? [
          image ? `im ${image.index + 1}` : undefined,
          slabLine(plane),
          `${cutTitles[plane.view.name]} ${plane.place}`,
          `${plane.index + 1}/${imageCount}`,
        ]
          .filter(Boolean)
          .join('\n')
      : '',
  );
  return (
    <div className={styles['bottomRight']} data-testid="overlay-plane">
      {lines.split('\n').map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}

function Letters({ handle }: { readonly handle: ViewportHandle | undefined }) {
  const letters = useLiveViewport(handle, ({ orientation }) =>
    orientation ? [orientation.left, orientation.top, orientation.right, orientation.bottom].join(' ') : '',
  );
  if (!letters) return null;
  const [left, top, right, bottom] = letters.split(' ');
  return (
    <div data-testid="orientation-letters">
      <span className={styles['letterLeft']}>{left}</span>
      <span className={styles['letterTop']}>{top}</span>
      <span className={styles['letterRight']}>{right}</span>
      <span className={styles['letterBottom']}>{bottom}</span>
    </div>
  );
}

const round = (value: number) =>
  Number(value.toFixed(Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0));
