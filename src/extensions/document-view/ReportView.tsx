import { createElement, useEffect, useEffectEvent, useMemo } from 'react';
import { cleanText } from '../../ui/cleanText.ts';
import { cx } from '../../ui/cx.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Bdi } from '../../ui/Text.tsx';
import styles from './ReportView.module.css';
import type { Report, ReportEntry } from './readReport.ts';

/** Enough for any report; a megabyte in one value is cut with an ellipsis, the tag view offers the object. */
const textLimit = 50_000;

/** A structured report as a page to read. Everything in it is a text node. */
export function ReportView({ report, onDrawn }: { report: Report; onDrawn: () => void }) {
  const drawn = useEffectEvent(onDrawn);
  useEffect(() => drawn(), []);
  const blocks = useMemo(() => inBlocks(report.entries), [report]);
  return (
    <ScrollRegion className={styles['desk']} label={cleanText(report.title, 100)}>
      <article className={styles['page']} data-theme="light">
        <header className={styles['header']}>
          <h1>
            <Bdi limit={300}>{report.title}</Bdi>
          </h1>
          <p className={styles['flags']}>
            {report.flags.map((flag) => (
              <span key={flag}>{cleanText(flag, 60)}</span>
            ))}
          </p>
          <dl className={styles['facts']}>
            {report.facts.map(({ label, value }, index) => (
              <div key={index}>
                <dt>{label}</dt>
                <dd>
                  <Bdi limit={300}>{value}</Bdi>
                </dd>
              </div>
            ))}
          </dl>
        </header>
        {report.notes.map((note) => (
          <Notice key={note} kind="warning" title="This is not the whole report">
            {note}
          </Notice>
        ))}
        {blocks.map((block, index) =>
          block.heading ? (
            <Heading key={index} entry={block.heading} />
          ) : (
            <dl key={index} className={styles['items']}>
              {block.items.map((entry, i) => (
                <Item key={i} entry={entry} />
              ))}
            </dl>
          ),
        )}
        {blocks.length === 0 ? (
          <p className={styles['empty']}>The report has a title and no content.</p>
        ) : null}
      </article>
    </ScrollRegion>
  );
}

function Heading({ entry }: { entry: ReportEntry }) {
  const level = Math.min(6, entry.depth + 2);
  return createElement(
    `h${level}`,
    { className: styles['heading'], style: indent(entry.depth), 'data-level': level },
    <Bdi limit={300}>{entry.label}</Bdi>,
  );
}

function Item({ entry }: { entry: ReportEntry }) {
  const { label, value, detail } = entry;
  const isLong = value.length > 90 || value.includes('\n');
  return (
    <div className={cx(styles['item'], isLong && styles['long'])} style={indent(entry.depth)}>
      <dt>{label === '' ? '' : <Bdi limit={300}>{label}</Bdi>}</dt>
      <dd>
        <Bdi limit={textLimit} className={styles['value']}>
          {value === '' ? '–' : value}
        </Bdi>
        {detail === undefined ? null : (
          <span className={styles['detail']}>
            <Bdi limit={600}>{detail}</Bdi>
          </span>
        )}
      </dd>
    </div>
  );
}

/** Deeper than this the room would be gone; the order still tells what belongs where. */
const indent = (depth: number) => ({ marginInlineStart: `${Math.min(depth, 8) * 16}px` });

type Block =
  | { readonly heading: ReportEntry; readonly items?: never }
  | { readonly heading?: never; readonly items: ReportEntry[] };

/** Neighbouring items make one list; a heading stands alone. */
function inBlocks(entries: readonly ReportEntry[]): Block[] {
  const blocks: Block[] = [];
  for (const entry of entries) {
    const last = blocks.at(-1);
    if (entry.kind === 'heading') blocks.push({ heading: entry });
    else if (last?.items) last.items.push(entry);
    else blocks.push({ items: [entry] });
  }
  return blocks;
}
