import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { indexOfImage } from '../../core/displaySet/images.ts';
import type { ResolvedReference } from '../../core/displaySet/relation.ts';
import { relationsOfSet } from '../../state/relations.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { cleanText } from '../../ui/cleanText.ts';
import styles from './ExplainPanel.module.css';
import { jumpToImage } from './jump.ts';

/** What the display set says it is about, and what says it is about this one. */
export function RelationsSection({ displaySet }: { readonly displaySet: DisplaySet }) {
  const { displaySetInstanceUID } = displaySet;
  const { references, referredToBy } = useViewerState((state) =>
    relationsOfSet(state, displaySetInstanceUID),
  );
  if (references.length === 0 && referredToBy.length === 0) return null;
  return (
    <section aria-label="References" data-testid="relations">
      {references.length > 0 && (
        <>
          <h3>Refers to</h3>
          <dl className={styles['facts']}>
            {references.map((resolved) => (
              <div key={JSON.stringify(resolved.reference)}>
                <dt>{resolved.reference.purpose}</dt>
                <dd>
                  {resolved.found.map(({ displaySetInstanceUID: uid, SOPInstanceUIDs }) => (
                    <DisplaySetLink
                      key={uid}
                      uid={uid}
                      SOPInstanceUID={SOPInstanceUIDs[0]}
                      count={SOPInstanceUIDs.length}
                    />
                  ))}
                  {missingText(resolved)}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {referredToBy.length > 0 && (
        <>
          <h3>Referred to by</h3>
          <dl className={styles['facts']}>
            {referredToBy.map(({ displaySetInstanceUID: uid, purpose, count }) => (
              <div key={`${uid} ${purpose}`}>
                <dt>{purpose}</dt>
                <dd>
                  <DisplaySetLink uid={uid} count={count} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}

function missingText({ by, missing, reference: { SOPInstanceUIDs } }: ResolvedReference): string {
  if (by === 'frame of reference') return 'by its frame of reference; what it names is not here';
  if (by === 'nothing') {
    const count = SOPInstanceUIDs.length;
    return count === 0
      ? 'nothing that is here'
      : `${count.toLocaleString()} instance${count === 1 ? '' : 's'}, none of them here`;
  }
  return missing > 0 ? `${missing.toLocaleString()} not here` : '';
}

/** Goes to another display set, at the image that is meant. */
function DisplaySetLink({
  uid,
  SOPInstanceUID,
  count,
}: {
  readonly uid: string;
  readonly SOPInstanceUID?: string | undefined;
  readonly count: number;
}) {
  const viewer = useViewer();
  const displaySet = useViewerState((state) => state.displaySets.get(uid));
  if (!displaySet) return null;
  const open = () => {
    const index = SOPInstanceUID === undefined ? -1 : indexOfImage(displaySet, { SOPInstanceUID, frame: 1 });
    if (index >= 0) jumpToImage(viewer, displaySet, index);
    else viewer.showDisplaySet({ displaySetInstanceUID: uid });
  };
  return (
    <button type="button" className={styles['link']} onClick={open}>
      {cleanText(displaySet.label, 80)} ({count.toLocaleString()})
    </button>
  );
}
