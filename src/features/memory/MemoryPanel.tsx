import { useEffect, useState } from 'react';
import type { ImageMemory, MemoryUsage, SeriesMemory } from '../../core/imageMemory.ts';
import { useViewer, useViewerState, useViewerValue } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { Slider } from '../../ui/Slider.tsx';
import { Bdi } from '../../ui/Text.tsx';
import styles from './MemoryPanel.module.css';
import { megabytes, nearestStep, limitStepsMB, viewportsBySeries } from './memoryWords.ts';

/** Often enough for an eye, seldom enough for the rest, ms. */
const refreshMs = 400;

/** How much memory decoded images take, of how much; opened, which series, and what can be done about it. */
export function MemoryPanel({ memory }: { readonly memory: ImageMemory | undefined }) {
  const [open, setOpen] = useState(false);
  const figures = useRefreshed(memory, readFigures);
  const [used = 0, limit = 0] = figures.split('/').map(Number);
  const words = `Memory for images: ${megabytes(used)} of ${megabytes(limit)}`;
  return (
    <Popover
      label="Memory for images"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button
          variant="quiet"
          className={styles['trigger']}
          aria-label={words}
          title={words}
          data-testid="memory"
          data-used={used}
          data-limit={limit}
          disabled={!memory}
        >
          <span className={styles['meter']} aria-hidden>
            <span style={{ height: `${limit > 0 ? Math.min(100, (used / limit) * 100) : 0}%` }} />
          </span>
          {megabytes(used)}
        </Button>
      }
    >
      {memory && <MemoryDetails memory={memory} />}
    </Popover>
  );
}

function MemoryDetails({ memory }: { readonly memory: ImageMemory }) {
  const viewer = useViewer();
  const chosen = useViewerState((state) => state.preferences.imageMemoryMB);
  const where = useViewerValue(viewportsBySeries);
  const usage = useRefreshed(memory, readUsage);
  const { usedBytes, limitBytes, aheadBytes, heldBytes, reservedBytes, madeBytes, cardBytes, series } = usage;
  const free = () => {
    const freed = memory.freeUnused();
    viewer.announce(freed > 0 ? `${megabytes(freed)} freed.` : 'Everything that is here is on the screen.');
  };
  const part = (bytes: number) => `${limitBytes > 0 ? Math.min(100, (bytes / limitBytes) * 100) : 0}%`;
  return (
    <div className={styles['panel']} data-testid="memory-panel">
      <p className={styles['title']}>
        Decoded images: {megabytes(usedBytes)} of {megabytes(limitBytes)}
      </p>
      <div className={styles['bar']} aria-hidden>
        <span className={styles['used']} style={{ width: part(usedBytes) }} />
        <span className={styles['held']} style={{ width: part(heldBytes) }} />
        {reservedBytes > 0 && <span className={styles['reserved']} style={{ width: part(reservedBytes) }} />}
      </div>
      <p className={styles['quiet']}>
        {megabytes(heldBytes)} on the screen and in open volumes.
        {reservedBytes > 0 && ` ${megabytes(reservedBytes)} are set aside for volumes.`}
        {madeBytes > 0 && ` ${megabytes(madeBytes)} are pictures made of them.`}
        {cardBytes > 0 && (
          <span data-testid="memory-card" data-bytes={cardBytes}>
            {` Besides, ${megabytes(cardBytes)} on the graphics card for 3D.`}
          </span>
        )}
      </p>
      {series.length === 0 ? (
        <p className={styles['quiet']}>Nothing is decoded yet.</p>
      ) : (
        <ul className={styles['series']} aria-label="Memory by series">
          {series.map((each) => (
            <SeriesLine
              key={each.SeriesInstanceUID}
              series={each}
              viewports={where[each.SeriesInstanceUID] ?? ''}
            />
          ))}
        </ul>
      )}
      <Button onClick={free} disabled={usedBytes <= heldBytes}>
        Free what is not on screen
      </Button>
      <div className={styles['limit']}>
        <Slider
          label="At most"
          min={0}
          max={limitStepsMB.length - 1}
          value={nearestStep(limitBytes / 1024 ** 2)}
          valueText={megabytes(limitBytes)}
          onChange={(step) => viewer.setPreference('imageMemoryMB', limitStepsMB[step])}
        />
        <Button
          variant="quiet"
          disabled={chosen === undefined}
          onClick={() => viewer.setPreference('imageMemoryMB', undefined)}
        >
          Default
        </Button>
      </div>
      <p className={styles['quiet']}>
        Up to{' '}
        <span data-testid="memory-ahead" data-bytes={aheadBytes}>
          {megabytes(aheadBytes)}
        </span>{' '}
        are loaded ahead of where you are; what you have looked at stays. Above the limit, the images farthest
        from those on the screen are dropped first, and fetched again when they are needed.
      </p>
    </div>
  );
}

function SeriesLine({ series, viewports }: { readonly series: SeriesMemory; readonly viewports: string }) {
  const { Modality, SeriesNumber, SeriesDescription, images, bytes } = series;
  return (
    <li data-series-uid={series.SeriesInstanceUID} data-images={images}>
      <Bdi className={styles['name']}>
        {[Modality, SeriesNumber, SeriesDescription].filter((each) => each !== undefined).join(' ')}
      </Bdi>
      <span className={styles['figures']}>
        {images.toLocaleString('en')} {images === 1 ? 'image' : 'images'}, {megabytes(bytes)}
      </span>
      <span className={styles['where']}>{viewports}</span>
    </li>
  );
}

const nothing: MemoryUsage = {
  usedBytes: 0,
  limitBytes: 0,
  aheadBytes: 0,
  heldBytes: 0,
  reservedBytes: 0,
  madeBytes: 0,
  cardBytes: 0,
  series: [],
};
const readUsage = (memory: ImageMemory | undefined): MemoryUsage => memory?.usage() ?? nothing;
/** As one text: the header is drawn again only when a figure changes. */
const readFigures = (memory: ImageMemory | undefined): string =>
  `${memory?.usedBytes ?? 0}/${memory?.limitBytes ?? 0}`;

/**
 * What is looked at a few times a second, and only while it changes.
 * @param read the same function each time.
 */
function useRefreshed<T>(memory: ImageMemory | undefined, read: (memory: ImageMemory | undefined) => T): T {
  const [value, setValue] = useState(() => read(memory));
  useEffect(() => {
    if (!memory) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      setValue(read(memory));
    };
    const soon = () => {
      timer ??= setTimeout(refresh, refreshMs);
    };
    soon();
    const unsubscribe = memory.subscribe(soon);
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [memory, read]);
  return value;
}
