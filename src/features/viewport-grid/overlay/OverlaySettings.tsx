import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import {
  useLiveViewport,
  useViewer,
  useViewerState,
  useViewportHandle,
} from '../../../state/ViewerContext.tsx';
import { imageAt } from '../../../core/displaySet/images.ts';
import { shownImage } from '../../../core/shownImage.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Select } from '../../../ui/Select.tsx';
import { Bdi } from '../../../ui/Text.tsx';
import {
  corners,
  cornersFor,
  moved,
  overlayGroupOf,
  overlayGroups,
  withItem,
  type Corner,
  type OverlayCorners,
  type OverlayGroup,
} from './overlayCorners.ts';
import { imageOfFrame, overlayItemIds, overlayItems, type OverlayItemId } from './overlayItems.ts';
import styles from './OverlaySettings.module.css';

const cornerTitles: Readonly<Record<Corner, string>> = {
  topLeft: 'Upper left',
  topRight: 'Upper right',
  bottomLeft: 'Lower left',
  bottomRight: 'Lower right',
};

const icon = { size: 14, strokeWidth: 1.5 };
const groupIds = Object.keys(overlayGroups) as OverlayGroup[]; // the keys are just these

/** Which words stand in which corner of the images, for each kind of image; every change is seen at once. */
export function OverlaySettings() {
  const viewer = useViewer();
  const { chosen, active, modality } = useActiveImage();
  const [group, setGroup] = useState<OverlayGroup>(overlayGroupOf(modality));
  const said = cornersFor(group, chosen);
  const isOwn = chosen?.[group] !== undefined;
  const change = (to: OverlayCorners | undefined) => {
    const { [group]: _former, ...others } = chosen ?? {};
    const next = to === undefined ? others : { ...others, [group]: mutable(to) };
    viewer.setPreference('overlay', Object.keys(next).length === 0 ? undefined : next);
  };
  const written = (id: OverlayItemId) =>
    overlayGroupOf(modality) === group && active ? overlayItems[id].text(active) : undefined;
  return (
    <Dialog
      title="Text on images"
      open
      wide
      onOpenChange={(open) => !open && viewer.openSheet(undefined)}
      footer={
        <>
          <Button disabled={!isOwn} onClick={() => change(undefined)}>
            As it comes
          </Button>
          <Button variant="accent" onClick={() => viewer.openSheet(undefined)}>
            Done
          </Button>
        </>
      }
    >
      <div className={styles['settings']} data-testid="overlay-settings">
        <Select
          label="Kind of images"
          name="overlayGroup"
          value={group}
          onChange={(value) => setGroup(groupIds.find((id) => id === value) ?? 'other')}
          options={groupIds.map((id) => ({ value: id, label: overlayGroups[id] }))}
        />
        <div className={styles['corners']}>
          {corners.map((corner) => (
            <CornerBox key={corner} corner={corner} said={said} written={written} onChange={change} />
          ))}
        </div>
        <p className={styles['note']}>
          Warnings, marks of lossy compression and calibration, and orientation are always shown. Patient and
          study are named in every viewport as soon as two are open.
        </p>
      </div>
    </Dialog>
  );
}

function CornerBox({
  corner,
  said,
  written,
  onChange,
}: {
  readonly corner: Corner;
  readonly said: OverlayCorners;
  readonly written: (id: OverlayItemId) => string | undefined;
  readonly onChange: (to: OverlayCorners) => void;
}) {
  const heading = useId();
  const items = said[corner];
  const free = overlayItemIds.filter((id) => corners.every((each) => !said[each].includes(id)));
  const elsewhere = overlayItemIds.filter((id) => !items.includes(id) && !free.includes(id));
  const option = (id: OverlayItemId) => ({ value: id, label: overlayItems[id].label });
  return (
    <section className={styles['corner']} aria-labelledby={heading} data-overlay-corner={corner}>
      <h3 id={heading}>{cornerTitles[corner]}</h3>
      <ol className={styles['items']}>
        {items.map((id, at) => (
          <li key={id} data-overlay-choice={id}>
            <span className={styles['label']}>{overlayItems[id].label}</span>
            <span className={styles['written']}>
              <Bdi>{written(id) ?? ''}</Bdi>
            </span>
            <IconButton
              label={`${overlayItems[id].label}: up`}
              size={24}
              disabled={at === 0}
              icon={<ArrowUp {...icon} />}
              onClick={() => onChange(moved(said, corner, id, -1))}
            />
            <IconButton
              label={`${overlayItems[id].label}: down`}
              size={24}
              disabled={at === items.length - 1}
              icon={<ArrowDown {...icon} />}
              onClick={() => onChange(moved(said, corner, id, 1))}
            />
            <IconButton
              label={`Do not say: ${overlayItems[id].label}`}
              size={24}
              icon={<X {...icon} />}
              data-overlay-remove
              onClick={({ currentTarget }) => {
                focusAfterRemoval(currentTarget);
                onChange(withItem(said, id, undefined));
              }}
            />
          </li>
        ))}
      </ol>
      <Select
        label={`Add to the ${cornerTitles[corner].toLowerCase()}`}
        hideLabel
        name={`add-${corner}`}
        value=""
        onChange={(value) => {
          const id = overlayItemIds.find((each) => each === value);
          if (id) onChange(withItem(said, id, corner));
        }}
        options={[{ value: '', label: 'Add…' }, ...free.map(option), ...elsewhere.map(option)]}
      />
    </section>
  );
}

/** The focus goes to the next item, or to where one can be added: never to nowhere. */
function focusAfterRemoval(button: HTMLElement): void {
  const item = button.closest('li');
  const beside = item?.nextElementSibling ?? item?.previousElementSibling;
  const next = beside
    ? beside.querySelector<HTMLElement>('[data-overlay-remove]')
    : button.closest('section')?.querySelector<HTMLElement>('select');
  next?.focus();
}

/** What the active viewport shows, so that the settings can say what each item is about. */
function useActiveImage() {
  const chosen = useViewerState((state) => state.preferences.overlay);
  const id = useViewerState((state) => state.hanging.activeViewportId);
  const displaySet = useViewerState((state) => {
    const uid = state.hanging.cells.find((cell) => cell.id === id)?.displaySetInstanceUID;
    return uid === undefined ? undefined : state.displaySets.get(uid);
  });
  const handle = useViewportHandle(id);
  const live = useLiveViewport(handle, (state) => state);
  const active = useMemo(() => {
    const index = shownImage(live)?.index;
    const at = displaySet && index !== undefined ? imageAt(displaySet, index) : undefined;
    if (!at || !displaySet || index === undefined) return undefined;
    const image = imageOfFrame(at.instance, at.frame);
    return { image, frame: at.frame, index, displaySet, live, locale: navigator.language };
  }, [displaySet, live]);
  return { chosen, active, modality: displaySet?.Modality };
}

const mutable = ({ topLeft, topRight, bottomLeft, bottomRight }: OverlayCorners) => ({
  topLeft: [...topLeft],
  topRight: [...topRight],
  bottomLeft: [...bottomLeft],
  bottomRight: [...bottomRight],
});
