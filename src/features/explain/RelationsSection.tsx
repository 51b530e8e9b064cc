import type { DisplaySet, DisplaySetReference } from '../../core/displaySet/displaySet.ts';
import { Bdi } from '../../ui/Text.tsx';
import styles from './ExplainPanel.module.css';

/** What the display set says it is about. */
export function RelationsSection({ displaySet }: { readonly displaySet: DisplaySet }) {
  const { references } = displaySet;
  if (references.length === 0) return null;
  return (
    <section aria-label="References">
      <h3>Refers to</h3>
      <dl className={styles['facts']}>
        {references.map((reference) => (
          <div key={JSON.stringify(reference)}>
            <dt>{reference.purpose}</dt>
            <dd>
              <Bdi>{referenceText(reference)}</Bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function referenceText({
  SOPInstanceUIDs,
  SeriesInstanceUID,
  FrameOfReferenceUID,
}: DisplaySetReference): string {
  const count = SOPInstanceUIDs.length;
  if (count > 0) return `${count.toLocaleString()} instance${count === 1 ? '' : 's'}`;
  if (SeriesInstanceUID !== undefined) return `the series ${SeriesInstanceUID}`;
  return FrameOfReferenceUID === undefined
    ? 'nothing by name'
    : `all in the frame of reference ${FrameOfReferenceUID}`;
}
