import { glyphOf } from '../../core/displaySet/glyph.ts';
import type { ChangedPart } from '../../core/displaySet/diff.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { shortName } from '../../core/mode/lint.ts';
import { describeCount } from '../../state/hangingCommands.ts';
import { useThumbnails } from '../../state/ViewerContext.tsx';
import { Picture } from '../../ui/Picture.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Text } from '../../ui/Text.tsx';
import styles from './ModeEditor.module.css';
import type { PreviewState } from './usePreview.ts';
import { counted } from './words.ts';

/** More rows than this are counted, not drawn: nobody reads them. */
const MAX_ROWS = 200;

const WHAT: Readonly<Record<ChangedPart, string>> = {
  images: 'other images',
  order: 'another order',
  kind: 'another viewport',
  label: 'another name',
};

/** What would appear, vanish and change, before anything does. */
export function PreviewPane({ state }: { readonly state: PreviewState }) {
  const { preview, pending, problem } = state;
  if (problem !== undefined) {
    return (
      <section className={styles['preview']} aria-label="Preview" data-testid="mode-preview">
        <p className={styles['sum']} role="alert">
          The preview could not be made: {problem}
        </p>
      </section>
    );
  }
  const sums = preview && sumsOf(preview);
  return (
    <section
      className={styles['preview']}
      aria-label="Preview"
      aria-busy={pending}
      data-testid="mode-preview"
      data-added={sums?.added}
      data-changed={sums?.changed}
      data-gone={sums?.gone}
      data-display-sets={sums?.after}
      data-unclaimed={preview?.unclaimedAfter}
    >
      {preview && sums && (
        <>
          <div className={styles['sum']}>
            <p>
              <strong>{counted(sums.before, 'display set')}</strong> now →{' '}
              <strong>{sums.after.toLocaleString()}</strong>
              <span className={styles['quiet']}> with this order</span>
            </p>
            <p className={styles['quiet']}>
              Instances that no handler takes: {preview.unclaimedBefore.toLocaleString()} →{' '}
              <span data-worse={preview.unclaimedAfter > preview.unclaimedBefore || undefined}>
                {preview.unclaimedAfter.toLocaleString()}
              </span>
            </p>
            <p>
              {sums.added + sums.changed + sums.gone === 0
                ? 'No change: the same display sets.'
                : `${sums.added.toLocaleString()} new, ${sums.changed.toLocaleString()} changed, ${sums.gone.toLocaleString()} gone; ${sums.same.toLocaleString()} stay as they are.`}
            </p>
          </div>
          <ScrollRegion label="What changes" className={styles['changes']}>
            <Group title="New" kind="added" sets={preview.diff.added.map((after) => ({ after }))} />
            <Group
              title="Changed"
              kind="changed"
              sets={preview.diff.changed.map(({ before, after, what }) => ({ before, after, what }))}
            />
            <Group title="Gone" kind="gone" sets={preview.diff.gone.map((before) => ({ before }))} />
          </ScrollRegion>
        </>
      )}
    </section>
  );
}

type Sums = Readonly<Record<'added' | 'changed' | 'gone' | 'same' | 'before' | 'after', number>>;

function sumsOf({ diff }: NonNullable<PreviewState['preview']>): Sums {
  const [added, changed, gone, same] = [diff.added, diff.changed, diff.gone, diff.same].map(
    ({ length }) => length,
  );
  const kept = (changed ?? 0) + (same ?? 0);
  return {
    added: added ?? 0,
    changed: changed ?? 0,
    gone: gone ?? 0,
    same: same ?? 0,
    before: kept + (gone ?? 0),
    after: kept + (added ?? 0),
  };
}

interface Changed {
  readonly before?: DisplaySet;
  readonly after?: DisplaySet;
  readonly what?: readonly ChangedPart[];
}

function Group({
  title,
  kind,
  sets,
}: {
  readonly title: string;
  readonly kind: 'added' | 'changed' | 'gone';
  readonly sets: readonly Changed[];
}) {
  if (sets.length === 0) return null;
  return (
    <section className={styles['group']} data-kind={kind}>
      <h3>
        {title} <span className={styles['quiet']}>{sets.length.toLocaleString()}</span>
      </h3>
      <ul>
        {sets.slice(0, MAX_ROWS).map((change) => (
          <Row key={(change.after ?? change.before)?.displaySetInstanceUID} kind={kind} change={change} />
        ))}
      </ul>
      {sets.length > MAX_ROWS && (
        <p className={styles['quiet']}>and {(sets.length - MAX_ROWS).toLocaleString()} more</p>
      )}
    </section>
  );
}

function Row({ kind, change }: { readonly kind: string; readonly change: Changed }) {
  const thumbnails = useThumbnails();
  const { before, after, what } = change;
  const set = after ?? before;
  if (!set) return null;
  const renamed = before && after && before.label !== after.label;
  const [countBefore, countAfter] = [before && describeCount(before), after && describeCount(after)];
  const counts =
    countBefore !== undefined && countAfter !== undefined && countBefore !== countAfter
      ? `${countBefore} → ${countAfter}`
      : (countAfter ?? countBefore);
  return (
    <li
      className={styles['change']}
      data-preview-change={kind}
      data-label={set.label}
      data-num-instances={set.instances.length}
    >
      <Picture url={thumbnails.peek(set)} icon={glyphOf(set)} />
      <div className={styles['changeWords']}>
        <span className={styles['changeTitle']}>
          <span className={styles['quiet']}>{set.SeriesNumber}</span>
          <Text>{renamed ? `${before.label} → ${after.label}` : set.label}</Text>
        </span>
        <span className={styles['quiet']}>
          {set.Modality} · {counts}
          {what && ` · ${what.map((part) => WHAT[part]).join(', ')}`}
        </span>
      </div>
      <span className={styles['by']}>
        {set.unsupported ? 'cannot be displayed' : shortName(set.SOPClassHandlerId).replace(/ \(.*$/, '')}
      </span>
    </li>
  );
}
