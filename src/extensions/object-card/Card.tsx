import { useEffect, useEffectEvent, useMemo } from 'react';
import { sopClassName } from '../../core/dicom/sopClass.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { StudyAround } from '../../core/viewport.ts';
import { cleanText } from '../../ui/cleanText.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Bdi } from '../../ui/Text.tsx';
import styles from './Card.module.css';
import type { FactList } from './fact.ts';
import { objectFacts } from './objectFacts.ts';
import { backReferenceLines, referenceGroups } from './referenceLines.ts';
import { References } from './References.tsx';
import { useStudyAround } from './useStudyAround.ts';

/** What a card stands in for, where nothing draws the kind that would be better. */
const notDrawn: Readonly<Record<string, string>> = {
  video: 'Video is not played here: this is what it says of itself',
  ecg: 'Curves are not drawn here: this is what the recording says of itself',
  wholeslide: 'The slide is not put together here: its tiles can be seen one by one in the image viewer',
};

/** What an object is, what it says of itself, and which others it is about. */
export function Card({
  displaySet,
  study,
  onDrawn,
}: {
  readonly displaySet: DisplaySet;
  readonly study: StudyAround;
  readonly onDrawn: () => void;
}) {
  const drawn = useEffectEvent(onDrawn);
  useEffect(() => drawn(), [displaySet]);
  useStudyAround(study);
  const sheet = useMemo(() => objectFacts(displaySet, navigator.language), [displaySet]);
  const { label, SeriesNumber, SeriesDescription, instances, viewportKinds } = displaySet;
  const preferred = viewportKinds[0] ?? 'card';
  const undrawn = study.canShow(preferred) ? undefined : notDrawn[preferred];
  const relations = study.relationsOf(displaySet.displaySetInstanceUID);
  const groups = referenceGroups(relations.references, study.displaySet, study.isLoading());
  const back = backReferenceLines(relations.referredToBy, study.displaySet, displaySet);
  const series = [
    SeriesNumber === undefined ? undefined : `Series ${SeriesNumber}`,
    SeriesDescription === label ? undefined : SeriesDescription,
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <ScrollRegion className={styles['desk']} label={cleanText(label, 100)}>
      <article className={styles['card']} data-testid="object-card">
        <header>
          <p className={styles['kind']}>{sopClassName(instances[0]?.SOPClassUID ?? '')}</p>
          <h2>
            <Bdi limit={300}>{label}</Bdi>
          </h2>
          {series !== '' && (
            <p className={styles['series']}>
              <Bdi limit={300}>{series}</Bdi>
            </p>
          )}
        </header>
        {undrawn !== undefined && <Notice kind="info" title={undrawn} />}
        {[...relations.messages, ...displaySet.messages].map(({ code, text, severity }) => (
          <Notice key={`${code} ${text}`} kind={severity} title={cleanText(text, 600)} />
        ))}
        {sheet.facts.length > 0 && (
          <dl className={styles['facts']}>
            {sheet.facts.map((one) => (
              <div key={one.label}>
                <dt>{one.label}</dt>
                <dd>
                  <Bdi limit={2000}>{one.value}</Bdi>
                </dd>
              </div>
            ))}
          </dl>
        )}
        {groups.map((group) => (
          <References key={group.title} group={group} study={study} />
        ))}
        {sheet.lists.map((one, index) => (
          <Items key={index} list={one} />
        ))}
        {back.length > 0 && (
          <References group={{ title: 'Referred to by', lines: back, notes: [] }} study={study} />
        )}
      </article>
    </ScrollRegion>
  );
}

/** More than this are counted, not listed: the tag view has them all. */
const listed = 500;

function Items({ list: { title, items } }: { readonly list: FactList }) {
  return (
    <section className={styles['section']}>
      <h3>{title}</h3>
      <ul className={styles['items']} aria-label={title}>
        {items.slice(0, listed).map(({ name, detail, colour }, index) => (
          <li key={index}>
            {colour !== undefined && (
              <span className={styles['swatch']} style={{ backgroundColor: colour }} aria-hidden />
            )}
            <Bdi limit={300}>{name}</Bdi>
            {detail !== undefined && detail !== '' && (
              <span className={styles['detail']}>
                <Bdi limit={300}>{detail}</Bdi>
              </span>
            )}
          </li>
        ))}
      </ul>
      {items.length > listed && (
        <p className={styles['note']}>{items.length - listed} more are in the tag view</p>
      )}
    </section>
  );
}
