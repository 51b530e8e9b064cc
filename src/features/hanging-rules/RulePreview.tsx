import { Link2 } from 'lucide-react';
import { linkGroups } from '../../core/hanging/editRule.ts';
import type { RuleResult, StageResult } from '../../core/hanging/match.ts';
import { boxesOf, toLayout } from '../../core/layout/layout.ts';
import { Bdi } from '../../ui/Text.tsx';
import styles from './HangingRules.module.css';

const percent = (part: number) => `${part * 100}%`;

/** What a rule would do with what is open: its layout, and what would be in each viewport. */
export function RulePreview({ result, stage }: { readonly result: RuleResult; readonly stage: number }) {
  const shown = result.stages[stage];
  return (
    <section className={styles['preview']} aria-label="In this study" data-testid="rule-preview">
      <h3 className={styles['heading']}>In this study</h3>
      {shown ? <StagePicture result={shown} /> : null}
      {shown?.refusal !== undefined && result.first && (
        <p className={styles['warning']}>This stage is passed over here: {shown.refusal}.</p>
      )}
      <p className={styles['quiet']} role="status">
        {result.first
          ? `It fits: ${result.first.filled} of ${result.first.places.length} viewports are filled.`
          : `It does not fit: ${result.refusal ?? ''}.`}
      </p>
    </section>
  );
}

function StagePicture({ result: { stage, places } }: { readonly result: StageResult }) {
  const groups = linkGroups(stage);
  return (
    <div className={styles['picture']}>
      {boxesOf(toLayout(stage.layout)).map(({ x, y, width, height }, at) => {
        const place = places[at];
        const { sync } = place?.place ?? {};
        const others = place?.candidates.filter(({ fits }) => fits).length ?? 0;
        return (
          <div
            key={`${x} ${y}`}
            className={styles['box']}
            data-filled={place?.chosen !== undefined}
            style={{ left: percent(x), top: percent(y), width: percent(width), height: percent(height) }}
          >
            <strong>
              <Bdi limit={60}>{place?.place.name ?? 'Empty'}</Bdi>
            </strong>
            {place?.chosen ? (
              <Bdi limit={80}>
                {[
                  place.chosen.displaySet.SeriesNumber,
                  place.chosen.displaySet.label,
                  others > 1 ? `(of ${others} that fit)` : '',
                ]
                  .filter((part) => part !== undefined && part !== '')
                  .join(' ')}
              </Bdi>
            ) : (
              <span>{place?.reason ?? ''}</span>
            )}
            {sync !== undefined && (groups.get(sync)?.length ?? 0) > 1 && (
              <span className={styles['linked']} data-link-group={sync}>
                <Link2 size={12} strokeWidth={1.5} aria-hidden /> {sync}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}
